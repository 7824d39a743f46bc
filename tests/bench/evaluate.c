/* How long zzgov_evaluate_json() takes for a request of sixteen areas, as a multiple of what
 * cJSON_Parse() takes for the same text in the same run: rounds alternate, medians are compared. */

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zzgov.h>

enum { ROUNDS = 201, CALLS = 50 };

static const char *const areas[] = {
    "郑州航空港区", "郑东新区",   "郑州高新区", "郑州经开区", "中原区", "二七区",
    "金水区",       "管城回族区", "惠济区",     "上街区",     "中牟县", "新郑市",
    "新密市",       "荥阳市",     "登封市",     "巩义市",
};

static double now_us(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static char *make_request(bool explain) {
  GString *text = g_string_new("{\"calculator\":\"eco-compensation\",\"input\":{\"month\":"
                               "\"2020-11\",\"areas\":[");
  for (int i = 0; i < 16; i++)
    g_string_append_printf(text,
                           "%s{\"name\":\"%s\",\"pm25\":\"%d.%d\",\"pm10\":\"%d.%d\","
                           "\"pm25_last_year\":\"%d.%d\",\"pm10_last_year\":\"%d.%d\"}",
                           i ? "," : "", areas[i], 50 + i, i % 10, 90 + i, (3 * i) % 10, 61 - i % 7,
                           (7 * i) % 10, 101 + i % 5, i % 9);
  g_string_append_printf(text, "]},\"explain\":%s}", explain ? "true" : "false");
  return g_string_free(text, FALSE);
}

static double time_parse(const char *text) {
  double start = now_us();
  for (int i = 0; i < CALLS; i++)
    cJSON_Delete(cJSON_Parse(text));
  return (now_us() - start) / CALLS;
}

static double time_evaluate(const char *text) {
  size_t length = strlen(text);
  double start = now_us();
  for (int i = 0; i < CALLS; i++)
    g_free(zzgov_evaluate_json(NULL, text, length, NULL));
  return (now_us() - start) / CALLS;
}

static int compare(const void *a, const void *b) {
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

static double median(double *values) {
  qsort(values, ROUNDS, sizeof *values, compare);
  return values[ROUNDS / 2];
}

static void measure(const char *name, const char *text) {
  double parse[ROUNDS], evaluate[ROUNDS], ratio[ROUNDS];
  for (int i = 0; i < ROUNDS; i++) {
    parse[i] = time_parse(text);
    evaluate[i] = time_evaluate(text);
    ratio[i] = evaluate[i] / parse[i];
  }
  printf("%s (%zu bytes): cJSON_Parse %.1f us, zzgov_evaluate_json %.1f us, ratio %.2f\n", name,
         strlen(text), median(parse), median(evaluate), median(ratio));
}

int main(void) {
  g_autofree char *plain = make_request(false), *explained = make_request(true);
  measure("16 areas", plain);
  measure("16 areas explained", explained);
  return 0;
}
