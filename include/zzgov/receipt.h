/* Receipts: what a response rests on, as SHA-256 (docs/receipts.md). */
#ifndef ZZGOV_RECEIPT_H
#define ZZGOV_RECEIPT_H

#include <zzgov/rulebook.h>

G_BEGIN_DECLS

/**
 * As zzgov_evaluate_json(); a result has one more member at its end, `receipt`: the request and the
 * SHA-256 of request, rulebook and response. A rulebook on which zzgov_rulebook_patch() has laid
 * what-ifs has no text that a receipt could stand for: the response is then an error
 * (invalid-rulebook). What-ifs in the member `rules` of the request are in the request's own sum.
 *
 * @return the response with one line feed at its end, never NULL; free with g_free()
 */
ZZGOV_AVAILABLE_IN_0_1
char *zzgov_evaluate_json_with_receipt(const ZzgovRulebook *rulebook, const char *request,
                                       size_t length, bool *ok);

/**
 * Computes a response with a receipt again, from the request that stands in it, and compares.
 * Blanks between its tokens do not matter.
 *
 * @param rulebook  the rulebook, or NULL for the one compiled in
 * @param response  the response, may hold anything
 * @param length    its length in bytes
 * @param sha256    where the receipt's 64 hexadecimal digits go, freed with g_free(); NULL on
 *                  failure; may be NULL
 * @param error     ZZGOV_ERROR_INVALID_RECEIPT with the path of what differs: "/receipt" (none,
 *                  or altered), "/receipt/request", "/receipt/version" (of another release),
 *                  "/receipt/rulebook_sha256" (another rulebook), or the member of the response
 *                  that is not what the request comes to, such as "/result"; may be NULL
 * @return whether the response is what the request comes to, to the byte
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_verify_receipt(const ZzgovRulebook *rulebook, const char *response, size_t length,
                          char **sha256, GError **error);

G_END_DECLS

#endif
