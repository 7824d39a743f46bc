/* Properties of working days on any days of the calendar, with fixed seeds. */

#include "../unit/helper.h"

enum { RUNS = 3000 };

static const ZzgovCalendar *calendar(void) {
  return zzgov_rulebook_get_calendar(zzgov_rulebook_get_default());
}

static ZzgovDate add(ZzgovDate from, int64_t n) {
  ZzgovDate last = ZZGOV_DATE_ABSENT;
  cr_assert(zzgov_calendar_add_working_days(calendar(), from, n, &last, NULL));
  return last;
}

static int64_t count(ZzgovDate from, ZzgovDate until) {
  int64_t days = -1;
  cr_assert(zzgov_calendar_count_working_days(calendar(), from, until, &days, NULL));
  return days;
}

static bool is_worked(ZzgovDate day) {
  bool worked = false;
  cr_assert(zzgov_calendar_is_working_day(calendar(), day, &worked, NULL));
  return worked;
}

/* A day of the calendar from which 1,000 working days are left. */
static ZzgovDate random_day(GRand *rand) {
  return g_rand_int_range(rand, day_of("2007-01-01"), day_of("2022-01-01"));
}

Test(workdays, counting_undoes_adding) {
  GRand *rand = g_rand_new_with_seed(1);
  for (int i = 0; i < RUNS; i++) {
    ZzgovDate from = random_day(rand);
    int64_t n = g_rand_int_range(rand, 0, 1000);
    cr_assert_eq(count(from, add(from, n)), n, "run %d", i);
  }
  g_rand_free(rand);
}

Test(workdays, adding_ends_on_a_working_day) {
  GRand *rand = g_rand_new_with_seed(2);
  for (int i = 0; i < RUNS; i++) {
    ZzgovDate from = random_day(rand), last = add(from, g_rand_int_range(rand, 1, 1000));
    cr_assert(is_worked(last) && last > from, "run %d", i);
    cr_assert_eq(add(from, 0), from);
  }
  g_rand_free(rand);
}

Test(workdays, adding_twice_is_adding_the_sum) {
  GRand *rand = g_rand_new_with_seed(3);
  for (int i = 0; i < RUNS; i++) {
    ZzgovDate from = random_day(rand);
    int64_t n = g_rand_int_range(rand, 0, 500), m = g_rand_int_range(rand, 0, 500);
    cr_assert_eq(add(add(from, n), m), add(from, n + m), "run %d", i);
  }
  g_rand_free(rand);
}

Test(workdays, counts_add_up) {
  GRand *rand = g_rand_new_with_seed(4);
  for (int i = 0; i < RUNS; i++) {
    ZzgovDate first = random_day(rand);
    ZzgovDate middle = first + g_rand_int_range(rand, 0, 700);
    ZzgovDate last = middle + g_rand_int_range(rand, 0, 700);
    cr_assert_eq(count(first, middle) + count(middle, last), count(first, last), "run %d", i);
    cr_assert_leq(count(first, last), last - first, "run %d", i);
  }
  g_rand_free(rand);
}

/* A later start never ends earlier. */
Test(workdays, periods_keep_their_order) {
  GRand *rand = g_rand_new_with_seed(5);
  for (int i = 0; i < RUNS; i++) {
    ZzgovDate from = random_day(rand);
    int64_t n = g_rand_int_range(rand, 0, 1000);
    cr_assert_leq(add(from, n), add(from + 1, n), "run %d", i);
    cr_assert_lt(add(from, n), add(from, n + 1), "run %d", i);
  }
  g_rand_free(rand);
}
