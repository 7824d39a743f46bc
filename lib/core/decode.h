/* From a JSON tree, or from a caller's structs, to checked structs in an arena. */
#ifndef ZZ_DECODE_H
#define ZZ_DECODE_H

#include "arena.h"
#include "field.h"
#include "json.h"
#include "path.h"

/**
 * The members of an object: unknown ones are refused first, in the order of the text, then required
 * ones that are missing, in the order of the table. `nodes` gets a node or NULL per field; null
 * counts as absent.
 */
bool zz_decode_keys(const ZzTable *table, const cJSON *node, const ZzPath *path,
                    const cJSON **nodes, GError **error);

/** One value into its slot (and, of an array, its number of elements into `count`). */
bool zz_decode_value(ZzArena *arena, const ZzField *field, const cJSON *node, const ZzPath *path,
                     void *slot, size_t *count, GError **error);

/** An object: its members and then their values, depth first, in the order of the table. */
bool zz_decode_object(ZzArena *arena, const ZzTable *table, const cJSON *node, const ZzPath *path,
                      void *target, GError **error);

/**
 * A caller's struct, which may be shorter than ours, deep into a struct of ours, checked as if it
 * had come as JSON.
 */
bool zz_import_object(ZzArena *arena, const ZzTable *table, const void *source, const ZzPath *path,
                      void *target, GError **error);

/** The errors that both share with the regulations. */
bool zz_fail_unknown(GError **error, const char *name, const ZzPath *path, const char *nearest);
bool zz_fail_missing(GError **error, const ZzField *field, const ZzPath *parent);
bool zz_fail_value(GError **error, const ZzField *field, const char *found, const ZzPath *path);

#endif
