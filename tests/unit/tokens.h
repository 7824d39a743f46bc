/* JSON as text: what is read stays as it was written, down to the digits of a number. Only for
 * texts that are known to be JSON. */
#ifndef TEST_TOKENS_H
#define TEST_TOKENS_H

#include <glib.h>
#include <stdbool.h>

/** Without blanks, and every string in the one form that needs the fewest escapes. */
char *tokens_compact(const char *json, gssize length);

/** Where the value that begins here ends. All functions from here on take compact text. */
const char *tokens_end(const char *value);

/** A copy of the member of an object, or NULL. */
char *tokens_member(const char *object, const char *name);

/** Copies of the elements of an array. */
GPtrArray *tokens_elements(const char *array);

/** The object without those members; `names` ends in NULL. */
char *tokens_without(const char *object, const char *const *names);

/** The object with another value of a member. */
char *tokens_with(const char *object, const char *name, const char *value);

/** The names of an object's members, in their order. */
GPtrArray *tokens_names(const char *object);

/** The bytes that a string means. */
GString *tokens_string(const char *string);

#endif
