#include "encode.h"
#include "error-private.h"
#include "formula.h"
#include "number.h"
#include "request.h"

#include <string.h>
#include <zzgov/evaluate.h>

const char *zzgov_version(void) { return ZZ_VERSION; }

/* The id comes back if it is a good one, whatever else is wrong. */
static void encode_id(GString *out, const cJSON *root) {
  const cJSON *id =
      root && zz_node_kind(root) == ZZ_NODE_OBJECT ? zz_node_member(root, "id") : NULL;
  int64_t number;
  if (!id || zz_node_kind(id) == ZZ_NODE_NULL || !zz_check_id(id, NULL, NULL))
    return;
  zz_encode_name(out, "id");
  if (zz_node_kind(id) == ZZ_NODE_STRING) {
    zz_encode_string(out, zz_node_text(id));
    return;
  }
  char text[ZZ_NUMBER_SIZE];
  zz_integer_parse(zz_node_text(id), &number);
  g_string_append_len(out, text, (gssize)zz_integer_write(number, text));
}

static void encode_rulebook(GString *out, const ZzgovRulebook *rulebook) {
  zz_encode_name(out, "rulebook");
  g_string_append_c(out, '{');
  zz_encode_text(out, "id", rulebook->id);
  zz_encode_text(out, "version", rulebook->version);
  zz_encode_name(out, "patched");
  g_string_append(out, zzgov_rulebook_is_patched(rulebook) ? "true}" : "false}");
}

static void encode_warnings(GString *out, const ZzCalculator *calculator, const void *result,
                            ZzgovLang lang) {
  const char *member = (const char *)result + calculator->warnings_offset;
  const ZzgovWarning *warnings = *(const ZzgovWarning *const *)(const void *)member;
  size_t n = *(const size_t *)(const void *)(member + sizeof warnings);
  zz_encode_name(out, "warnings");
  g_string_append_c(out, '[');
  for (size_t i = 0; i < n; i++) {
    zz_encode_separator(out);
    g_string_append_c(out, '{');
    zz_encode_text(out, "code", warnings[i].code);
    zz_encode_text(out, "provision", warnings[i].provision);
    zz_encode_text(out, "path", warnings[i].path);
    zz_encode_text(out, "message", zz_text_in(&warnings[i].message, lang));
    g_string_append_c(out, '}');
  }
  g_string_append_c(out, ']');
}

static void encode_step(GString *out, const ZzCalculator *calculator, const ZzgovStep *step,
                        ZzgovLang lang) {
  g_autofree char *formula = zz_formula_text(calculator, lang, step->formula);
  zz_encode_separator(out);
  g_string_append_c(out, '{');
  zz_encode_name(out, "subject");
  if (step->subject)
    zz_encode_string(out, step->subject);
  else
    g_string_append(out, "null");
  zz_encode_text(out, "provision", step->provision);
  zz_encode_text(out, "document", step->document);
  zz_encode_text(out, "article", step->article);
  zz_encode_text(out, "label", zz_text_in(&step->label, lang));
  zz_encode_text(out, "formula", formula);
  zz_encode_text(out, "value", step->value);
  zz_encode_text(out, "unit", step->unit);
  g_string_append_c(out, '}');
}

static void encode_explanation(GString *out, const ZzCalculator *calculator,
                               const ZzgovTrace *trace, ZzgovLang lang) {
  zz_encode_name(out, "explanation");
  g_string_append_c(out, '[');
  for (size_t i = 0; i < zzgov_trace_get_n_steps(trace); i++)
    encode_step(out, calculator, zzgov_trace_get_step(trace, i), lang);
  g_string_append_c(out, ']');
}

static ZzgovLang lang_of(int word) { return word == 2 ? ZZGOV_LANG_ZH : ZZGOV_LANG_EN; }

void zz_response_write(GString *out, const ZzRequest *request) {
  const ZzCalculator *calculator = request->calculator;
  ZzgovLang lang = lang_of(request->head.lang);
  g_string_append_c(out, '{');
  encode_id(out, request->root);
  zz_encode_text(out, "calculator", calculator->id);
  encode_rulebook(out, request->rulebook);
  zz_encode_name(out, "options");
  zz_encode_object(out, calculator->options, request->zcase.options);
  zz_encode_name(out, "result");
  zz_encode_object(out, calculator->result, request->result);
  encode_warnings(out, calculator, request->result, lang);
  if (request->head.explain)
    encode_explanation(out, calculator, request->zcase.trace, lang);
  g_string_append(out, "}\n");
}

static void encode_error(GString *out, const GError *error, ZzgovLang lang) {
  const char *expected = zzgov_error_get_expected(error, lang);
  size_t line, column;
  zz_encode_name(out, "error");
  g_string_append_c(out, '{');
  zz_encode_text(out, "code", zzgov_error_code_name(error->code));
  zz_encode_text(out, "path", zzgov_error_get_path(error));
  if (zzgov_error_get_position(error, &line, &column))
    g_string_append_printf(out, ",\"line\":%zu,\"column\":%zu", line, column);
  zz_encode_text(out, "message", zzgov_error_get_message(error, lang));
  if (expected)
    zz_encode_text(out, "expected", expected);
  g_string_append_c(out, '}');
}

char *zzgov_error_to_json(const GError *error, ZzgovLang lang) {
  if (!error || error->domain != ZZGOV_ERROR || !zzgov_error_code_name(error->code))
    return NULL;
  GString *out = g_string_new("{");
  encode_error(out, error, lang);
  g_string_append(out, "}\n");
  return g_string_free(out, FALSE);
}

/* The language of an error, as far as the request lets it be known. */
static ZzgovLang lang_of_root(const cJSON *root) {
  const cJSON *lang =
      root && zz_node_kind(root) == ZZ_NODE_OBJECT ? zz_node_member(root, "lang") : NULL;
  bool zh = lang && zz_node_kind(lang) == ZZ_NODE_STRING && strcmp(zz_node_text(lang), "zh") == 0;
  return zh ? ZZGOV_LANG_ZH : ZZGOV_LANG_EN;
}

static void write_error(GString *out, const ZzRequest *request, const GError *error) {
  g_string_append_c(out, '{');
  if (error->code != ZZGOV_ERROR_LIMIT_EXCEEDED)
    encode_id(out, request->root);
  encode_error(out, error, lang_of_root(request->root));
  g_string_append(out, "}\n");
}

GString *zz_evaluate(const ZzgovRulebook *rulebook, const char *text, size_t length, bool *good) {
  g_autoptr(GError) error = NULL;
  ZzRequest request;
  *good = zz_request_run(&request, rulebook, text, length, false, &error);
  GString *out = g_string_sized_new(*good ? 4096 : 256);
  if (*good)
    zz_response_write(out, &request);
  else
    write_error(out, &request, error);
  zz_request_clear(&request);
  return out;
}

char *zzgov_evaluate_json(const ZzgovRulebook *rulebook, const char *text, size_t length,
                          bool *ok) {
  bool good;
  GString *out = zz_evaluate(rulebook, text, length, &good);
  if (ok)
    *ok = good;
  return g_string_free(out, FALSE);
}
