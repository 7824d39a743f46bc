/* Spreadsheets: a table saved as CSV becomes the requests that it stands for.
 *
 * Which headers a calculator knows, which cells are taken and which are refused is said in
 * docs/spreadsheets.md. Excel workbooks (.xlsx) are not read; save them as CSV.
 */
#ifndef ZZGOV_TABLE_H
#define ZZGOV_TABLE_H

#include <zzgov/macros.h>

G_BEGIN_DECLS

/** The requests of a spreadsheet, and where in it their values stand. Immutable. */
typedef struct ZzgovTable ZzgovTable;

/**
 * Reads a spreadsheet: headers in its first line, then a row for each area, mine, project, batch,
 * record or question. UTF-8, UTF-16 with its mark or GB18030; comma, semicolon or tab.
 *
 * Rows that agree in the members that every request needs (the month; the subject's name and the
 * day) make one request. All faults are reported at once, at most twenty by name.
 *
 * @param calculator  its id, such as "eco-compensation"
 * @param csv         the file's bytes
 * @param length      their number, at most 64 MiB; a table may hold 10,000 requests
 * @param frame       a JSON object with what the table does not hold, in the form of a request:
 *                    {"input": {"month": "2020-11"}, "options": {}, "rules": {}, "explain": true};
 *                    NULL for none
 * @param ignored     headers of columns to pass over, NULL after the last; or NULL for none
 * @param error       ZZGOV_ERROR_UNREADABLE for a file that is no such text, else the code of the
 *                    first fault; the position is its line and its cell, both from 1
 * @return a new table, freed with zzgov_table_free(), or NULL
 */
ZZGOV_AVAILABLE_IN_0_1
ZzgovTable *zzgov_table_read_csv(const char *calculator, const char *csv, size_t length,
                                 const char *frame, const char *const *ignored, GError **error);

/** Frees a table; NULL is allowed. */
ZZGOV_AVAILABLE_IN_0_1
void zzgov_table_free(ZzgovTable *table);

/** The number of requests, at least one; 0 for NULL. */
ZZGOV_AVAILABLE_IN_0_1
size_t zzgov_table_get_n_requests(const ZzgovTable *table);

/** All of them, as zzgov_report() takes them, lent; NULL after the last. */
ZZGOV_AVAILABLE_IN_0_1
const char *const *zzgov_table_get_requests(const ZzgovTable *table);

/** Request `index` from 0 as JSON (docs/contract.md), lent; NULL beyond the last. */
ZZGOV_AVAILABLE_IN_0_1
const char *zzgov_table_get_request(const ZzgovTable *table, size_t index);

/**
 * Where in the spreadsheet a member of a request stands: "line 5, column 3 (PM2.5)".
 *
 * @param table    the table
 * @param index    the request
 * @param pointer  JSON Pointer into it, as in an error or a warning
 * @param lang     language of the text
 * @return a new text, freed with g_free(); NULL where the member is not from the table
 */
ZZGOV_AVAILABLE_IN_0_1
char *zzgov_table_locate(const ZzgovTable *table, size_t index, const char *pointer,
                         ZzgovLang lang);

/**
 * A small spreadsheet for a calculator, to begin with: English headers are the contract's names.
 *
 * @param calculator  its id
 * @param lang        language of headers and words
 * @param error       set to ZZGOV_ERROR_UNKNOWN_CALCULATOR or ZZGOV_ERROR_INVALID_ARGUMENT
 * @return CSV in UTF-8, lent for good; NULL on failure
 */
ZZGOV_AVAILABLE_IN_0_1
const char *zzgov_table_example(const char *calculator, ZzgovLang lang, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzgovTable, zzgov_table_free)

G_END_DECLS

#endif
