/* zzgov_eco_compensation_columns(): what its files share. */
#ifndef ZZ_ECO_COLUMNS_H
#define ZZ_ECO_COLUMNS_H

#include "parts.h"
#include "rates.h"

enum { ZZ_N_COLUMNS = 2 * ZZ_N_FACTORS };

/** What all parts of a call share. */
typedef struct {
  const ZzgovEcoColumns *asked;
  const ZzLaw *law;
  ZzKernel kernel;
  bool wants_factors, wants_sums;
  bool direct; /* whole vectors of rows are read and written where they lie */
} ZzEcoJob;

/** Computes the rows of a ZzPart. */
void zz_eco_compute(void *part);

/** Values and bases in turn. */
static inline const ZzgovColumn *zz_eco_column(const ZzgovEcoColumns *asked, size_t c) {
  return c % 2 == 0 ? &asked->values[c / 2] : &asked->bases[c / 2];
}

/* --- one row, exactly ------------------------------------------------------------------------- */

const void *zz_eco_value_at(const ZzEcoJob *job, size_t column, size_t row);

/** One value, or all of a row until one is bad. */
ZzgovRowStatus zz_eco_read_value(const ZzEcoJob *job, size_t column, size_t row,
                                 ZzWide *millionths);
ZzgovRowStatus zz_eco_read_row(const ZzEcoJob *job, size_t row, ZzWide millionths[ZZ_N_COLUMNS]);

/** One amount of a row that is read; false beyond int64 fen. */
bool zz_eco_charge_factor(const ZzEcoJob *job, size_t factor, const ZzWide millionths[ZZ_N_COLUMNS],
                          ZzgovFen *amount);

#endif
