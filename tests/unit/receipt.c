#include "helper.h"

/* Receipts from C; the sums themselves are compared with hashlib's in tests/receipts. */

#define DAYS "{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\",\"add\":3}}"

static char *with_receipt(const char *request) {
  bool ok = false;
  char *response = zzgov_evaluate_json_with_receipt(NULL, request, strlen(request), &ok);
  cr_assert(ok, "%s", response);
  return response;
}

Test(receipt, the_response_stands_before_it) {
  g_autofree char *plain = evaluate(DAYS), *response = with_receipt(DAYS);
  size_t length = strlen(plain) - strlen("}\n");
  cr_assert(strncmp(plain, response, length) == 0);
  assert_has(response + length, ",\"receipt\":{\"sha256\":\"");
  cr_assert(g_str_has_suffix(response, ",\"request\":" DAYS "}}\n"), "%s", response);
}

Test(receipt, an_error_has_none) {
  bool ok = true;
  g_autofree char *plain = evaluate("{}");
  g_autofree char *response = zzgov_evaluate_json_with_receipt(NULL, "{}", 2, &ok);
  assert_same(response, plain);
  cr_assert_not(ok);
}

Test(receipt, whether_it_is_a_result_may_be_of_no_interest) {
  g_autofree char *good = zzgov_evaluate_json_with_receipt(NULL, DAYS, strlen(DAYS), NULL);
  g_autofree char *bad = zzgov_evaluate_json_with_receipt(NULL, NULL, 0, NULL);
  assert_has(good, "\"receipt\"");
  assert_has(bad, "\"invalid-json\"");
}

Test(receipt, verified) {
  g_autofree char *response = with_receipt(DAYS), *sha256 = NULL;
  GError *error = NULL;
  cr_assert(zzgov_verify_receipt(NULL, response, strlen(response), &sha256, &error));
  assert_no_error(error);
  cr_assert_eq(strlen(sha256), 64);
  assert_has(response, sha256);
  cr_assert(
      zzgov_verify_receipt(zzgov_rulebook_get_default(), response, strlen(response), NULL, NULL));
}

/* Every string that a request may hold stands in the receipt as it was written. */
Test(receipt, blanks_and_escapes_in_strings_stay) {
  static const char request[] = " {\"id\" : \"a \\\" , \\\\\\u0041\t\" }";
  static const char good[] =
      "{ \"id\": \"a \\\" {}\\\\\" ,\n\"calculator\":\"workdays\",\"input\":{\"from\":"
      "\"2020-09-30\",\"add\":3 } }\n";
  g_autofree char *bad =
      zzgov_evaluate_json_with_receipt(NULL, request, strlen(request), NULL); /* a raw tabulator */
  assert_has(bad, "\"invalid-json\"");
  g_autofree char *response = with_receipt(good);
  assert_has(response, "\"request\":{\"id\":\"a \\\" {}\\\\\",\"calculator\"");
  cr_assert(zzgov_verify_receipt(NULL, response, strlen(response), NULL, NULL));
}

static void assert_refused(const char *response, size_t length, const char *path) {
  GError *error = NULL;
  char *sha256 = (char *)"left from before";
  cr_assert_not(zzgov_verify_receipt(NULL, response, length, &sha256, &error));
  cr_assert_null(sha256);
  cr_assert_not_null(zzgov_error_get_message(error, ZZGOV_LANG_ZH));
  assert_error(error, ZZGOV_ERROR_INVALID_RECEIPT, path);
  cr_assert_not(zzgov_verify_receipt(NULL, response, length, NULL, NULL));
}

static void assert_replaced(const char *response, const char *old, const char *new,
                            const char *path) {
  g_auto(GStrv) parts = g_strsplit(response, old, 2);
  cr_assert_not_null(parts[1], "no %s in %s", old, response);
  g_autofree char *text = g_strconcat(parts[0], new, parts[1], NULL);
  assert_refused(text, strlen(text), path);
}

Test(receipt, what_differs_is_named) {
  g_autofree char *response = with_receipt(DAYS);
  assert_replaced(response, "2020-10-12", "2020-10-13", "/result");
  assert_replaced(response, "\"patched\":false", "\"patched\":true", "/rulebook");
  assert_replaced(response, "\"options\":{}", "\"options\":[]", "/options");
  assert_replaced(response, "\"warnings\":[]", "\"warnings\":0", "/warnings");
  assert_replaced(response, "\"add\":3", "\"add\":4", "/receipt/request");
  assert_replaced(response, "\"version\":\"" VERSION "\"", "\"version\":\"9\"", "/receipt");
  assert_replaced(response, "\"receipt\":{", "\"receipt\":[", "/receipt");
  assert_replaced(response, "}}}", "}}", "/receipt/request");
}

Test(receipt, texts_that_are_none) {
  g_autofree char *response = with_receipt(DAYS);
  static const char nothing[] = "{\"a\":1,\"receipt\":{\"sha256\":\"\",\"version\":\"\",\"rulebook_"
                                "sha256\":\"\",\"request_sha256\":\"\",\"response_sha256\":\"\","
                                "\"request\":}}";
  assert_refused("", 0, "/receipt");
  assert_refused("\0\0", 2, "/receipt");
  assert_refused("\\", 1, "/receipt");
  assert_refused("\"\\", 2, "/receipt");
  assert_refused(nothing, strlen(nothing), "/receipt");
  for (size_t n = 0; n < strlen(response) - 1; n++) {
    GError *error = NULL;
    g_autofree char *cut = g_memdup2(response, n);
    cr_assert_not(zzgov_verify_receipt(NULL, cut, n, NULL, &error), "%zu", n);
    g_clear_error(&error);
  }
}

/* Behind a NUL the rest counts, too. */
Test(receipt, nul_bytes) {
  g_autofree char *response = with_receipt(DAYS);
  size_t length = strlen(response);
  g_autofree char *longer = g_malloc0(length + 2);
  memcpy(longer, response, length);
  assert_refused(longer, length + 1, "/receipt");
  longer[length - 1] = '\0';
  longer[length] = '\n';
  assert_refused(longer, length + 1, "/receipt");
}

Test(receipt, patched_rulebooks_give_none) {
  static const char rules[] = "{\"smart-mine\":{\"city_rate_percent\":\"30\"}}";
  g_autoptr(ZzgovRulebook) patched =
      zzgov_rulebook_patch(zzgov_rulebook_get_default(), rules, strlen(rules), NULL);
  bool ok = true;
  GError *error = NULL;
  g_autofree char *response = zzgov_evaluate_json_with_receipt(patched, DAYS, strlen(DAYS), &ok);
  cr_assert_not(ok);
  assert_has(response, "{\"error\":{\"code\":\"invalid-rulebook\",\"path\":\"\",");
  cr_assert_not(zzgov_verify_receipt(patched, DAYS, strlen(DAYS), NULL, &error));
  assert_bad_argument(error, "rulebook");
  cr_assert_not(zzgov_verify_receipt(NULL, NULL, 3, NULL, &error));
  assert_bad_argument(error, "response");
}

/* What-ifs in the request are in the request's sum. */
Test(receipt, what_ifs_of_the_request) {
  static const char request[] =
      "{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\",\"add\":3},\"rules\":"
      "{\"smart-mine\":{\"city_rate_percent\":\"30\"}}}";
  g_autofree char *response = with_receipt(request);
  assert_has(response, "\"patched\":true");
  cr_assert(zzgov_verify_receipt(NULL, response, strlen(response), NULL, NULL));
  assert_replaced(response, "\"30\"", "\"31\"", "/receipt/request");
}
