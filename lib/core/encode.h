/* From structs to JSON text by their descriptors: compact, one canonical form. */
#ifndef ZZ_ENCODE_H
#define ZZ_ENCODE_H

#include "field.h"
#include "json.h"

/** A JSON string; of the escapes only those that JSON demands. C0 80 becomes \u0000. */
void zz_encode_string(GString *out, const char *text);

/** The value of a slot; `count` is the number of elements of an array. */
void zz_encode_value(GString *out, const ZzField *field, const void *slot, size_t count);

/** An object with the members that are present, or null where the field is nullable. */
void zz_encode_object(GString *out, const ZzTable *table, const void *source);

/** Appends `"name":`, after a comma unless an object or array has just begun. */
void zz_encode_name(GString *out, const char *name);

/** The same for a name that is not ours. */
void zz_encode_key(GString *out, const char *name);

/** Appends a comma unless an object or array has just begun. */
void zz_encode_separator(GString *out);

/** Appends `"name":"text"`. */
void zz_encode_text(GString *out, const char *name, const char *text);

/** A tree as its text, numbers as they were written. */
void zz_encode_node(GString *out, const cJSON *node);

#endif
