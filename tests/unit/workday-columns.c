/* Columns of days are counted as zzgov_workdays() counts them. */
#include "columns-helper.h"

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

enum { ROWS = 4000 };

/* The typed door's answer to one row, or its error. */
typedef struct {
  ZzgovDate last_day;
  int64_t working_days;
  ZzgovErrorCode code;
  char member[8]; /* "from", "add", "until" of the error */
} Answer;

static Answer by_typed_door(ZzgovDate from, int64_t add, ZzgovDate until) {
  ZzgovWorkdaysInput input = {sizeof input, from, add, until};
  GError *error = NULL;
  g_autoptr(ZzgovWorkdaysResult) result = zzgov_workdays(built_in(), &input, NULL, &error);
  Answer answer = {ZZGOV_DATE_ABSENT, ZZGOV_ABSENT, 0, ""};
  if (result) {
    answer.last_day = result->last_day;
    answer.working_days = result->working_days;
  } else {
    answer.code = (ZzgovErrorCode)error->code;
    g_strlcpy(answer.member, zzgov_error_get_path(error) + strlen("/input/"), sizeof answer.member);
    g_error_free(error);
  }
  return answer;
}

/* --- random days ------------------------------------------------------------------------------ */

typedef struct {
  ZzgovDate from[ROWS], until[ROWS], last_day[ROWS];
  int64_t add[ROWS], working_days[ROWS];
  uint8_t status[ROWS];
} Days;

/* Some outside the calendar, some that there are not. */
static ZzgovDate random_day(uint64_t *state) {
  static const ZzgovDate odd[] = {ZZGOV_DATE_ABSENT, INT32_MAX, -25568, 84006, -25567, 84005};
  if (next_random(state) % 50 == 0)
    return odd[next_random(state) % G_N_ELEMENTS(odd)];
  return (ZzgovDate)random_between(state, day_of("2006-12-20"), day_of("2027-01-10"));
}

static Days *random_days(uint64_t state) {
  static const int64_t odd[] = {-1, 100001, 100000, INT64_MIN, INT64_MAX, 5000};
  Days *days = g_new0(Days, 1);
  for (size_t i = 0; i < ROWS; i++) {
    days->from[i] = random_day(&state);
    days->until[i] = random_day(&state);
    days->add[i] = next_random(&state) % 40 == 0 ? odd[next_random(&state) % G_N_ELEMENTS(odd)]
                                                 : random_between(&state, 0, 60);
  }
  return days;
}

static ZzgovWorkdayColumns columns_over(Days *days, bool add) {
  ZzgovWorkdayColumns columns = ZZGOV_WORKDAY_COLUMNS_INIT;
  columns.n_rows = ROWS;
  columns.from = (ZzgovColumn){days->from, 4};
  if (add)
    columns.add = (ZzgovColumn){days->add, 8};
  else
    columns.until = (ZzgovColumn){days->until, 4};
  columns.last_day = add ? days->last_day : NULL;
  columns.working_days = add ? NULL : days->working_days;
  columns.status = days->status;
  return columns;
}

static Answer answer_of(const Days *days, size_t i, bool add) {
  return add ? by_typed_door(days->from[i], days->add[i], ZZGOV_DATE_ABSENT)
             : by_typed_door(days->from[i], ZZGOV_ABSENT, days->until[i]);
}

static uint8_t status_of(const Answer *answer) {
  return answer->code == 0                              ? ZZGOV_ROW_GOOD
         : answer->code == ZZGOV_ERROR_CALENDAR_MISSING ? ZZGOV_ROW_CALENDAR_MISSING
                                                        : ZZGOV_ROW_OUT_OF_RANGE;
}

static void assert_days(uint64_t seed, bool add) {
  g_autofree Days *days = random_days(seed);
  ZzgovWorkdayColumns columns = columns_over(days, add);
  ZzgovWorkdayColumnSums sums = ZZGOV_WORKDAY_COLUMN_SUMS_INIT;
  size_t n_bad = 0, first_bad = ROWS;
  cr_assert(zzgov_workdays_columns(built_in(), &columns, &sums, NULL));
  for (size_t i = 0; i < ROWS; i++) {
    Answer wanted = answer_of(days, i, add);
    cr_assert_eq(days->status[i], status_of(&wanted), "row %zu", i);
    cr_assert(add ? days->last_day[i] == wanted.last_day
                  : days->working_days[i] == wanted.working_days,
              "row %zu", i);
    if (wanted.code && n_bad++ == 0)
      first_bad = i;
  }
  cr_assert_gt(n_bad, 50, "too few bad rows to prove anything");
  cr_assert(sums.n_bad == n_bad && sums.first_bad == first_bad);
}

Test(workday_columns, equals_the_typed_door) {
  for (uint64_t seed = 1; seed <= 10; seed++) {
    assert_days(seed, true);
    assert_days(seed, false);
  }
}

/* Days that are no day are another argument to the typed door, and the same to columns. */
static const char *path_of(const Answer *wanted, const Days *days, size_t i, bool add) {
  if (wanted->code == ZZGOV_ERROR_INVALID_VALUE || wanted->code == ZZGOV_ERROR_CALENDAR_MISSING)
    return wanted->member;
  return days->from[i] == ZZGOV_DATE_ABSENT ? "from" : add ? "add" : "until";
}

/* Each bad row alone ends the work, at the member that the typed door names. */
Test(workday_columns, the_first_bad_row_ends_the_work) {
  for (int add = 0; add <= 1; add++) {
    g_autofree Days *days = random_days(77);
    ZzgovWorkdayColumns columns = columns_over(days, add);
    columns.status = NULL;
    for (size_t i = 0; i < ROWS; i++) {
      Answer wanted = answer_of(days, i, add);
      g_autofree char *path =
          g_strdup_printf("/%s/0", wanted.code ? path_of(&wanted, days, i, add) : "");
      GError *error = NULL;
      columns.n_rows = 1;
      columns.from.data = &days->from[i];
      columns.add.data = add ? &days->add[i] : NULL;
      columns.until.data = add ? NULL : &days->until[i];
      bool good = zzgov_workdays_columns(built_in(), &columns, NULL, &error);
      cr_assert_eq(good, wanted.code == 0, "row %zu", i);
      if (!good)
        assert_error(error,
                     wanted.code == ZZGOV_ERROR_CALENDAR_MISSING ? ZZGOV_ERROR_CALENDAR_MISSING
                                                                 : ZZGOV_ERROR_INVALID_VALUE,
                     path);
    }
  }
}

/* --- by hand ---------------------------------------------------------------------------------- */

/* CAL-01: the notice of 2020-09-25, a make-up Sunday; that before the October holiday. */
Test(workday_columns, the_catalogues_examples) {
  const ZzgovDate from[] = {day_of("2020-09-25"), day_of("2020-09-30"), day_of("2020-10-10")};
  const ZzgovDate until[] = {day_of("2020-09-29"), day_of("2020-10-12"), day_of("2020-10-10")};
  const int64_t add[] = {3, 3, 0};
  ZzgovDate last_day[3];
  int64_t working_days[3];
  ZzgovWorkdayColumns columns = ZZGOV_WORKDAY_COLUMNS_INIT;
  columns.n_rows = 3;
  columns.from = (ZzgovColumn){from, 4};
  columns.add = (ZzgovColumn){add, 8};
  columns.last_day = last_day;
  cr_assert(zzgov_workdays_columns(built_in(), &columns, NULL, NULL));
  columns.add.data = NULL;
  columns.last_day = NULL;
  columns.until = (ZzgovColumn){until, 4};
  columns.working_days = working_days;
  cr_assert(zzgov_workdays_columns(built_in(), &columns, NULL, NULL));
  for (size_t i = 0; i < 3; i++) {
    cr_assert_eq(last_day[i], until[i]);
    cr_assert_eq(working_days[i], add[i]);
  }
}

/* --- layouts, threads ------------------------------------------------------------------------- */

/* One number of days for all, the days every twelve bytes and unaligned, by threads. */
Test(workday_columns, strides_and_threads) {
  enum { MANY = 400000, STEP = 12 };
  static const int64_t seven = 7;
  g_autofree char *from = g_malloc(MANY * STEP + 1);
  g_autofree ZzgovDate *last_day = g_new(ZzgovDate, MANY);
  ZzgovDate first = day_of("2020-01-01"), wanted[2000];
  ZzgovWorkdayColumns columns = ZZGOV_WORKDAY_COLUMNS_INIT;
  for (int i = 0; i < 2000; i++)
    wanted[i] = by_typed_door(first + i, seven, ZZGOV_DATE_ABSENT).last_day;
  for (size_t i = 0; i < MANY; i++) {
    ZzgovDate day = first + (ZzgovDate)(i % 2000);
    memcpy(from + 1 + i * STEP, &day, sizeof day);
  }
  columns.n_rows = MANY;
  columns.from = (ZzgovColumn){from + 1, STEP};
  columns.add = (ZzgovColumn){&seven, 0};
  columns.last_day = last_day;
  for (columns.threads = 0; columns.threads < 5; columns.threads++) {
    memset(last_day, 0, MANY * sizeof *last_day);
    cr_assert(zzgov_workdays_columns(built_in(), &columns, NULL, NULL));
    for (size_t i = 0; i < MANY; i++)
      if (last_day[i] != wanted[i % 2000])
        cr_assert_fail("row %zu by %u threads", i, columns.threads);
  }
}

/* --- arguments -------------------------------------------------------------------------------- */

static void assert_refused(const ZzgovRulebook *rulebook, const ZzgovWorkdayColumns *columns,
                           ZzgovWorkdayColumnSums *sums, const char *argument) {
  GError *error = NULL;
  cr_assert_not(zzgov_workdays_columns(rulebook, columns, sums, &error));
  assert_has(error->message, argument);
  assert_error(error, ZZGOV_ERROR_INVALID_ARGUMENT, "");
}

Test(workday_columns, arguments_that_cannot_be) {
  g_autofree Days *days = random_days(1);
  const ZzgovWorkdayColumns add = columns_over(days, true), until = columns_over(days, false);
  ZzgovWorkdayColumns columns = add;
  ZzgovWorkdayColumnSums sums = {.size = 8};
  assert_refused(NULL, &add, NULL, "rulebook");
  assert_refused(built_in(), NULL, NULL, "columns");
  assert_refused(built_in(), &add, &sums, "\"size\"");
  columns.size--;
  assert_refused(built_in(), &columns, NULL, "\"size\"");
  columns = add;
  columns.from.data = NULL;
  assert_refused(built_in(), &columns, NULL, "\"from\"");
  columns = add;
  columns.add.data = NULL;
  assert_refused(built_in(), &columns, NULL, "\"add\"");
  columns = add;
  columns.until = until.until;
  assert_refused(built_in(), &columns, NULL, "\"until\"");
  columns = add;
  columns.working_days = days->working_days;
  assert_refused(built_in(), &columns, NULL, "\"working_days\"");
  columns = until;
  columns.last_day = days->last_day;
  assert_refused(built_in(), &columns, NULL, "\"last_day\"");
  columns = (ZzgovWorkdayColumns)ZZGOV_WORKDAY_COLUMNS_INIT;
  cr_assert(zzgov_workdays_columns(built_in(), &columns, NULL, NULL));
}
