/* The JSON door: one request text in, one response text out (docs/contract.md). */
#ifndef ZZGOV_EVALUATE_H
#define ZZGOV_EVALUATE_H

#include <zzgov/rulebook.h>

G_BEGIN_DECLS

/** The largest request in bytes, a leading byte order mark not counted. */
#define ZZGOV_MAX_REQUEST_BYTES (64u * 1024u * 1024u)

/** The version of the library, "0.1.0"; lent. */
ZZGOV_AVAILABLE_IN_0_1
const char *zzgov_version(void);

/**
 * Answers one JSON request (docs/contract.md). Every fault of the request is a response, too: an
 * object with the member `error`. Safe to call from many threads with one rulebook.
 *
 * @param rulebook  the rulebook, or NULL for the one compiled in
 * @param request   the request, UTF-8; need not end in NUL, may hold anything
 * @param length    its length in bytes
 * @param ok        where it is said whether the response is a result; may be NULL
 * @return the response with one line feed at its end, never NULL; free with g_free()
 */
ZZGOV_AVAILABLE_IN_0_1
char *zzgov_evaluate_json(const ZzgovRulebook *rulebook, const char *request, size_t length,
                          bool *ok);

/**
 * An error as the response that zzgov_evaluate_json() would give, without an id.
 *
 * @param error  an error of ZZGOV_ERROR
 * @return the response with one line feed at its end; free with g_free(); NULL for other errors
 */
ZZGOV_AVAILABLE_IN_0_1
char *zzgov_error_to_json(const GError *error, ZzgovLang lang);

/**
 * The calculators, one line each: id, tabulator, title in the language.
 *
 * @return a new text; free with g_free()
 */
ZZGOV_AVAILABLE_IN_0_1
char *zzgov_list_calculators(ZzgovLang lang);

/**
 * The JSON Schema (2020-12) of a calculator's input, options and result.
 *
 * @param calculator  its id
 * @param lang        language of the descriptions
 * @param error       set to ZZGOV_ERROR_UNKNOWN_CALCULATOR or ZZGOV_ERROR_INVALID_ARGUMENT
 * @return a new JSON text; free with g_free(); NULL on failure
 */
ZZGOV_AVAILABLE_IN_0_1
char *zzgov_schema(const char *calculator, ZzgovLang lang, GError **error);

G_END_DECLS

#endif
