/* Strict JSON (RFC 8259): our scanner checks, cJSON builds the tree.
 *
 * cJSON by itself takes doubles, forgets repeated names and stops at U+0000. So the scanner goes
 * first and hands cJSON a text in which every number is a marked string with its literal, every
 * string is marked, too, and U+0000 is written as the two bytes C0 80, which no UTF-8 text holds.
 */
#ifndef ZZ_JSON_H
#define ZZ_JSON_H

#include <cjson/cJSON.h>
#include <zzgov/error.h>
#include <zzgov/evaluate.h>

/** The deepest nesting of a request, the root being 1. */
enum { ZZ_MAX_DEPTH = 64 };

/** The most elements that any array may have; the tree holds at most one more. */
enum { ZZ_MAX_ELEMENTS = 10000 };

typedef enum {
  ZZ_NODE_NULL,
  ZZ_NODE_BOOL,
  ZZ_NODE_NUMBER,
  ZZ_NODE_STRING,
  ZZ_NODE_ARRAY,
  ZZ_NODE_OBJECT,
} ZzNodeKind;

/**
 * Reads a JSON text after a leading byte order mark.
 *
 * @return the tree, freed with cJSON_Delete(), or NULL with ZZGOV_ERROR_LIMIT_EXCEEDED,
 *         ..._INVALID_JSON (with position) or ..._DUPLICATE_FIELD, whichever comes first
 */
cJSON *zz_json_parse(const char *text, size_t length, GError **error);

/** The position of the member that a JSON Pointer names, in bytes from 1; false if not there. */
bool zz_json_locate(const char *text, size_t length, const char *pointer, size_t *line,
                    size_t *column);

/** Of which kind a node of that tree is. */
ZzNodeKind zz_node_kind(const cJSON *node);

/** The literal of a number or the text of a string. */
const char *zz_node_text(const cJSON *node);

/** Whether a text of the tree holds U+0000. */
bool zz_text_has_nul(const char *text);

/** The member of an object with exactly that name, or NULL. */
const cJSON *zz_node_member(const cJSON *object, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cJSON, cJSON_Delete)

#endif
