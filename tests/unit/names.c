#include "helper.h"

#include "nearest.h"
#include "unique.h"

/* --- the nearest name ------------------------------------------------------------------------- */

static const char *at(gconstpointer list, size_t i) { return ((const char *const *)list)[i]; }

static void assert_nearest(const char *const *list, const char *written, const char *wanted) {
  const char *found = zz_nearest(written, at, list);
  if (wanted)
    cr_assert(found && strcmp(found, wanted) == 0, "%s: %s", written, found);
  else
    cr_assert_null(found, "%s: %s", written, found);
}

static const char *const members[] = {"pm25",
                                      "pm10",
                                      "pm25_last_year",
                                      "pm10_last_year",
                                      "pm25_improvement",
                                      "pm10_improvement",
                                      "name",
                                      "network",
                                      NULL};

Test(nearest, slips) {
  assert_nearest(members, "pm25", "pm25");
  assert_nearest(members, "pm2.5", "pm25");
  assert_nearest(members, "PM25", "pm25");
  assert_nearest(members, "pm52", "pm25");
  assert_nearest(members, "nmae", "name");
  assert_nearest(members, "nam", "name");
  assert_nearest(members, "names", "name");
  assert_nearest(members, "netwrok", "network");
  assert_nearest(members, "pm25_improvment", "pm25_improvement");
  assert_nearest(members, "pm10-last-year", "pm10_last_year");
}

/* Two letters swapped are one slip, not two. */
Test(nearest, swapped_letters) {
  static const char *const list[] = {"abxx", "abcd", NULL};
  assert_nearest(list, "abdc", "abcd");
}

/* A beginning stands for the name that goes on from there, however long that is. */
Test(nearest, beginnings) {
  assert_nearest(members, "net", "network");
  assert_nearest(members, "pm10_last", "pm10_last_year");
  assert_nearest(members, "pm25_improve", "pm25_improvement");
}

Test(nearest, nothing_near) {
  assert_nearest(members, "", NULL);
  assert_nearest(members, "xyzxyzxyz", NULL);
  assert_nearest(members, "\xFF\xFE", NULL);
  assert_nearest(members, "\xC0\x80", NULL);
  static const char *const none[] = {NULL};
  assert_nearest(none, "pm25", NULL);
}

Test(nearest, characters_not_bytes) {
  static const char *const areas[] = {"郑东新区", "金水区", "上街区", NULL};
  assert_nearest(areas, "金水", "金水区");
  assert_nearest(areas, "金氷区", "金水区");
  assert_nearest(areas, "东郑新区", "郑东新区");
  assert_nearest(areas, "天河市", NULL);
}

Test(nearest, long_names_are_no_slips) {
  g_autofree char *just = g_strnfill(64, 'a'), *long_name = g_strnfill(65, 'a');
  const char *const list[] = {long_name, just, NULL};
  assert_nearest(list, just, just);
  assert_nearest(list, long_name, NULL);
}

Test(nearest, the_first_of_equals) {
  static const char *const list[] = {"cat", "bat", NULL};
  assert_nearest(list, "rat", "cat");
}

/* --- names that repeat ------------------------------------------------------------------------ */

static size_t first_repeated(const char *const *names, size_t n) {
  return zz_first_repeated(names, sizeof *names, n);
}

Test(unique, places) {
  const char *const distinct[] = {"b", "a", "c"}, *const twice[] = {"b", "a", "c", "a", "b"};
  const char *const thrice[] = {"a", "a", "a"};
  cr_assert_eq(first_repeated(distinct, 3), 3);
  cr_assert_eq(first_repeated(twice, 5), 3);
  cr_assert_eq(first_repeated(thrice, 3), 1);
  cr_assert_eq(first_repeated(distinct, 1), 1);
  cr_assert_eq(first_repeated(distinct, 0), 0);
}

Test(unique, null_is_no_name) {
  const char *const names[] = {NULL, "a", NULL, NULL, "a"}, *const none[] = {NULL, NULL};
  cr_assert_eq(first_repeated(names, 5), 4);
  cr_assert_eq(first_repeated(none, 2), 2);
}

Test(unique, names_inside_structs) {
  const struct {
    int before;
    const char *name;
    double after;
  } elements[] = {{1, "x", 1}, {2, "y", 2}, {3, "x", 3}, {4, "y", 4}};
  cr_assert_eq(zz_first_repeated(&elements[0].name, sizeof elements[0], 4), 2);
}
