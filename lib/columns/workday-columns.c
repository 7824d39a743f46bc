#include "calendar-private.h"
#include "error-private.h"
#include "number.h"
#include "parts.h"

#include <string.h>

enum { FROM, ADD, UNTIL, N_COLUMNS };

static const char *const names[N_COLUMNS] = {"from", "add", "until"};

/* What all parts of a call share. */
typedef struct {
  const ZzgovWorkdayColumns *asked;
  const ZzgovCalendar *calendar;
} Job;

/* --- one row ---------------------------------------------------------------------------------- */

/* What is said of it, and the column at fault. */
typedef struct {
  ZzgovRowStatus status;
  size_t column;
} Verdict;

typedef struct {
  ZzgovDate from, until;
  int64_t add;
} Row;

static Row row_at(const ZzgovWorkdayColumns *asked, size_t i) {
  Row row = {.until = ZZGOV_DATE_ABSENT, .add = ZZGOV_ABSENT};
  memcpy(&row.from, zz_value_at(&asked->from, i), sizeof row.from);
  if (asked->add.data)
    memcpy(&row.add, zz_value_at(&asked->add, i), sizeof row.add);
  else
    memcpy(&row.until, zz_value_at(&asked->until, i), sizeof row.until);
  return row;
}

/* What a row comes to by itself. */
static Verdict check_row(const Job *job, const Row *row) {
  bool covered;
  bool add = job->asked->add.data != NULL;
  if (!zz_date_in_range(row->from))
    return (Verdict){ZZGOV_ROW_OUT_OF_RANGE, FROM};
  if (add && (row->add < 0 || row->add > ZZ_MOST_WORKDAYS))
    return (Verdict){ZZGOV_ROW_OUT_OF_RANGE, ADD};
  if (!add && (!zz_date_in_range(row->until) || row->until < row->from))
    return (Verdict){ZZGOV_ROW_OUT_OF_RANGE, UNTIL};
  return zzgov_calendar_is_working_day(job->calendar, row->from, &covered, NULL)
             ? (Verdict){ZZGOV_ROW_GOOD, N_COLUMNS}
             : (Verdict){ZZGOV_ROW_CALENDAR_MISSING, FROM};
}

static Verdict compute_row(const Job *job, size_t i, ZzgovDate *last_day, int64_t *working_days) {
  Row row = row_at(job->asked, i);
  Verdict verdict = check_row(job, &row);
  *last_day = ZZGOV_DATE_ABSENT;
  *working_days = ZZGOV_ABSENT;
  if (verdict.status != ZZGOV_ROW_GOOD)
    return verdict;
  if (row.add != ZZGOV_ABSENT)
    return zzgov_calendar_add_working_days(job->calendar, row.from, row.add, last_day, NULL)
               ? verdict
               : (Verdict){ZZGOV_ROW_CALENDAR_MISSING, ADD};
  return zzgov_calendar_count_working_days(job->calendar, row.from, row.until, working_days, NULL)
             ? verdict
             : (Verdict){ZZGOV_ROW_CALENDAR_MISSING, UNTIL};
}

static void compute(void *data) {
  ZzPart *part = data;
  const Job *job = part->job;
  const ZzgovWorkdayColumns *asked = job->asked;
  for (size_t i = part->from; i < part->until; i++) {
    ZzgovDate last_day;
    int64_t working_days;
    ZzgovRowStatus status = compute_row(job, i, &last_day, &working_days).status;
    if (asked->last_day)
      asked->last_day[i] = last_day;
    if (asked->working_days)
      asked->working_days[i] = working_days;
    if (asked->status)
      asked->status[i] = (uint8_t)status;
    if (status == ZZGOV_ROW_GOOD)
      continue;
    zz_part_note(part, i);
    if (!asked->status)
      return;
  }
}

/* --- errors ----------------------------------------------------------------------------------- */

static const ZzgovText expected[N_COLUMNS] = {
    {"day of the years 1900 … 2199", "1900…2199年的日期"},
    {"integer, 0 … 100000", "整数,0…100000"},
    {"day of the years 1900 … 2199, not before `from`", "1900…2199年的日期,不早于from"},
};

/* A day that there is as people read it, else the number. */
static char *text_of(const Row *row, size_t column) {
  ZzgovDate day = column == FROM ? row->from : row->until;
  if (column != ADD && zz_date_in_range(day))
    return zzgov_date_to_string(day);
  return g_strdup_printf("%" G_GINT64_FORMAT, column == ADD ? row->add : (int64_t)day);
}

static bool fail_row(const Job *job, size_t i, GError **error) {
  ZzgovDate last_day;
  int64_t working_days;
  Row row = row_at(job->asked, i);
  Verdict verdict = compute_row(job, i, &last_day, &working_days);
  const ZzPath name = {NULL, names[verdict.column], 0}, path = {&name, NULL, i};
  if (verdict.status == ZZGOV_ROW_CALENDAR_MISSING)
    return zz_fail_calendar(error, job->calendar, &path);
  g_autofree char *text = text_of(&row, verdict.column);
  return zz_fail_expecting(error, ZZGOV_ERROR_INVALID_VALUE, &path, expected[verdict.column],
                           ZZ_MSG_WRONG_VALUE, text);
}

/* --- the door --------------------------------------------------------------------------------- */

static bool check_arguments(const ZzgovRulebook *rulebook, const ZzgovWorkdayColumns *columns,
                            const ZzgovWorkdayColumnSums *sums, GError **error) {
  if (!rulebook || !columns)
    return zz_fail_argument(error, rulebook ? "columns" : "rulebook");
  if (columns->size < sizeof *columns || (sums && sums->size < sizeof *sums))
    return zz_fail_argument(error, "size");
  if (columns->n_rows == 0)
    return true;
  if (!columns->from.data)
    return zz_fail_argument(error, "from");
  if (!columns->add.data == !columns->until.data)
    return zz_fail_argument(error, columns->add.data ? "until" : "add");
  if (columns->add.data && columns->working_days)
    return zz_fail_argument(error, "working_days");
  if (columns->until.data && columns->last_day)
    return zz_fail_argument(error, "last_day");
  return true;
}

bool zzgov_workdays_columns(const ZzgovRulebook *rulebook, const ZzgovWorkdayColumns *columns,
                            ZzgovWorkdayColumnSums *sums, GError **error) {
  ZzPart all;
  if (!check_arguments(rulebook, columns, sums, error))
    return false;
  const Job job = {columns, zzgov_rulebook_get_calendar(rulebook)};
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
    return fail_row(&job, all.first_bad, error);
  if (sums) {
    sums->n_bad = all.n_bad;
    sums->first_bad = all.first_bad;
  }
  return true;
}
