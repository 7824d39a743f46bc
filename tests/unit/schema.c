#include "helper.h"

#include <cjson/cJSON.h>

static void assert_line(const char *list, const char *line) {
  cr_assert(g_str_has_prefix(list, line + 1) || strstr(list, line), "no %s in %s", line, list);
}

Test(list, a_line_for_each_calculator) {
  g_autofree char *en = zzgov_list_calculators(ZZGOV_LANG_EN);
  g_autofree char *zh = zzgov_list_calculators(ZZGOV_LANG_ZH);
  assert_line(en, "\neco-compensation\tAmbient-air eco-compensation\n");
  assert_line(en, "\nworkdays\tWorking days\n");
  assert_line(zh, "\neco-compensation\t环境空气质量生态补偿\n");
  assert_line(zh, "\nworkdays\t工作日计算\n");
}

static cJSON *schema_of(const char *calculator, ZzgovLang lang) {
  GError *error = NULL;
  g_autofree char *text = zzgov_schema(calculator, lang, &error);
  assert_no_error(error);
  cr_assert(g_str_has_suffix(text, "}\n"));
  cr_assert(g_utf8_validate(text, -1, NULL));
  cJSON *schema = cJSON_ParseWithOpts(text, NULL, true);
  cr_assert_not_null(schema, "%s", text);
  return schema;
}

Test(list, each_has_a_schema) {
  g_autofree char *list = zzgov_list_calculators(ZZGOV_LANG_EN);
  g_auto(GStrv) lines = g_strsplit(list, "\n", -1);
  cr_assert_gt(g_strv_length(lines), 2);
  for (char **line = lines; **line; line++) {
    *strchr(*line, '\t') = '\0';
    cJSON *en = schema_of(*line, ZZGOV_LANG_EN), *zh = schema_of(*line, ZZGOV_LANG_ZH);
    cr_assert_str_eq(cJSON_GetObjectItem(en, "title")->valuestring, *line);
    cr_assert_str_eq(cJSON_GetObjectItem(zh, "title")->valuestring, *line);
    cJSON_Delete(en);
    cJSON_Delete(zh);
  }
}

/* The schema of a member by the names on the way to it; "[]" is the elements of an array. */
static const cJSON *below(const cJSON *schema, const char *way) {
  g_auto(GStrv) names = g_strsplit(way, "/", -1);
  for (char **name = names; *name; name++) {
    const char *in = strcmp(*name, "[]") == 0 ? "items" : "properties";
    schema = cJSON_GetObjectItemCaseSensitive(schema, in);
    if (strcmp(in, "properties") == 0)
      schema = cJSON_GetObjectItemCaseSensitive(schema, *name);
    cr_assert_not_null(schema, "%s in %s", *name, way);
  }
  return schema;
}

static void assert_member(const cJSON *schema, const char *way, const char *member,
                          const char *wanted) {
  const cJSON *value = cJSON_GetObjectItemCaseSensitive(below(schema, way), member);
  char *text = value ? cJSON_PrintUnformatted(value) : NULL;
  cr_assert_not_null(text, "%s has no %s", way, member);
  cr_assert_str_eq(text, wanted, "%s of %s is %s", member, way, text);
  cJSON_free(text);
}

#define ANY_DECIMAL "\"^-?(0|[1-9][0-9]*)(\\\\.[0-9]{1,6})?$\""

Test(schema, inputs) {
  cJSON *schema = schema_of("eco-compensation", ZZGOV_LANG_EN);
  assert_member(schema, "input", "required", "[\"month\",\"areas\"]");
  assert_member(schema, "input", "additionalProperties", "false");
  assert_member(schema, "input/month", "type", "\"string\"");
  assert_member(schema, "input/areas", "maxItems", "1000");
  assert_member(schema, "input/areas", "minItems", "1");
  assert_member(schema, "input/areas/[]", "required", "[\"name\",\"pm25\",\"pm10\"]");
  assert_member(schema, "input/areas/[]/name", "maxLength", "1024");
  assert_member(schema, "input/areas/[]/network", "enum", "[\"national\",\"provincial\",null]");
  assert_member(schema, "input/areas/[]/pm25", "type", "[\"string\",\"number\"]");
  assert_member(schema, "input/areas/[]/pm25", "pattern", ANY_DECIMAL);
  assert_member(schema, "input/areas/[]/pm25", "maximum", "100000");
  assert_member(schema, "input/areas/[]/pm25_last_year", "exclusiveMinimum", "0");
  assert_member(schema, "input/areas/[]/pm25_improvement", "minimum", "-1000000");
  assert_member(schema, "input/base", "type", "[\"object\",\"null\"]");
  cJSON_Delete(schema);
}

Test(schema, options) {
  cJSON *schema = schema_of("eco-compensation", ZZGOV_LANG_EN);
  assert_member(schema, "options/rate_base", "default", "\"mean-of-rates\"");
  assert_member(schema, "options/rounding", "enum", "[\"half-even\",\"half-up\",null]");
  assert_member(schema, "options/concentration_decimals", "type", "[\"integer\",\"null\"]");
  assert_member(schema, "options/concentration_decimals", "maximum", "6");
  cJSON_Delete(schema);
}

Test(schema, results) {
  cJSON *schema = schema_of("eco-compensation", ZZGOV_LANG_EN);
  assert_member(schema, "result/base/pm25/source", "enum", "[\"given\",\"computed\"]");
  assert_member(schema, "result/areas/[]/factors/[]", "required",
                "[\"factor\",\"value\",\"base\",\"excess\",\"amount_yuan\"]");
  assert_member(schema, "result/total_yuan", "type", "\"string\"");
  assert_member(schema, "result/total_yuan", "pattern", "\"^-?(0|[1-9][0-9]*)\\\\.[0-9]{2}$\"");
  cJSON_Delete(schema);
}

Test(schema, working_days) {
  cJSON *schema = schema_of("workdays", ZZGOV_LANG_EN);
  assert_member(schema, "input", "required", "[\"from\"]");
  assert_member(schema, "input/add", "minimum", "0");
  assert_member(schema, "input/add", "maximum", "100000");
  assert_member(schema, "input/add", "type", "[\"integer\",\"null\"]");
  assert_member(schema, "input/until", "type", "[\"string\",\"null\"]");
  assert_member(schema, "options", "properties", "{}");
  assert_member(schema, "result/working_days", "type", "\"integer\"");
  cJSON_Delete(schema);
}

Test(schema, descriptions_are_in_the_language) {
  cJSON *en = schema_of("workdays", ZZGOV_LANG_EN), *zh = schema_of("workdays", ZZGOV_LANG_ZH);
  assert_member(en, "input/from", "description", "\"first day, not counted (CAL-01)\"");
  assert_member(zh, "input/from", "description", "\"起始日（不计入）（CAL-01）\"");
  assert_member(en, "input/add", "description", "\"working days to add [working days] (CAL-01)\"");
  cr_assert_str_eq(cJSON_GetObjectItem(en, "description")->valuestring, "Working days");
  cr_assert_str_eq(cJSON_GetObjectItem(zh, "description")->valuestring, "工作日计算");
  cJSON_Delete(en);
  cJSON_Delete(zh);
}

Test(schema, unknown_calculators) {
  GError *error = NULL;
  cr_assert_null(zzgov_schema("eco-compenstaion", ZZGOV_LANG_EN, &error));
  assert_has(error->message, "\"eco-compensation\"");
  assert_error(error, ZZGOV_ERROR_UNKNOWN_CALCULATOR, "");
  cr_assert_null(zzgov_schema("qqqqqqqqqqqqqqqqqqqqqqqqq", ZZGOV_LANG_EN, &error));
  assert_has_not(error->message, "did you mean");
  assert_error(error, ZZGOV_ERROR_UNKNOWN_CALCULATOR, "");
  cr_assert_null(zzgov_schema("", ZZGOV_LANG_EN, &error));
  assert_error(error, ZZGOV_ERROR_UNKNOWN_CALCULATOR, "");
  cr_assert_null(zzgov_schema(NULL, ZZGOV_LANG_EN, &error));
  assert_bad_argument(error, "calculator");
  cr_assert_null(zzgov_schema(NULL, ZZGOV_LANG_EN, NULL));
}

Test(version, is_the_project_s) { cr_assert_str_eq(zzgov_version(), VERSION); }
