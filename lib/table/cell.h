/* One cell: from what people write to the JSON of the contract, or why it is in doubt. */
#ifndef ZZ_CELL_H
#define ZZ_CELL_H

#include "field.h"

/** Whether a cell says that there is no value: it is empty or a dash (—). */
bool zz_cell_is_absent(const char *text);

/**
 * Appends the JSON of a cell that is not absent.
 *
 * @param field    what it is a value of
 * @param digits   by how many digits its number is shifted: 4 for 万元
 * @param decimal_comma  whether a comma might be a decimal point, as in semicolon separated files
 * @return false with ZZGOV_ERROR_INVALID_VALUE, its message the reason
 */
bool zz_cell_to_json(GString *out, const ZzField *field, const char *text, int digits,
                     bool decimal_comma, GError **error);

#endif
