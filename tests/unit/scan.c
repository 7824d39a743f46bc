#include "helper.h"

#include "json.h"
#include "scan.h"

/* Texts and the first byte with which they can no longer be JSON. */
static const struct {
  const char *text;
  size_t line, column;
} positions[] = {
    {"", 1, 1},
    {"  ", 1, 3},
    {"\n\n", 3, 1},
    {"nul", 1, 4},
    {"nulL", 1, 4},
    {"nullx", 1, 5},
    {"True", 1, 1},
    {"tru\x65x", 1, 5},
    {"fals", 1, 5},
    {"01", 1, 2},
    {"-", 1, 2},
    {"-a", 1, 2},
    {"-01", 1, 3},
    {"1.", 1, 3},
    {"1.}", 1, 3},
    {"1.5.", 1, 4},
    {".5", 1, 1},
    {"+1", 1, 1},
    {"1e", 1, 3},
    {"1e+", 1, 4},
    {"1E-x", 1, 4},
    {"1e5.0", 1, 4},
    {"NaN", 1, 1},
    {"-Infinity", 1, 2},
    {"0x10", 1, 2},
    {"[", 1, 2},
    {"[,", 1, 2},
    {"[1,]", 1, 4},
    {"[1 2]", 1, 4},
    {"[1", 1, 3},
    {"[1}", 1, 3},
    {"]", 1, 1},
    {"{", 1, 2},
    {"{,", 1, 2},
    {"{]", 1, 2},
    {"{a", 1, 2},
    {"{'a", 1, 2},
    {"{1", 1, 2},
    {"{\"a\" 1", 1, 6},
    {"{\"a\":}", 1, 6},
    {"{\"a\":1,}", 1, 8},
    {"{\"a\":1 \"b\"", 1, 8},
    {"{\"a\":1]", 1, 7},
    {"{}x", 1, 3},
    {"{}{}", 1, 3},
    {"{} \n x", 2, 2},
    {"[1,\r\n\n  ?", 3, 3},
    {"[1,\r?", 1, 5},
    {"\f1", 1, 1},
    {"\v", 1, 1},
    {"/**/1", 1, 1},
    {"\"abc", 1, 5},
    {"\"\n\"", 1, 2},
    {"\n\"a\x1f", 2, 3},
    {"\"\t\"", 1, 2},
    {"\"\\x\"", 1, 3},
    {"\"\\", 1, 3},
    {"\"\\u12g4\"", 1, 6},
    {"\"\\u123\"", 1, 7},
    {"\"\\u\x80", 1, 4},
    {"\"\\udc00\"", 1, 5},
    {"\"\\udF", 1, 5},
    {"\"\\uDbff\"", 1, 8},
    {"\"\\ud83d", 1, 8},
    {"\"\\ud83dA\"", 1, 8},
    {"\"\\ud83d\\n\"", 1, 9},
    {"\"\\ud83d\\u0041\"", 1, 10},
    {"\"\\ud83d\\ue000\"", 1, 10},
    {"\"\\ud83d\\ud83d\"", 1, 11},
    {"\"\\ud83d\\ude00", 1, 14},
    {"\"\x80", 1, 2},
    {"\"\xc0\x80", 1, 2},
    {"\"\xc1\xbf", 1, 2},
    {"\"\xc2\"", 1, 3},
    {"\"\xc2", 1, 3},
    {"\"\xe0\x80", 1, 3},
    {"\"\xe0\xa0\"", 1, 4},
    {"\"\xed\xa0", 1, 3},
    {"\"\xf0\x8f", 1, 3},
    {"\"\xf0\x90\x80\"", 1, 5},
    {"\"\xf4\x90", 1, 3},
    {"\"\xf5", 1, 2},
    {"\"\xff", 1, 2},
    {"\"\xe4\xb8\"", 1, 4},
    {"\xef\xbb", 1, 3},
    {"\xef", 1, 2},
    {"\xef\xbb{", 1, 3},
    {"\xef\xbb\xbf?", 1, 1},
    {"\xef\xbb\xbf", 1, 1},
    {"\xef\xbb\xbf\n?", 2, 1},
    {"\xef\xbb\xbf\xef\xbb\xbf{}", 1, 1},
    {" \xef\xbb\xbf{}", 1, 2},
};

Test(scan, the_first_impossible_byte) {
  for (size_t i = 0; i < G_N_ELEMENTS(positions); i++) {
    GError *error = NULL;
    size_t line = 0, column = 0, length = strlen(positions[i].text);
    /* Without a NUL behind it, so that a byte too far shows under a sanitizer. */
    g_autofree char *text = g_memdup2(positions[i].text, MAX(length, 1));
    cr_assert_null(zz_json_parse(text, length, &error), "%s", positions[i].text);
    cr_assert(zzgov_error_get_position(error, &line, &column));
    cr_assert(line == positions[i].line && column == positions[i].column,
              "%s: line %zu, column %zu", positions[i].text, line, column);
    assert_error(error, ZZGOV_ERROR_INVALID_JSON, "");
  }
}

Test(scan, nobody_needs_to_know_why) {
  cr_assert_null(zz_json_parse("[", 1, NULL));
  cr_assert_null(zz_json_parse("{\"a\":1,\"a\":1}", 13, NULL));
}

Test(scan, a_nul_byte_is_no_end) {
  GError *error = NULL;
  size_t column = 0;
  cr_assert_null(zz_json_parse("{}\0", 3, &error));
  cr_assert(zzgov_error_get_position(error, NULL, &column));
  cr_assert_eq(column, 3);
  assert_has(error->message, "byte 0x00");
  g_clear_error(&error);
  cr_assert_null(zz_json_parse("\"\0\"", 3, &error));
  assert_error(error, ZZGOV_ERROR_INVALID_JSON, "");
}

Test(scan, the_message_says_what_stands_there) {
  GError *error = NULL;
  cr_assert_null(zz_json_parse("[x", 2, &error));
  assert_has(error->message, "'x'");
  g_clear_error(&error);
  cr_assert_null(zz_json_parse("[", 1, &error));
  assert_has(error->message, "end of text");
  g_clear_error(&error);
  cr_assert_null(zz_json_parse("\"\xFF", 2, &error));
  assert_has(error->message, "byte 0xFF");
  assert_error(error, ZZGOV_ERROR_INVALID_JSON, "");
}

/* Every text cut short is a text that could go on: the fault is at its end. */
Test(scan, every_beginning_of_a_text_could_go_on) {
  static const char text[] =
      "{\"a\\u00e9\\ud83d\\ude00\": [1, -2.5e+10, \"\xe5\xb7\xa9\xf0\x9f\x98\x80\", "
      "true, false, null, {}, []], \"b\": {\"c\": \"\\\"\\\\/\\n\"}}";
  for (size_t n = 0; n < strlen(text); n++) {
    GError *error = NULL;
    size_t line = 0, column = 0;
    g_autofree char *beginning = g_memdup2(text, MAX(n, 1));
    cr_assert_null(zz_json_parse(beginning, n, &error), "%zu", n);
    cr_assert(zzgov_error_get_position(error, &line, &column));
    cr_assert(line == 1 && column == n + 1, "%zu bytes: column %zu", n, column);
    g_clear_error(&error);
  }
  g_autoptr(cJSON) whole = zz_json_parse(text, strlen(text), NULL);
  cr_assert_not_null(whole);
}

/* --- what cJSON gets -------------------------------------------------------------------------- */

static const struct {
  const char *text, *canonical;
} forms[] = {
    {"1", "\"n1\""},
    {" -0.50e+3 ", "\"n-0.50e+3\""},
    {"123456789012345678901234567890", "\"n123456789012345678901234567890\""},
    {"\"\"", "\"s\""},
    {"\"n1\"", "\"sn1\""},
    {"\"\\u0041\\/\\u00e9\"", "\"sA/é\""},
    {"\"\\\"\\\\\\b\\f\\n\\r\\t\"", "\"s\\\"\\\\\\b\\f\\n\\r\\t\""},
    {"\"\\u0022\\u005C\\u0008\\u000c\\u000A\\u000d\\u0009\"", "\"s\\\"\\\\\\b\\f\\n\\r\\t\""},
    {"\"\\u0001\\u000B\\u001F\"", "\"s\\u0001\\u000b\\u001f\""},
    {"\"\\u007f\"", "\"s\x7f\""},
    {"\"\\u0000\"", "\"s\xC0\x80\""},
    {"\"\\uD83D\\uDE00\"", "\"s😀\""},
    {"\"\\u5de9\"", "\"s巩\""},
    {"[ true , false , null ]", "[true,false,null]"},
    {"{ \"\\u0061\" : { } , \"b\" : [ ] }", "{\"a\":{},\"b\":[]}"},
    {"[0,0,0,0,0,0,0,0,0,0]",
     "[\"n0\",\"n0\",\"n0\",\"n0\",\"n0\",\"n0\",\"n0\",\"n0\",\"n0\",\"n0\"]"},
};

Test(scan, canonical_form) {
  for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
    ZzScan scan;
    cr_assert(zz_scan(&scan, forms[i].text, strlen(forms[i].text), NULL), "%s", forms[i].text);
    g_autofree char *canonical = g_strndup(scan.out, scan.out_length);
    zz_scan_clear(&scan);
    assert_same(canonical, forms[i].canonical);
  }
}

/* An array of n zeros and what stands behind them, as the last member of an object. */
static GString *zeros(size_t n, const char *behind) {
  GString *text = g_string_new("{\"before\":1,\"zeros\":[0");
  for (size_t i = 1; i < n; i++)
    g_string_append(text, ",0");
  g_string_append_printf(text, "%s],\"after\":2}", behind);
  return text;
}

/* One-digit numbers grow most; they must stay in the room that was made for them. Of an array that
 * is longer than any may be, one element too many is kept, whatever comes behind. */
Test(scan, long_arrays) {
  const size_t lengths[] = {1, 2, 100, 9999, 10000, 10001, 10002, 10003, 60000};
  for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
    g_autoptr(GString) text = zeros(lengths[i], "");
    g_autoptr(cJSON) tree = zz_json_parse(text->str, text->len, NULL);
    cr_assert_not_null(tree, "%zu", lengths[i]);
    cr_assert_eq((size_t)cJSON_GetArraySize(zz_node_member(tree, "zeros")),
                 MIN(lengths[i], ZZ_MAX_ELEMENTS + 1), "%zu", lengths[i]);
    cr_assert_str_eq(zz_node_text(zz_node_member(tree, "before")), "1");
    cr_assert_str_eq(zz_node_text(zz_node_member(tree, "after")), "2");
  }
}

Test(scan, faults_behind_what_is_kept) {
  GError *error = NULL;
  g_autoptr(GString) twice = zeros(20000, ",{\"x\":[1,{\"a\":0,\"a\":0}]}");
  g_autoptr(GString) wrong = zeros(20000, ",?");
  size_t column = 0;
  cr_assert_null(zz_json_parse(twice->str, twice->len, &error));
  assert_error(error, ZZGOV_ERROR_DUPLICATE_FIELD, "/zeros/20000/x/1/a");
  cr_assert_null(zz_json_parse(wrong->str, wrong->len, &error));
  cr_assert(zzgov_error_get_position(error, NULL, &column));
  cr_assert_eq(wrong->str[column - 1], '?');
  assert_error(error, ZZGOV_ERROR_INVALID_JSON, "");
}

static void assert_node(const cJSON *object, const char *name, ZzNodeKind kind, const char *text) {
  const cJSON *node = zz_node_member(object, name);
  cr_assert_not_null(node, "%s", name);
  cr_assert_eq(zz_node_kind(node), kind, "%s", name);
  if (text)
    cr_assert_str_eq(zz_node_text(node), text);
}

Test(scan, nodes_of_the_tree) {
  static const char text[] = "{\"z\":null,\"t\":true,\"f\":false,\"n\":1.50,\"s\":\"n\","
                             "\"a\":[],\"o\":{},\"N\":2,\"e\":\"\",\"0\":\"\\u0000\"}";
  g_autoptr(cJSON) tree = zz_json_parse(text, strlen(text), NULL);
  cr_assert_eq(zz_node_kind(tree), ZZ_NODE_OBJECT);
  assert_node(tree, "z", ZZ_NODE_NULL, NULL);
  assert_node(tree, "t", ZZ_NODE_BOOL, NULL);
  assert_node(tree, "f", ZZ_NODE_BOOL, NULL);
  assert_node(tree, "n", ZZ_NODE_NUMBER, "1.50");
  assert_node(tree, "N", ZZ_NODE_NUMBER, "2");
  assert_node(tree, "s", ZZ_NODE_STRING, "n");
  assert_node(tree, "e", ZZ_NODE_STRING, "");
  assert_node(tree, "a", ZZ_NODE_ARRAY, NULL);
  assert_node(tree, "o", ZZ_NODE_OBJECT, NULL);
  cr_assert_null(zz_node_member(tree, "q"));
  cr_assert(zz_text_has_nul(zz_node_text(zz_node_member(tree, "0"))));
  cr_assert_not(zz_text_has_nul(zz_node_text(zz_node_member(tree, "s"))));
}

/* --- depth ------------------------------------------------------------------------------------ */

static char *nested(const char *open, const char *inner, const char *close, int depth) {
  GString *text = g_string_new(NULL);
  for (int i = 0; i < depth; i++)
    g_string_append(text, open);
  g_string_append(text, inner);
  for (int i = 0; i < depth; i++)
    g_string_append(text, close);
  return g_string_free(text, FALSE);
}

Test(scan, sixty_four_levels) {
  GError *error = NULL;
  g_autofree char *arrays = nested("[", "", "]", 64), *objects = nested("{\"a\":", "1", "}", 64);
  g_autoptr(cJSON) first = zz_json_parse(arrays, strlen(arrays), &error);
  g_autoptr(cJSON) second = zz_json_parse(objects, strlen(objects), &error);
  assert_no_error(error);
  cr_assert(first && second);
}

Test(scan, one_level_too_many) {
  GError *error = NULL;
  g_autofree char *arrays = nested("[", "", "]", 65), *path = nested("/0", "", "", 64);
  g_autofree char *objects = nested("{\"a/~\":", "[", "}", 64),
                  *steps = nested("/a~1~0", "", "", 64);
  g_autofree char *open = nested("[", "", "", 65);
  cr_assert_null(zz_json_parse(arrays, strlen(arrays), &error));
  assert_error(error, ZZGOV_ERROR_LIMIT_EXCEEDED, path);
  cr_assert_null(zz_json_parse(objects, strlen(objects), &error));
  assert_error(error, ZZGOV_ERROR_LIMIT_EXCEEDED, steps);
  cr_assert_null(zz_json_parse(open, strlen(open), &error));
  assert_error(error, ZZGOV_ERROR_LIMIT_EXCEEDED, path);
}

/* The text is read from front to back: what comes first is what is reported. */
Test(scan, faults_in_the_order_of_the_text) {
  GError *error = NULL;
  g_autofree char *deep = nested("[", "", "]", 65);
  g_autofree char *syntax_first = g_strconcat("[1 2,", deep, "]", NULL);
  g_autofree char *deep_first = g_strconcat("[", deep, "?]", NULL);
  cr_assert_null(zz_json_parse(syntax_first, strlen(syntax_first), &error));
  assert_error(error, ZZGOV_ERROR_INVALID_JSON, "");
  cr_assert_null(zz_json_parse(deep_first, strlen(deep_first), &error));
  cr_assert_eq(error->code, ZZGOV_ERROR_LIMIT_EXCEEDED);
  g_clear_error(&error);
}
