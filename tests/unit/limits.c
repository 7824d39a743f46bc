#include "helper.h"

/* Bounds of a request. */

#define HEAD                                                                                       \
  "{\"id\":7,\"calculator\":\"eco-compensation\",\"input\":{\"month\":\"2020-11\",\"areas\":["

static void append_area(GString *request, int i, const char *figures) {
  g_string_append_printf(request, "%s{\"name\":\"area %d\",%s}", i ? "," : "", i, figures);
}

static GString *with_areas(int n) {
  GString *request = g_string_new(HEAD);
  for (int i = 0; i < n; i++)
    append_area(request, i, "\"pm25\":1,\"pm10\":1,\"pm25_improvement\":1,\"pm10_improvement\":1");
  return g_string_append(request, "]}}");
}

Test(limits, a_thousand_areas) {
  GString *request = with_areas(1000);
  g_autofree char *response = evaluate(request->str);
  assert_has(response, "{\"id\":7,\"calculator\":\"eco-compensation\"");
  assert_has(response, "\"name\":\"area 999\"");
  g_string_free(request, TRUE);
}

Test(limits, one_area_too_many) {
  GString *request = with_areas(1001);
  g_autofree char *response = evaluate(request->str);
  cr_assert(g_str_has_prefix(response, "{\"error\":{\"code\":\"limit-exceeded\",\"path\":"
                                       "\"/input/areas\",\"message\":\""),
            "%s", response);
  assert_has(response, "1001");
  assert_has(response, "1000");
  g_string_free(request, TRUE);
}

/* Beyond what any array may have, their number is no longer counted. */
Test(limits, far_too_many_areas) {
  GString *request = with_areas(10002);
  g_autofree char *response = evaluate(request->str);
  assert_has(response, "\"limit-exceeded\",\"path\":\"/input/areas\"");
  assert_has(response, "> 10000");
  g_string_free(request, TRUE);
}

Test(limits, no_area_at_all) {
  GString *request = with_areas(0);
  g_autofree char *response = evaluate(request->str);
  assert_has(response, "{\"id\":7,\"error\":{\"code\":\"invalid-value\",\"path\":\"/input/areas\"");
  g_string_free(request, TRUE);
}

/* Every rate has another denominator, so that the exact means have thousands of digits. */
Test(limits, a_thousand_exact_rates) {
  GRand *rand = g_rand_new_with_seed(1000);
  GString *request = g_string_new(HEAD);
  for (int i = 0; i < 1000; i++) {
    g_autofree char *figures =
        g_strdup_printf("\"pm25\":\"%d.%06d\",\"pm10\":\"%d.%06d\",\"pm25_last_year\":\"%d.%06d\","
                        "\"pm10_last_year\":\"%d.%06d\"",
                        g_rand_int_range(rand, 30, 90), g_rand_int_range(rand, 0, 1000000),
                        g_rand_int_range(rand, 60, 180), g_rand_int_range(rand, 0, 1000000),
                        g_rand_int_range(rand, 30, 90), g_rand_int_range(rand, 0, 1000000),
                        g_rand_int_range(rand, 60, 180), g_rand_int_range(rand, 0, 1000000));
    append_area(request, i, figures);
  }
  g_string_append(request, "]},\"explain\":true}");
  g_autofree char *response = evaluate(request->str);
  assert_has(response, " = ≈");
  assert_has(response, "\"name\":\"area 999\"");
  g_string_free(request, TRUE);
  g_rand_free(rand);
}

/* The steepest rise there can be: from a millionth to 100,000 µg. The rate is exact, and shown so.
 */
Test(limits, the_worst_rate) {
  static const char request[] =
      HEAD "{\"name\":\"x\",\"pm25\":100000,\"pm25_last_year\":\"0.000001\",\"pm10\":1,"
           "\"pm10_improvement\":1}]},\"options\":{\"improvement_decimals\":%s}}";
  static const char wanted[] = "\"factor\":\"pm25_improvement\",\"value\":\"-9999999999900\",";
  g_autofree char *exact = g_strdup_printf(request, "null");
  g_autofree char *rounded = g_strdup_printf(request, "6");
  g_autofree char *exact_response = evaluate(exact), *rounded_response = evaluate(rounded);
  assert_has(exact_response, wanted);
  assert_has(rounded_response, wanted);
}

/* --- size ------------------------------------------------------------------------------------- */

#define DAYS "{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\",\"add\":3}}"

/* Whether a request of `length` bytes after `mark`, blanks most of them, is answered. */
static bool is_answered(const char *mark, size_t length) {
  size_t n_mark = strlen(mark);
  bool ok = false;
  g_autofree char *request = g_malloc(n_mark + length);
  memset(request, ' ', n_mark + length);
  memcpy(request, mark, n_mark);
  memcpy(request + n_mark + length - strlen(DAYS), DAYS, strlen(DAYS));
  g_autofree char *response = zzgov_evaluate_json(NULL, request, n_mark + length, &ok);
  if (ok)
    assert_has(response, "\"last_day\":\"2020-10-12\"");
  else
    cr_assert(g_str_has_prefix(response, "{\"error\":{\"code\":\"limit-exceeded\",\"path\":\"\","),
              "%s", response);
  return ok;
}

Test(limits, size) {
  cr_assert(is_answered("", ZZGOV_MAX_REQUEST_BYTES));
  cr_assert_not(is_answered("", ZZGOV_MAX_REQUEST_BYTES + 1));
}

Test(limits, a_byte_order_mark_does_not_count) {
  cr_assert(is_answered("\xEF\xBB\xBF", ZZGOV_MAX_REQUEST_BYTES));
  cr_assert_not(is_answered("\xEF\xBB\xBF", ZZGOV_MAX_REQUEST_BYTES + 1));
}

/* --- depth ------------------------------------------------------------------------------------ */

/* A request whose input is `depth` arrays within each other. */
static char *nested(int depth) {
  g_autofree char *open = g_strnfill((gsize)depth, '['), *close = g_strnfill((gsize)depth, ']');
  g_autofree char *request =
      g_strconcat("{\"calculator\":\"workdays\",\"input\":", open, close, "}", NULL);
  return evaluate(request);
}

Test(limits, depth) {
  g_autofree char *good = nested(63), *bad = nested(64), *worse = nested(100000);
  assert_has(good, "\"code\":\"invalid-type\",\"path\":\"/input\"");
  GString *path = g_string_new("\"code\":\"limit-exceeded\",\"path\":\"/input");
  for (int i = 0; i < 63; i++)
    g_string_append(path, "/0");
  g_string_append(path, "\",");
  assert_has(bad, path->str);
  assert_has(worse, path->str);
  g_string_free(path, TRUE);
}

/* --- the call itself -------------------------------------------------------------------------- */

Test(limits, a_request_need_not_end_in_nul) {
  bool ok = false;
  g_autofree char *exact = g_memdup2(DAYS, strlen(DAYS));
  g_autofree char *response = zzgov_evaluate_json(NULL, exact, strlen(DAYS), &ok);
  cr_assert(ok, "%s", response);
  cr_assert(g_str_has_suffix(response, "}\n"));
}

Test(limits, an_empty_request) {
  bool ok = true;
  g_autofree char *response = zzgov_evaluate_json(NULL, "", 0, &ok);
  cr_assert_not(ok);
  assert_has(response, "\"code\":\"invalid-json\",\"path\":\"\",\"line\":1,\"column\":1,");
}

Test(limits, whether_it_is_a_result_may_be_of_no_interest) {
  g_autofree char *good = zzgov_evaluate_json(NULL, DAYS, strlen(DAYS), NULL);
  g_autofree char *bad = zzgov_evaluate_json(NULL, "{}", 2, NULL);
  assert_has(good, "\"result\"");
  assert_has(bad, "\"error\"");
}
