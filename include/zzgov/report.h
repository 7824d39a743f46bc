/* Reports: what requests come to, for people and their spreadsheets. */
#ifndef ZZGOV_REPORT_H
#define ZZGOV_REPORT_H

#include <zzgov/rulebook.h>

G_BEGIN_DECLS

/** How a report is written. All are UTF-8. */
typedef enum {
  ZZGOV_REPORT_TABLE = 1, /**< text in columns, Chinese characters two columns wide */
  ZZGOV_REPORT_COLOURED,  /**< the same with the colours of a terminal */
  ZZGOV_REPORT_CSV,       /**< a row for each element, with a byte order mark, as Excel reads it */
  ZZGOV_REPORT_JSON,      /**< the responses of the contract, one a line */
  ZZGOV_REPORT_HTML,      /**< one page without anything outside of it, to print or to mail */
  ZZGOV_REPORT_FRAGMENT,  /**< the same as a section for another page, such as a notebook's */
} ZzgovReportFormat;

/**
 * Answers requests (docs/contract.md) and writes one report of them. Tables and JSON show the steps
 * where the first request asks for them by `explain`; a page and a section show them always, a
 * section folded up unless they are asked for.
 *
 * @param rulebook    the rulebook, or NULL for the one compiled in
 * @param requests    JSON texts of one calculator
 * @param n_requests  their number, at least one
 * @param format      how to write it
 * @param lang        language of titles and words
 * @param failed      where the index of the request is said that has a fault; may be NULL
 * @param error       the fault, as in a response
 * @return the report; free with g_free(); NULL if any request has a fault
 */
ZZGOV_AVAILABLE_IN_0_1
char *zzgov_report(const ZzgovRulebook *rulebook, const char *const *requests, size_t n_requests,
                   ZzgovReportFormat format, ZzgovLang lang, size_t *failed, GError **error);

G_END_DECLS

#endif
