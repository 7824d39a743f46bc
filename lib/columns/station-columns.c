#include "error-private.h"
#include "field.h"
#include "parts.h"
#include "station-terms.h"

#include <string.h>

enum { MODE, STATIONS, BUILT_ON, REWARD, N_COLUMNS };
enum { CITY, PROVINCIAL, COMBINED, N_AMOUNTS, ASSUMED = N_AMOUNTS, ABOVE_CEILING, N_SUMS };
G_STATIC_ASSERT((int)N_SUMS <= (int)ZZ_MOST_SUMS);

static const char *const names[N_COLUMNS] = {"mode", "stations", "built_on",
                                             "provincial_reward_fen"};

/* What all parts of a call share. */
typedef struct {
  const ZzgovStationColumns *asked;
  GArray *terms; /* of ZzStationTerms, for all days one after the other */
} Job;

/* --- one row ---------------------------------------------------------------------------------- */

typedef struct {
  uint8_t mode;
  int64_t stations;
  ZzgovDate built_on;
  ZzgovFen reward;
} Row;

static Row row_at(const ZzgovStationColumns *asked, size_t i) {
  Row row = {.reward = ZZGOV_ABSENT};
  memcpy(&row.mode, zz_value_at(&asked->mode, i), sizeof row.mode);
  memcpy(&row.stations, zz_value_at(&asked->stations, i), sizeof row.stations);
  memcpy(&row.built_on, zz_value_at(&asked->built_on, i), sizeof row.built_on);
  if (asked->provincial_reward_fen.data)
    memcpy(&row.reward, zz_value_at(&asked->provincial_reward_fen, i), sizeof row.reward);
  return row;
}

/* The first column whose value is out of range, or N_COLUMNS. */
static size_t bad_column(const Row *row) {
  if (row->mode != ZZGOV_STATION_MODE_SA && row->mode != ZZGOV_STATION_MODE_NSA)
    return MODE;
  if (row->stations < 0 || row->stations > ZZ_MOST_STATIONS)
    return STATIONS;
  if (!zz_date_in_range(row->built_on))
    return BUILT_ON;
  if (row->reward != ZZGOV_ABSENT && (row->reward < 0 || row->reward > ZZ_MONEY_MAX))
    return REWARD;
  return N_COLUMNS;
}

static const ZzStationTerms *terms_of(const Job *job, ZzgovDate day) {
  const ZzStationTerms *terms = (const ZzStationTerms *)(const void *)job->terms->data;
  while (day > terms->until)
    terms++;
  return terms;
}

/* What a row comes to. */
typedef struct {
  ZzgovRowStatus status;
  uint8_t reasons;
  bool assumed, above_ceiling;
  ZzgovFen amounts[N_AMOUNTS];
} Outcome;

/* With a reason, nothing is paid for no station: no jump that cannot be foreseen. */
static Outcome settle(const ZzStationTerms *terms, const Row *row) {
  uint8_t reasons = zz_station_reasons(terms, row->mode, row->built_on);
  bool assumed = row->reward == ZZGOV_ABSENT;
  ZzgovFen reward = assumed ? terms->reward : row->reward;
  int64_t stations = reasons ? 0 : row->stations;
  Outcome outcome = {ZZGOV_ROW_GOOD, reasons, assumed, !reasons & (reward > terms->ceiling), {0}};
  if (__builtin_mul_overflow(zz_station_match(terms, reward), stations, &outcome.amounts[CITY]) ||
      __builtin_mul_overflow(reward, stations, &outcome.amounts[PROVINCIAL]) ||
      __builtin_add_overflow(outcome.amounts[CITY], outcome.amounts[PROVINCIAL],
                             &outcome.amounts[COMBINED]))
    return (Outcome){.status = ZZGOV_ROW_OVERFLOW};
  return outcome;
}

static Outcome compute_row(const Job *job, size_t i) {
  Row row = row_at(job->asked, i);
  if (bad_column(&row) < N_COLUMNS)
    return (Outcome){.status = ZZGOV_ROW_OUT_OF_RANGE};
  const ZzStationTerms *terms = terms_of(job, row.built_on);
  return terms->in_force ? settle(terms, &row) : (Outcome){.status = ZZGOV_ROW_NOT_IN_FORCE};
}

/* --- all rows --------------------------------------------------------------------------------- */

static void write_row(const ZzgovStationColumns *asked, size_t i, const Outcome *outcome) {
  if (asked->city_fen)
    asked->city_fen[i] = outcome->amounts[CITY];
  if (asked->provincial_fen)
    asked->provincial_fen[i] = outcome->amounts[PROVINCIAL];
  if (asked->combined_fen)
    asked->combined_fen[i] = outcome->amounts[COMBINED];
  if (asked->reasons)
    asked->reasons[i] = outcome->reasons;
  if (asked->status)
    asked->status[i] = (uint8_t)outcome->status;
}

static void compute(void *data) {
  ZzPart *part = data;
  const Job *job = part->job;
  for (size_t i = part->from; i < part->until; i++) {
    Outcome outcome = compute_row(job, i);
    write_row(job->asked, i, &outcome);
    for (size_t a = 0; a < N_AMOUNTS; a++)
      part->sums[a] += outcome.amounts[a];
    part->sums[ASSUMED] += outcome.assumed;
    part->sums[ABOVE_CEILING] += outcome.above_ceiling;
    if (outcome.status == ZZGOV_ROW_GOOD)
      continue;
    zz_part_note(part, i);
    if (!job->asked->status)
      return;
  }
}

/* --- errors and sums -------------------------------------------------------------------------- */

static const ZzgovText expected[N_COLUMNS] = {
    {"1 (SA) or 2 (NSA)", "1(独立组网)或2(非独立组网)"},
    {"integer, 0 … 10000000", "整数,0…10000000"},
    {"day of the years 1900 … 2199", "1900…2199年的日期"},
    {"fen, 0 … 100000000000000", "分,0…100000000000000"},
};

static char *text_of(const Row *row, size_t column) {
  const int64_t values[N_COLUMNS] = {row->mode, row->stations, row->built_on, row->reward};
  return g_strdup_printf("%" G_GINT64_FORMAT, values[column]);
}

static bool fail_row(const Job *job, size_t i, const ZzgovRulebook *rulebook, GError **error) {
  Row row = row_at(job->asked, i);
  size_t bad = bad_column(&row);
  bool ended = bad == N_COLUMNS && !terms_of(job, row.built_on)->in_force;
  const ZzPath name = {NULL, names[bad < N_COLUMNS ? bad : ended ? BUILT_ON : STATIONS], 0};
  const ZzPath path = {&name, NULL, i};
  if (ended)
    return zz_station_check_in_force(rulebook, row.built_on, &path, error);
  if (bad == N_COLUMNS)
    return zz_fail(error, ZZGOV_ERROR_OVERFLOW, &path, ZZ_MSG_OVERFLOW);
  g_autofree char *text = text_of(&row, bad);
  return zz_fail_expecting(error, ZZGOV_ERROR_INVALID_VALUE, &path, expected[bad],
                           ZZ_MSG_WRONG_VALUE, text);
}

static bool set_sums(const ZzPart *all, ZzgovStationColumnSums *sums, GError **error) {
  sums->n_assumed = (size_t)all->sums[ASSUMED];
  sums->n_above_ceiling = (size_t)all->sums[ABOVE_CEILING];
  sums->n_bad = all->n_bad;
  sums->first_bad = all->first_bad;
  return zz_part_sum(all->sums[CITY], &sums->city_fen, error) &&
         zz_part_sum(all->sums[PROVINCIAL], &sums->provincial_fen, error) &&
         zz_part_sum(all->sums[COMBINED], &sums->combined_fen, error);
}

/* --- the door --------------------------------------------------------------------------------- */

static bool check_arguments(const ZzgovRulebook *rulebook, const ZzgovStationColumns *columns,
                            const ZzgovStationColumnSums *sums, GError **error) {
  if (!rulebook || !columns)
    return zz_fail_argument(error, rulebook ? "columns" : "rulebook");
  if (columns->size < sizeof *columns || (sums && sums->size < sizeof *sums))
    return zz_fail_argument(error, "size");
  const void *const needed[] = {columns->mode.data, columns->stations.data, columns->built_on.data};
  for (size_t c = 0; c < G_N_ELEMENTS(needed) && columns->n_rows > 0; c++)
    if (!needed[c])
      return zz_fail_argument(error, names[c]);
  return true;
}

/* Every day that there is. */
static GArray *all_terms(const ZzgovRulebook *rulebook) {
  GArray *all = g_array_new(FALSE, FALSE, sizeof(ZzStationTerms));
  ZzgovDate day = zz_month_first_day(ZZGOV_MONTH(1900, 1));
  while (zz_date_in_range(day)) {
    ZzStationTerms terms = zz_station_terms(rulebook, day);
    g_array_append_val(all, terms);
    day = terms.until < INT32_MAX ? terms.until + 1 : INT32_MAX;
  }
  return all;
}

bool zzgov_base_station_reward_columns(const ZzgovRulebook *rulebook,
                                       const ZzgovStationColumns *columns,
                                       ZzgovStationColumnSums *sums, GError **error) {
  ZzPart all;
  if (!check_arguments(rulebook, columns, sums, error))
    return false;
  g_autoptr(GArray) terms = all_terms(rulebook);
  const Job job = {columns, terms};
  const ZzRowWork work = {&job,
                          compute,
                          columns->n_rows,
                          columns->threads,
                          columns->status != NULL,
                          columns->progress,
                          columns->progress_data};
  if (!zz_compute_rows(&work, &all, error))
    return false;
  if (all.n_bad > 0 && !columns->status)
    return fail_row(&job, all.first_bad, rulebook, error);
  return !sums || set_sums(&all, sums, error);
}
