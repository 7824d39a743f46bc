#include "report.h"

#include "error-private.h"

#include <string.h>
#include <zzgov/evaluate.h>

void zz_report_json(GString *out, const ZzReport *report) {
  for (size_t i = 0; i < report->n; i++)
    zz_response_write(out, &report->requests[i]);
}

static void write_report(GString *out, const ZzReport *report, ZzgovReportFormat format) {
  switch (format) {
  case ZZGOV_REPORT_CSV:
    zz_report_csv(out, report);
    break;
  case ZZGOV_REPORT_JSON:
    zz_report_json(out, report);
    break;
  case ZZGOV_REPORT_HTML:
    zz_report_html(out, report);
    break;
  case ZZGOV_REPORT_FRAGMENT:
    zz_report_fragment(out, report);
    break;
  default:
    zz_report_text(out, report, format == ZZGOV_REPORT_COLOURED);
  }
}

/* The array of a result whose elements are rows. */
static const ZzField *array_of(const ZzCalculator *calculator) {
  for (size_t i = 0; i < calculator->result->n_fields; i++) {
    const ZzField *field = &calculator->result->fields[i];
    if (zz_is_rows(field))
      return field;
  }
  return NULL;
}

/* Requests of different calculators have no columns in common. */
static bool check_same(const ZzRequest *requests, size_t i, GError **error) {
  const ZzPath path = {NULL, "calculator", 0};
  return requests[i].calculator == requests[0].calculator ||
         zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &path, ZZ_MSG_WRONG_VALUE_NEAR,
                 requests[i].calculator->id, requests[0].calculator->id);
}

/* Answers all; the number of those that went well. */
static size_t answer(ZzRequest *requests, const ZzgovRulebook *rulebook, const char *const *texts,
                     size_t n, bool trace, GError **error) {
  for (size_t i = 0; i < n; i++) {
    const char *text = texts[i];
    if (!zz_request_run(&requests[i], rulebook, text, text ? strlen(text) : 0, trace, error) ||
        !check_same(requests, i, error))
      return i;
  }
  return n;
}

static void clear(ZzRequest *requests, size_t n) {
  for (size_t i = 0; i < n; i++)
    zz_request_clear(&requests[i]);
  g_free(requests);
}

/* Whether the elements of each request are all that the law knows. */
static bool is_whole(const ZzRequest *requests, size_t n) {
  bool (*ask)(const ZzCase *) = requests[0].calculator->is_whole;
  bool whole = ask != NULL;
  for (size_t i = 0; i < n && whole; i++)
    whole = ask(&requests[i].zcase);
  return whole;
}

static char *write_all(const ZzRequest *requests, size_t n, ZzgovReportFormat format,
                       ZzgovLang lang) {
  bool explain = requests[0].head.explain;
  const ZzReport report = {.calculator = requests[0].calculator,
                           .array = array_of(requests[0].calculator),
                           .requests = requests,
                           .n = n,
                           .lang = lang,
                           .explain = explain,
                           .whole = is_whole(requests, n),
                           .folded = format == ZZGOV_REPORT_FRAGMENT && !explain};
  GString *out = g_string_new(NULL);
  write_report(out, &report, format);
  return g_string_free(out, FALSE);
}

static bool is_page(ZzgovReportFormat format) {
  return format == ZZGOV_REPORT_HTML || format == ZZGOV_REPORT_FRAGMENT;
}

char *zzgov_report(const ZzgovRulebook *rulebook, const char *const *texts, size_t n_requests,
                   ZzgovReportFormat format, ZzgovLang lang, size_t *failed, GError **error) {
  if (failed)
    *failed = 0;
  bool known = format >= ZZGOV_REPORT_TABLE && format <= ZZGOV_REPORT_FRAGMENT;
  if (!texts || n_requests == 0 || !known) {
    zz_fail_argument(error, known ? "requests" : "format");
    return NULL;
  }
  ZzRequest *requests = g_new0(ZzRequest, n_requests);
  size_t n = answer(requests, rulebook, texts, n_requests, is_page(format), error);
  char *report = n == n_requests ? write_all(requests, n, format, lang) : NULL;
  if (failed)
    *failed = n;
  clear(requests, MIN(n + 1, n_requests));
  return report;
}
