#include "helper.h"

#include "json.h"

static void assert_duplicate(const char *text, const char *path, const char *name) {
  GError *error = NULL;
  cr_assert_null(zz_json_parse(text, strlen(text), &error), "%.200s", text);
  cr_assert_eq(error->code, ZZGOV_ERROR_DUPLICATE_FIELD, "%s", error->message);
  assert_has(error->message, name);
  cr_assert_not(zzgov_error_get_position(error, NULL, NULL));
  assert_error(error, ZZGOV_ERROR_DUPLICATE_FIELD, path);
}

static void assert_fault(const char *text, ZzgovErrorCode code) {
  GError *error = NULL;
  cr_assert_null(zz_json_parse(text, strlen(text), &error), "%.200s", text);
  cr_assert_eq(error->code, code, "%.200s: %s", text, error->message);
  g_clear_error(&error);
}

static void assert_good(const char *text) {
  GError *error = NULL;
  g_autoptr(cJSON) tree = zz_json_parse(text, strlen(text), &error);
  assert_no_error(error);
  cr_assert_not_null(tree);
}

Test(duplicates, a_few_names) {
  assert_duplicate("{\"a\":1,\"a\":1}", "/a", "\"a\"");
  assert_duplicate("{\"a\":1,\"b\":1,\"a\":1}", "/a", "\"a\"");
  assert_duplicate("{\"b\":1,\"a\":1,\"a\":1,\"b\":1}", "/a", "\"a\"");
  assert_duplicate("{\"\":1,\"\":1}", "/", "\"\"");
  assert_duplicate("[0,{\"x\":{\"a\":1,\"a\":1}}]", "/1/x/a", "\"a\"");
  assert_duplicate("{\"a/b~\":1,\"a/b~\":1}", "/a~1b~0", "\"a/b~\"");
  assert_good("{\"a\":1,\"A\":1,\"aa\":1,\"\":1}");
  assert_good("[{\"a\":1},{\"a\":1}]");
  assert_good("{\"a\":{\"a\":{\"a\":1}}}");
}

/* Names are the same when they mean the same, however they are written. */
Test(duplicates, escapes) {
  assert_duplicate("{\"a\":1,\"\\u0061\":1}", "/a", "\"a\"");
  assert_duplicate("{\"é\":1,\"\\u00e9\":1}", "/é", "é");
  assert_duplicate("{\"\\/\":1,\"/\":1}", "/~1", "/");
  assert_duplicate("{\"\\n\":1,\"\\u000A\":1}", "/\n", "\n");
  assert_duplicate("{\"\\\"\\\\\":1,\"\\u0022\\u005c\":1}", "/\"\\", "\"\\");
  assert_duplicate("{\"\\u001f\":1,\"\\u001F\":1}", "/\x1f", "\x1f");
  assert_duplicate("{\"\\b\\f\\r\\t\":1,\"\\b\\f\\r\\t\":1}", "/\b\f\r\t", "\b\f\r\t");
  assert_duplicate("{\"\\ud83d\\ude00\":1,\"😀\":1}", "/😀", "😀");
  assert_duplicate("{\"\\u0000\":1,\"\\u0000\":1}", "/\xC0\x80", "\xC0\x80");
  assert_good("{\"\\u0000\":1,\"\":1,\"\\u0000a\":1}");
}

Test(duplicates, order_of_faults) {
  assert_fault("{\"a\":1,\"a\":1,}", ZZGOV_ERROR_DUPLICATE_FIELD);
  assert_fault("{\"a\":1,\"a\"", ZZGOV_ERROR_DUPLICATE_FIELD);
  assert_fault("{\"a\":1,\"a", ZZGOV_ERROR_INVALID_JSON);
  assert_fault("{\"a\":?,\"a\":1}", ZZGOV_ERROR_INVALID_JSON);
  assert_fault("{\"a\":1,\"a\":1}?", ZZGOV_ERROR_DUPLICATE_FIELD);
  assert_duplicate("{\"a\":1,\"a\":{\"b\":1,\"b\":1}}", "/a", "\"a\"");
  assert_duplicate("{\"a\":{\"b\":1,\"b\":1},\"a\":1}", "/a/b", "\"b\"");
  assert_duplicate("{\"a\":[{\"b\":1,\"b\":1},?", "/a/0/b", "\"b\"");
}

/* --- many names ------------------------------------------------------------------------------- */

typedef void (*Namer)(GString *text, unsigned i);

/* An object of n names, and if `again` < n that one once more behind them. */
static char *object_of(Namer append_name, unsigned n, unsigned again) {
  GString *text = g_string_new("{");
  for (unsigned i = 0; i < n + (again < n); i++) {
    g_string_append(text, i ? ",\"" : "\"");
    append_name(text, i < n ? i : again);
    g_string_append(text, "\":0");
  }
  g_string_append_c(text, '}');
  return g_string_free(text, FALSE);
}

static void ordinary(GString *text, unsigned i) { g_string_append_printf(text, "name%u", i); }

/* Names of sixteen blocks, each one of two that a hash cannot tell apart. */
static void blocks(GString *text, unsigned i, const char *zero, const char *one) {
  for (unsigned bit = 0; bit < 16; bit++)
    g_string_append(text, i >> bit & 1 ? one : zero);
}

/* 33 x 'E' + 'z' = 33 x 'F' + 'Y': all collide in DJB2 and in g_str_hash(). */
static void colliding_in_djb2(GString *text, unsigned i) { blocks(text, i, "Ez", "FY"); }

/* All have the same sum, and the same exclusive or, of their bytes. */
static void colliding_in_sums(GString *text, unsigned i) { blocks(text, i, "ab", "ba"); }

static void assert_many(Namer append_name, unsigned n) {
  g_autofree char *good = object_of(append_name, n, n);
  assert_good(good);
  for (unsigned again = 0; again < n; again += n - 1) {
    g_autofree char *bad = object_of(append_name, n, again);
    g_autoptr(GString) path = g_string_new("/");
    append_name(path, again);
    assert_duplicate(bad, path->str, path->str + 1);
  }
}

Test(duplicates, around_the_number_of_names_that_are_sorted) {
  for (unsigned n = 2; n < 40; n++)
    assert_many(ordinary, n);
}

Test(duplicates, the_first_repeated_one_of_many) {
  assert_duplicate(
      "{\"z\":1,\"y\":1,\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"y\":1,\"a\":1,\"z\":1}",
      "/y", "\"y\"");
  assert_duplicate(
      "{\"z\":1,\"y\":1,\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"z\":1,\"z\":1,\"a\":1,\"f\":1}",
      "/z", "\"z\"");
}

Test(duplicates, sixty_five_thousand_names) { assert_many(ordinary, 65536); }

/* So many that comparing each with each would not end before the test is given up. */
Test(duplicates, a_million_names) {
  g_autofree char *text = object_of(ordinary, 1000000, 500000);
  assert_duplicate(text, "/name500000", "\"name500000\"");
}

Test(duplicates, sixty_five_thousand_names_that_collide) {
  g_autoptr(GString) first = g_string_new(NULL), last = g_string_new(NULL);
  colliding_in_djb2(first, 0);
  colliding_in_djb2(last, 65535);
  cr_assert_eq(g_str_hash(first->str), g_str_hash(last->str));
  assert_many(colliding_in_djb2, 65536);
}

Test(duplicates, sixty_five_thousand_names_of_one_sum) { assert_many(colliding_in_sums, 65536); }

/* Through the whole door: the first of them is what the request does not know. */
Test(duplicates, colliding_names_in_a_request) {
  g_autofree char *good = object_of(colliding_in_djb2, 65536, 65536);
  g_autofree char *bad = object_of(colliding_in_djb2, 65536, 1);
  g_autofree char *unknown = evaluate(good), *twice = evaluate(bad);
  assert_has(unknown, "\"code\":\"unknown-field\",\"path\":\"/EzEzEz");
  assert_has(twice, "\"code\":\"duplicate-field\",\"path\":\"/FYEzEz");
}
