#include "helper.h"

#include "encode.h"
#include "thing.h"

/* Decodes a text as a Thing; what it points to lives in the arena. */
static bool decode(ZzArena *arena, const char *text, Thing *thing, GError **error) {
  g_autoptr(cJSON) tree = zz_json_parse(text, strlen(text), error);
  return tree && zz_decode_object(arena, &thing_table, tree, NULL, thing, error);
}

static void assert_refused(const char *text, ZzgovErrorCode code, const char *path,
                           const char *words) {
  GError *error = NULL;
  g_autoptr(ZzArena) arena = zz_arena_new();
  Thing thing;
  cr_assert_not(decode(arena, text, &thing, &error), "%s", text);
  assert_has(error->message, words);
  assert_error(error, code, path);
  cr_assert_not(decode(arena, text, &thing, NULL), "%s", text);
}

#define WHOLE                                                                                      \
  "{\"text\":\"abc\",\"decimal\":\"2.5\",\"money_yuan\":\"1.50\",\"integer\":-5,\"truth\":false,"  \
  "\"word\":\"red\",\"date\":\"2020-02-29\",\"month\":\"2020-02\",\"flag\":false,"                 \
  "\"part\":{\"number\":9},\"parts\":[{\"number\":1},{\"number\":2}],"                             \
  "\"dates\":[\"2020-01-01\",\"2020-01-02\"],\"texts\":[\"a\",\"b\"]}"

Test(codec, every_kind_comes_back) {
  GError *error = NULL;
  g_autoptr(ZzArena) arena = zz_arena_new();
  g_autoptr(GString) out = g_string_new(NULL);
  Thing thing;
  cr_assert(decode(arena, WHOLE, &thing, &error));
  assert_no_error(error);
  cr_assert_eq(thing.size, sizeof thing);
  cr_assert_eq(thing.money_fen, 150);
  cr_assert_eq(thing.truth, ZZGOV_NO);
  cr_assert(thing.n_parts == 2 && thing.parts[1].number == 2);
  cr_assert(thing.n_dates == 2 && thing.dates[1] == day_of("2020-01-02"));
  zz_encode_object(out, &thing_table, &thing);
  assert_same(out->str, WHOLE);
}

Test(codec, defaults) {
  g_autoptr(ZzArena) arena = zz_arena_new();
  Thing thing;
  cr_assert(decode(arena, "{\"text\":\"x\",\"flag\":null,\"word\":null}", &thing, NULL));
  cr_assert(thing.flag && thing.word == 2 && thing.truth == ZZGOV_UNKNOWN);
  cr_assert(thing.decimal == ZZGOV_ABSENT && thing.money_fen == ZZGOV_ABSENT);
  cr_assert(thing.date == ZZGOV_DATE_ABSENT && thing.month == ZZGOV_DATE_ABSENT);
  cr_assert(!thing.part && !thing.parts && !thing.dates && !thing.texts);
  cr_assert(decode(arena, "{\"text\":\"x\",\"dates\":[]}", &thing, NULL));
  cr_assert(thing.dates && thing.n_dates == 0);
}

#define ONE(member) "{\"text\":\"x\"," member "}"

Test(codec, types) {
  assert_refused("[]", ZZGOV_ERROR_INVALID_TYPE, "", "array");
  assert_refused("null", ZZGOV_ERROR_INVALID_TYPE, "", "null");
  assert_refused("{\"text\":1}", ZZGOV_ERROR_INVALID_TYPE, "/text", "number");
  assert_refused(ONE("\"decimal\":true"), ZZGOV_ERROR_INVALID_TYPE, "/decimal", "boolean");
  assert_refused(ONE("\"money_yuan\":[]"), ZZGOV_ERROR_INVALID_TYPE, "/money_yuan", "array");
  assert_refused(ONE("\"integer\":\"1\""), ZZGOV_ERROR_INVALID_TYPE, "/integer", "string");
  assert_refused(ONE("\"truth\":\"true\""), ZZGOV_ERROR_INVALID_TYPE, "/truth", "string");
  assert_refused(ONE("\"flag\":1"), ZZGOV_ERROR_INVALID_TYPE, "/flag", "number");
  assert_refused(ONE("\"word\":{}"), ZZGOV_ERROR_INVALID_TYPE, "/word", "object");
  assert_refused(ONE("\"date\":2020"), ZZGOV_ERROR_INVALID_TYPE, "/date", "number");
  assert_refused(ONE("\"part\":[]"), ZZGOV_ERROR_INVALID_TYPE, "/part", "array");
  assert_refused(ONE("\"parts\":{}"), ZZGOV_ERROR_INVALID_TYPE, "/parts", "object");
  assert_refused(ONE("\"parts\":[1]"), ZZGOV_ERROR_INVALID_TYPE, "/parts/0", "number");
  assert_refused(ONE("\"dates\":[null]"), ZZGOV_ERROR_INVALID_TYPE, "/dates/0", "null");
}

Test(codec, values) {
  assert_refused("{\"text\":\"\"}", ZZGOV_ERROR_INVALID_VALUE, "/text", "");
  assert_refused("{\"text\":\"abcdef\"}", ZZGOV_ERROR_INVALID_VALUE, "/text", "abcdef");
  assert_refused("{\"text\":\"a b\"}", ZZGOV_ERROR_INVALID_VALUE, "/text", "a b");
  assert_refused("{\"text\":\"\\u0000\"}", ZZGOV_ERROR_INVALID_VALUE, "/text", "U+0000");
  assert_refused(ONE("\"decimal\":0"), ZZGOV_ERROR_INVALID_VALUE, "/decimal", "0");
  assert_refused(ONE("\"decimal\":10.000001"), ZZGOV_ERROR_INVALID_VALUE, "/decimal", "10.000001");
  assert_refused(ONE("\"decimal\":1e0"), ZZGOV_ERROR_INVALID_VALUE, "/decimal", "1e0");
  assert_refused(ONE("\"decimal\":\"999999999999999\""), ZZGOV_ERROR_INVALID_VALUE, "/decimal",
                 "9");
  assert_refused(ONE("\"money_yuan\":1.001"), ZZGOV_ERROR_INVALID_VALUE, "/money_yuan", "1.001");
  assert_refused(ONE("\"money_yuan\":\"-1\""), ZZGOV_ERROR_INVALID_VALUE, "/money_yuan", "-1");
  assert_refused(ONE("\"integer\":6"), ZZGOV_ERROR_INVALID_VALUE, "/integer", "6");
  assert_refused(ONE("\"integer\":1.0"), ZZGOV_ERROR_INVALID_VALUE, "/integer", "1.0");
  assert_refused(ONE("\"word\":\"Red\""), ZZGOV_ERROR_INVALID_VALUE, "/word", "\"red\"");
  assert_refused(ONE("\"word\":\"ultraviolet\""), ZZGOV_ERROR_INVALID_VALUE, "/word", "ultra");
  assert_refused(ONE("\"date\":\"2020-02-30\""), ZZGOV_ERROR_INVALID_VALUE, "/date", "2020-02-30");
  assert_refused(ONE("\"month\":\"2020-2\""), ZZGOV_ERROR_INVALID_VALUE, "/month", "2020-2");
  assert_refused(ONE("\"texts\":[\"\"]"), ZZGOV_ERROR_INVALID_VALUE, "/texts/0", "");
}

Test(codec, numbers_of_elements) {
  assert_refused(ONE("\"parts\":[]"), ZZGOV_ERROR_INVALID_VALUE, "/parts", "at least 1");
  assert_refused(ONE("\"parts\":[1,2,3]"), ZZGOV_ERROR_LIMIT_EXCEEDED, "/parts", "at most 2");
}

/* Unknown members come first, then missing ones, then values, depth first. */
Test(codec, order_of_faults) {
  assert_refused("{\"integer\":9,\"txt\":1,\"b\":1}", ZZGOV_ERROR_UNKNOWN_FIELD, "/txt",
                 "\"text\"");
  assert_refused("{\"integer\":9}", ZZGOV_ERROR_MISSING_FIELD, "", "\"text\"");
  assert_refused("{\"text\":null,\"integer\":9}", ZZGOV_ERROR_MISSING_FIELD, "", "\"text\"");
  assert_refused(ONE("\"date\":1,\"integer\":9"), ZZGOV_ERROR_INVALID_VALUE, "/integer", "9");
  assert_refused(ONE("\"parts\":[{\"number\":99},{}]"), ZZGOV_ERROR_INVALID_VALUE,
                 "/parts/0/number", "99");
  assert_refused(ONE("\"part\":{},\"parts\":{}"), ZZGOV_ERROR_MISSING_FIELD, "/part", "\"number\"");
  assert_refused(ONE("\"part\":{\"number\":1,\"a/~\":null}"), ZZGOV_ERROR_UNKNOWN_FIELD,
                 "/part/a~1~0", "a/~");
}

/* --- what a field takes, in words ------------------------------------------------------------- */

/* In both languages, with the bounds as they are written in a request. */
static void assert_expected(const char *name, const char *bounds) {
  ZzgovText expected = zz_field_expected(zz_table_find(&thing_table, name));
  cr_assert_str_neq(expected.en, expected.zh);
  assert_has(expected.en, bounds);
  assert_has(expected.zh, bounds);
  zz_expected_clear(&expected);
}

Test(codec, expectations) {
  assert_expected("text", "1 … 5");
  assert_expected("decimal", "> 0 … 10");
  assert_expected("integer", "-5 … 5");
  assert_expected("money_yuan", "0 … 1000000000000");
  assert_expected("truth", "true");
  assert_expected("flag", "false");
  assert_expected("date", "YYYY-MM-DD");
  assert_expected("month", "YYYY-MM");
  assert_expected("part", "");
  assert_expected("parts", "1 … 2");
  ZzgovText words = zz_field_expected(zz_table_find(&thing_table, "word"));
  cr_assert_str_eq(words.en, "one of \"red\", \"green\"");
  cr_assert_str_eq(words.zh, "其中之一：红（red）、绿（green）");
  zz_expected_clear(&words);
  cr_assert_null(zz_table_find(&thing_table, "nothing"));
}

/* --- amounts by year -------------------------------------------------------------------------- */

typedef struct {
  const ZzYearAmount *years;
  size_t n;
} Years;

static const ZzField years_field = {.name = "award", .kind = ZZ_YEARS, ZZ_LIST_AT(Years, years, n)};

static bool decode_years(ZzArena *arena, const char *text, Years *years, GError **error) {
  g_autoptr(cJSON) tree = zz_json_parse(text, strlen(text), NULL);
  const ZzPath path = {NULL, "award", 0};
  return zz_decode_value(arena, &years_field, tree, &path, &years->years, &years->n, error);
}

static void assert_years_refused(const char *text, ZzgovErrorCode code, const char *path) {
  GError *error = NULL;
  g_autoptr(ZzArena) arena = zz_arena_new();
  Years years;
  cr_assert_not(decode_years(arena, text, &years, &error), "%s", text);
  assert_error(error, code, path);
}

/* Years that are null are absent; the others are sorted. */
Test(codec, amounts_by_year) {
  g_autoptr(ZzArena) arena = zz_arena_new();
  Years years = {NULL, 42};
  cr_assert(decode_years(arena, "{\"2021\":\"0.5\",\"2020\":null,\"1900\":3}", &years, NULL));
  cr_assert_eq(years.n, 2);
  cr_assert(years.years[0].year == 1900 && years.years[0].fen == 300);
  cr_assert(years.years[1].year == 2021 && years.years[1].fen == 50);
  cr_assert(decode_years(arena, "{}", &years, NULL));
  cr_assert_eq(years.n, 0);
}

Test(codec, keys_that_are_no_years) {
  const char *const keys[] = {"1899", "2200", "20200", "020", "2020 ", "-202", "abcd", ""};
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
    g_autofree char *text = g_strdup_printf("{\"%s\":null}", keys[i]);
    g_autofree char *path = g_strdup_printf("/award/%s", keys[i]);
    assert_years_refused(text, ZZGOV_ERROR_UNKNOWN_FIELD, path);
  }
}

Test(codec, amounts_that_are_none) {
  assert_years_refused("[]", ZZGOV_ERROR_INVALID_TYPE, "/award");
  assert_years_refused("{\"2020\":true}", ZZGOV_ERROR_INVALID_TYPE, "/award/2020");
  assert_years_refused("{\"2020\":-1}", ZZGOV_ERROR_INVALID_VALUE, "/award/2020");
  assert_years_refused("{\"2021\":-1,\"2020\":0.001}", ZZGOV_ERROR_INVALID_VALUE, "/award/2020");
}
