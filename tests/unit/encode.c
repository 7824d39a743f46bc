#include "helper.h"

#include "encode.h"

static void assert_string(const char *text, const char *wanted) {
  g_autoptr(GString) out = g_string_new(NULL);
  zz_encode_string(out, text);
  assert_same(out->str, wanted);
}

Test(encode, only_the_escapes_that_json_demands) {
  assert_string("", "\"\"");
  assert_string("plain /'<>& text", "\"plain /'<>& text\"");
  assert_string("巩义市😀", "\"巩义市😀\"");
  assert_string("\x7f", "\"\x7f\"");
  assert_string("\"\\", "\"\\\"\\\\\"");
  assert_string("\b\t\n\f\r", "\"\\b\\t\\n\\f\\r\"");
  assert_string("\x01\x0b\x0e\x1f", "\"\\u0001\\u000b\\u000e\\u001f\"");
  assert_string("a\"b", "\"a\\\"b\"");
}

Test(encode, nul_is_two_bytes_inside) {
  assert_string("\xC0\x80", "\"\\u0000\"");
  assert_string("a\xC0\x80z\xC0\x80", "\"a\\u0000z\\u0000\"");
}

/* Longer than any room that a GString has by chance. */
Test(encode, long_strings) {
  for (size_t n = 0; n < 300; n++) {
    g_autofree char *plain = g_strnfill(n, 'x');
    g_autofree char *wanted = g_strconcat("\"", plain, "\"", NULL);
    assert_string(plain, wanted);
  }
}

Test(encode, separators) {
  g_autoptr(GString) out = g_string_new(NULL);
  zz_encode_separator(out);
  g_string_append(out, "{");
  zz_encode_text(out, "a", "1");
  zz_encode_text(out, "b", "{");
  zz_encode_name(out, "c");
  g_string_append(out, "[");
  zz_encode_separator(out);
  g_string_append(out, "1");
  zz_encode_separator(out);
  g_string_append(out, "2]}");
  assert_same(out->str, "{\"a\":\"1\",\"b\":\"{\",\"c\":[1,2]}");
}

/* --- every kind of slot ----------------------------------------------------------------------- */

static void assert_slot(ZzField field, const void *slot, const char *wanted) {
  g_autoptr(GString) out = g_string_new(NULL);
  zz_encode_value(out, &field, slot, 2);
  assert_same(out->str, wanted);
}

Test(encode, numbers_and_days) {
  const int64_t number = -1234500, absent = ZZGOV_ABSENT;
  const ZzgovDate date = day_of("2020-02-29"), no_date = ZZGOV_DATE_ABSENT;
  const ZzgovMonth month = ZZGOV_MONTH(1900, 1);
  assert_slot((ZzField){.kind = ZZ_DECIMAL}, &number, "\"-1.2345\"");
  assert_slot((ZzField){.kind = ZZ_MONEY}, &number, "\"-12345.00\"");
  assert_slot((ZzField){.kind = ZZ_INTEGER}, &number, "-1234500");
  assert_slot((ZzField){.kind = ZZ_INTEGER}, &absent, "null");
  assert_slot((ZzField){.kind = ZZ_DATE}, &date, "\"2020-02-29\"");
  assert_slot((ZzField){.kind = ZZ_DATE}, &no_date, "null");
  assert_slot((ZzField){.kind = ZZ_MONTH}, &month, "\"1900-01\"");
}

Test(encode, decimals_of_results) {
  typedef struct {
    ZzgovWideDecimal value;
  } Shown;
  static const ZzField fields[] = {{.name = "value", .kind = ZZ_WIDE, ZZ_AT(Shown, value)}};
  static const ZzField item = {.kind = ZZ_WIDE};
  static const ZzTable table = ZZ_TABLE_OF(Shown, fields);
  const ZzgovWideDecimal values[] = {{-9999999999900, 0}, {0, 500000}}, *list = values;
  Shown shown = {{1, 1}};
  zz_table_init(&table, &shown);
  assert_slot(fields[0], &shown.value, "\"0\"");
  assert_slot((ZzField){.kind = ZZ_ARRAY, .item = &item}, &list, "[\"-9999999999900\",\"0.5\"]");
}

Test(encode, words_and_truths) {
  static const ZzWord words[] = {{"first", {"", ""}}, {"second", {"", ""}}};
  const bool yes = true, no = false;
  const int one = ZZGOV_YES, two = ZZGOV_NO, none = 0, second = 2;
  const char *text = "t", *no_text = NULL;
  assert_slot((ZzField){.kind = ZZ_BOOL}, &yes, "true");
  assert_slot((ZzField){.kind = ZZ_BOOL}, &no, "false");
  assert_slot((ZzField){.kind = ZZ_TRUTH}, &one, "true");
  assert_slot((ZzField){.kind = ZZ_TRUTH}, &two, "false");
  assert_slot((ZzField){.kind = ZZ_TRUTH}, &none, "null");
  assert_slot((ZzField){.kind = ZZ_WORD, ZZ_WORDS(words)}, &second, "\"second\"");
  assert_slot((ZzField){.kind = ZZ_WORD, ZZ_WORDS(words)}, &none, "null");
  assert_slot((ZzField){.kind = ZZ_STRING}, &text, "\"t\"");
  assert_slot((ZzField){.kind = ZZ_STRING}, &no_text, "null");
}

Test(encode, lists) {
  static const ZzField decimal = {.kind = ZZ_DECIMAL};
  static const ZzYearAmount by_year[] = {{2021, 400000000}, {2020, 50}};
  const int64_t numbers[] = {1000000, ZZGOV_ABSENT};
  const int64_t *list = numbers, *no_list = NULL;
  const ZzYearAmount *years = by_year;
  assert_slot((ZzField){.kind = ZZ_ARRAY, .item = &decimal}, &list, "[\"1\",null]");
  assert_slot((ZzField){.kind = ZZ_ARRAY, .item = &decimal}, &no_list, "null");
  assert_slot((ZzField){.kind = ZZ_YEARS}, &years, "{\"2021\":\"4000000.00\",\"2020\":\"0.50\"}");
}

/* Elements of every kind stand side by side in their own size. */
Test(encode, elements_by_their_size) {
  static const ZzWord words[] = {{"a", {"", ""}}, {"b", {"", ""}}};
  static const ZzField integer = {.kind = ZZ_INTEGER}, truth = {.kind = ZZ_BOOL};
  static const ZzField word = {.kind = ZZ_WORD, ZZ_WORDS(words)}, month = {.kind = ZZ_MONTH};
  const int64_t integers[] = {-1, 2}, *integer_list = integers;
  const bool truths[] = {true, false}, *truth_list = truths;
  const int both[] = {2, 1}, *word_list = both;
  const ZzgovMonth months[] = {ZZGOV_MONTH(2020, 1), ZZGOV_MONTH(2020, 12)}, *month_list = months;
  assert_slot((ZzField){.kind = ZZ_ARRAY, .item = &integer}, &integer_list, "[-1,2]");
  assert_slot((ZzField){.kind = ZZ_ARRAY, .item = &truth}, &truth_list, "[true,false]");
  assert_slot((ZzField){.kind = ZZ_ARRAY, .item = &word}, &word_list, "[\"b\",\"a\"]");
  assert_slot((ZzField){.kind = ZZ_ARRAY, .item = &month}, &month_list,
              "[\"2020-01\",\"2020-12\"]");
}

Test(encode, absent_members_are_left_out_or_null) {
  typedef struct {
    int64_t left_out, shown;
    const char *there;
  } Thing;
  static const ZzField fields[] = {
      {.name = "left_out", .kind = ZZ_INTEGER, ZZ_AT(Thing, left_out)},
      {.name = "shown", .kind = ZZ_INTEGER, .flags = ZZ_NULLABLE, ZZ_AT(Thing, shown)},
      {.name = "there", .kind = ZZ_STRING, ZZ_AT(Thing, there)},
  };
  static const ZzTable table = ZZ_TABLE_OF(Thing, fields);
  g_autoptr(GString) out = g_string_new(NULL);
  Thing thing;
  zz_table_init(&table, &thing);
  zz_encode_object(out, &table, &thing);
  assert_same(out->str, "{\"shown\":null}");
  thing = (Thing){1, 2, "x"};
  g_string_truncate(out, 0);
  zz_encode_object(out, &table, &thing);
  assert_same(out->str, "{\"left_out\":1,\"shown\":2,\"there\":\"x\"}");
}
