/* Making errors. */
#ifndef ZZ_ERROR_PRIVATE_H
#define ZZ_ERROR_PRIVATE_H

#include "field.h"
#include "message.h"
#include "path.h"
#include <zzgov/error.h>

/** Sets `error`: code, place and a message with its arguments, all strings. Always false. */
bool zz_fail(GError **error, ZzgovErrorCode code, const ZzPath *path, ZzMessage message, ...);

/** An error about a member and, of some messages, another; a field says name and label of each.
 * With ZZGOV_ERROR_MISSING_FIELD it is the first that is missing. */
bool zz_fail_member(GError **error, ZzgovErrorCode code, const ZzPath *path, ZzMessage message,
                    const ZzField *member, const ZzField *other);

/** The name of the member that is missing, or NULL. */
const char *zz_error_missing(const GError *error);

/** As zz_fail() with what was expected. */
bool zz_fail_expecting(GError **error, ZzgovErrorCode code, const ZzPath *path, ZzgovText expected,
                       ZzMessage message, ...);

/** A file that cannot be read: by `errno`, or by an error of GLib. */
bool zz_fail_unreadable(GError **error, const char *name, int number);
bool zz_fail_file(GError **error, const char *name, const GError *cause);

/** A C caller's bad argument. */
bool zz_fail_argument(GError **error, const char *argument);

/** As zz_fail() where the path is a text already and the position is known. */
bool zz_fail_at(GError **error, ZzgovErrorCode code, const char *pointer, size_t line,
                size_t column, ZzMessage message, ...);

/** Makes an error fit to be seen outside of JSON, where U+0000 cannot stand: it becomes U+2400. */
void zz_error_show_nul(GError *error);

/** Gives an error another path. */
void zz_error_set_path(GError *error, const char *pointer);

/** Puts the place of a part before an error's path. */
void zz_error_prefix(GError *error, const char *pointer);

/** Gives an error another code, a position and the name of its file (or NULL) in the message. */
void zz_error_relocate(GError *error, ZzgovErrorCode code, size_t line, size_t column,
                       const char *file);

/** What stands between a message and what was expected. */
const char *zz_expected_text(ZzgovLang lang);

/** Where in a spreadsheet: line, cell (0 for none) and its header (or NULL), both from 1. */
char *zz_place_text(ZzgovLang lang, size_t line, size_t column, const char *header);

/** Puts that before an error's message and makes it its position. */
void zz_error_place(GError *error, size_t line, size_t column, const char *header);

/** Puts a text and a colon before an error's message. */
void zz_error_prefix_message(GError *error, const char *text);

/** Makes one message, a line each, of errors that belong together; `n` counts them all. */
void zz_error_join(GError *error, const GPtrArray *errors, size_t n);

#endif
