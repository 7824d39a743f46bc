#include "helper.h"

#include "encode.h"
#include "thing.h"

/* A caller's structs, checked as if they had come as JSON. */

static Thing good_thing(void) {
  Thing thing;
  zz_table_init(&thing_table, &thing);
  thing.text = "abc";
  return thing;
}

static bool import(const Thing *thing, Thing *target, ZzArena *arena, GError **error) {
  const ZzPath path = {NULL, "input", 0};
  return zz_import_object(arena, &thing_table, thing, &path, target, error);
}

static void assert_refused(const Thing *thing, ZzgovErrorCode code, const char *path) {
  GError *error = NULL;
  g_autoptr(ZzArena) arena = zz_arena_new();
  Thing target;
  cr_assert_not(import(thing, &target, arena, &error), "%s", path);
  assert_error(error, code, path);
  cr_assert_not(import(thing, &target, arena, NULL));
}

static void assert_json(const Thing *thing, const char *wanted) {
  g_autoptr(GString) out = g_string_new(NULL);
  zz_encode_object(out, &thing_table, thing);
  assert_same(out->str, wanted);
}

/* What the caller does afterwards is no concern of ours. */
Test(import, every_kind_is_copied) {
  g_autoptr(ZzArena) arena = zz_arena_new();
  Part part = {sizeof part, 9}, parts[] = {{sizeof part, 1}, {sizeof part, 2}};
  ZzgovDate dates[] = {day_of("2020-01-01"), day_of("2020-01-02")};
  const char *texts[] = {"a", "b"};
  char text[] = "abc";
  Thing target, thing = {sizeof thing,
                         text,
                         2500000,
                         150,
                         -5,
                         ZZGOV_NO,
                         1,
                         day_of("2020-02-29"),
                         ZZGOV_MONTH(2020, 2),
                         false,
                         &part,
                         parts,
                         2,
                         dates,
                         2,
                         texts,
                         2};
  cr_assert(import(&thing, &target, arena, NULL));
  memset(text, '?', 3);
  memset(&part, 0xFF, sizeof part);
  memset(parts, 0xFF, sizeof parts);
  memset(dates, 0xFF, sizeof dates);
  memset(texts, 0, sizeof texts);
  assert_json(&target,
              "{\"text\":\"abc\",\"decimal\":\"2.5\",\"money_yuan\":\"1.50\",\"integer\":-5,"
              "\"truth\":false,\"word\":\"red\",\"date\":\"2020-02-29\",\"month\":\"2020-02\","
              "\"flag\":false,\"part\":{\"number\":9},\"parts\":[{\"number\":1},{\"number\":2}],"
              "\"dates\":[\"2020-01-01\",\"2020-01-02\"],\"texts\":[\"a\",\"b\"]}");
}

Test(import, absent_members_keep_their_defaults) {
  g_autoptr(ZzArena) arena = zz_arena_new();
  Thing target, thing = good_thing();
  cr_assert(import(&thing, &target, arena, NULL));
  cr_assert(target.flag && target.word == 2 && target.truth == ZZGOV_UNKNOWN);
  cr_assert(target.integer == ZZGOV_ABSENT && !target.parts && !target.part);
  thing.word = 0;
  cr_assert(import(&thing, &target, arena, NULL));
  cr_assert_eq(target.word, 2);
}

Test(import, numbers_and_days_out_of_range) {
  Thing thing = good_thing();
  thing.decimal = 0;
  assert_refused(&thing, ZZGOV_ERROR_INVALID_VALUE, "/input/decimal");
  thing = good_thing();
  thing.money_fen = -1;
  assert_refused(&thing, ZZGOV_ERROR_INVALID_VALUE, "/input/money_yuan");
  thing = good_thing();
  thing.integer = 6;
  assert_refused(&thing, ZZGOV_ERROR_INVALID_VALUE, "/input/integer");
  thing = good_thing();
  thing.date = day_of("2199-12-31") + 1;
  assert_refused(&thing, ZZGOV_ERROR_INVALID_VALUE, "/input/date");
  thing = good_thing();
  thing.month = 0;
  assert_refused(&thing, ZZGOV_ERROR_INVALID_VALUE, "/input/month");
}

Test(import, words_and_texts) {
  Thing thing = good_thing();
  thing.truth = (ZzgovTruth)3;
  assert_refused(&thing, ZZGOV_ERROR_INVALID_VALUE, "/input/truth");
  thing = good_thing();
  thing.word = -1;
  assert_refused(&thing, ZZGOV_ERROR_INVALID_VALUE, "/input/word");
  thing = good_thing();
  thing.text = NULL;
  assert_refused(&thing, ZZGOV_ERROR_MISSING_FIELD, "/input");
  thing.text = "a b";
  assert_refused(&thing, ZZGOV_ERROR_INVALID_VALUE, "/input/text");
  thing.text = "abcdef";
  assert_refused(&thing, ZZGOV_ERROR_INVALID_VALUE, "/input/text");
}

Test(import, elements) {
  const char *texts[] = {"abc", "abcd"};
  const ZzgovDate dates[] = {0, INT32_MAX};
  const Part parts[] = {{sizeof(Part), 1}, {sizeof(Part), ZZGOV_ABSENT}};
  Thing thing = good_thing();
  thing.texts = texts;
  thing.n_texts = 2;
  assert_refused(&thing, ZZGOV_ERROR_INVALID_VALUE, "/input/texts/1");
  thing.n_texts = 3;
  assert_refused(&thing, ZZGOV_ERROR_LIMIT_EXCEEDED, "/input/texts");
  thing = good_thing();
  thing.dates = dates;
  thing.n_dates = 2;
  assert_refused(&thing, ZZGOV_ERROR_INVALID_VALUE, "/input/dates/1");
  thing = good_thing();
  thing.parts = parts;
  assert_refused(&thing, ZZGOV_ERROR_INVALID_VALUE, "/input/parts");
  thing.n_parts = 2;
  assert_refused(&thing, ZZGOV_ERROR_MISSING_FIELD, "/input/parts/1");
  thing.parts = NULL;
  assert_refused(&thing, ZZGOV_ERROR_INVALID_ARGUMENT, "/input/parts");
}
