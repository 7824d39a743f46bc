#include "decode.h"
#include "encode.h"
#include "error-private.h"
#include "number.h"
#include "regulation.h"

#include <string.h>
#include <zzgov/evaluate.h>

const char *zzgov_version(void) { return ZZ_VERSION; }

/* --- the request ------------------------------------------------------------------------------ */

enum { ID, CALCULATOR, INPUT, OPTIONS, RULES, EXPLAIN, LANG, N_MEMBERS };

static const ZzWord langs[] = {{"en", {"English", "英文"}}, {"zh", {"Chinese", "中文"}}};

/* What a request holds besides its calculator's own members. */
typedef struct {
  const char *calculator;
  bool explain;
  int lang;
} Head;

static const ZzField members[] = {
    [ID] = {.name = "id", .kind = ZZ_STRING, .min = 1, .max = ZZ_NAME_MAX},
    [CALCULATOR] = {.name = "calculator",
                    .kind = ZZ_STRING,
                    .flags = ZZ_REQUIRED,
                    ZZ_AT(Head, calculator),
                    .max = INT64_MAX},
    [INPUT] = {.name = "input", .flags = ZZ_REQUIRED},
    [OPTIONS] = {.name = "options"},
    [RULES] = {.name = "rules"},
    [EXPLAIN] = {.name = "explain", .kind = ZZ_BOOL, ZZ_AT(Head, explain)},
    [LANG] = {.name = "lang", .kind = ZZ_WORD, ZZ_AT(Head, lang), ZZ_WORDS(langs), .fallback = 1},
};
static const ZzTable request_table = ZZ_TABLE_OF(Head, members);

typedef struct {
  const cJSON *nodes[N_MEMBERS];
  Head head;
  ZzPath path; /* of the member at hand */
  const ZzCalculator *calculator;
  ZzgovRulebook *rulebook; /* with the request's what-ifs */
  ZzArena *arena;          /* the result takes it over */
  ZzCase zcase;
  void *result;
} Request;

static const ZzPath *at(Request *request, int member) {
  request->path = (ZzPath){NULL, members[member].name, 0};
  return &request->path;
}

/* Decodes one of the members that every request has; null and absence leave the default. */
static bool decode_member(Request *request, int member, GError **error) {
  const ZzField *field = &members[member];
  if (!request->nodes[member])
    return true;
  return zz_decode_value(request->arena, field, request->nodes[member], at(request, member),
                         (char *)&request->head + field->offset, NULL, error);
}

/* An id is a string or an int64. */
static bool check_id(const cJSON *node, const ZzPath *path, GError **error) {
  static const ZzField number = {.kind = ZZ_INTEGER, .min = INT64_MIN, .max = INT64_MAX};
  g_autoptr(ZzArena) arena = zz_arena_new();
  void *slot = zz_arena_alloc(arena, sizeof(int64_t));
  const ZzField *field = zz_node_kind(node) == ZZ_NODE_NUMBER ? &number : &members[ID];
  return zz_decode_value(arena, field, node, path, slot, NULL, error);
}

static bool find_calculator(Request *request, GError **error) {
  if (!decode_member(request, CALCULATOR, error))
    return false;
  const char *id = request->head.calculator;
  request->calculator = zz_calculator_find(id);
  if (request->calculator)
    return true;
  return zz_fail_unknown_calculator(error, id, at(request, CALCULATOR));
}

/* `input` or `options` by the calculator's table. */
static const void *decode_object(Request *request, int member, const ZzTable *table,
                                 GError **error) {
  void *target = zz_arena_alloc(request->arena, MAX(table->size, 1));
  if (!request->nodes[member]) {
    zz_table_init(table, target);
    return target;
  }
  return zz_decode_object(request->arena, table, request->nodes[member], at(request, member),
                          target, error)
             ? target
             : NULL;
}

static bool decode_rules(Request *request, const ZzgovRulebook *rulebook, GError **error) {
  request->rulebook =
      request->nodes[RULES]
          ? zz_rulebook_patch_node(rulebook, request->nodes[RULES], at(request, RULES), error)
          : zzgov_rulebook_ref(rulebook);
  return request->rulebook != NULL;
}

/* Member by member, in the order in which the contract reports faults. */
static bool decode_request(Request *request, const cJSON *root, const ZzgovRulebook *rulebook,
                           GError **error) {
  ZzCase *zcase = &request->zcase;
  if (!zz_decode_keys(&request_table, root, NULL, request->nodes, error) ||
      !find_calculator(request, error))
    return false;
  if (request->nodes[ID] && !check_id(request->nodes[ID], at(request, ID), error))
    return false;
  zcase->input = decode_object(request, INPUT, request->calculator->input, error);
  if (!zcase->input)
    return false;
  zcase->options = decode_object(request, OPTIONS, request->calculator->options, error);
  return zcase->options && decode_rules(request, rulebook, error) &&
         decode_member(request, EXPLAIN, error) && decode_member(request, LANG, error);
}

static bool compute(Request *request, GError **error) {
  ZzCase *zcase = &request->zcase;
  zcase->rulebook = request->rulebook;
  zcase->arena = request->arena;
  if (request->calculator->check && !request->calculator->check(zcase, error))
    return false;
  if (!zz_rulebook_check_patch(request->rulebook, at(request, RULES), error))
    return false;
  if (request->head.explain)
    zcase->trace = zzgov_trace_new();
  request->arena = NULL;
  request->result = zz_run(request->calculator, zcase, error);
  return request->result != NULL;
}

/* --- the response ----------------------------------------------------------------------------- */

/* The id comes back if it is a good one, whatever else is wrong. */
static void encode_id(GString *out, const cJSON *root) {
  const cJSON *id =
      root && zz_node_kind(root) == ZZ_NODE_OBJECT ? zz_node_member(root, "id") : NULL;
  int64_t number;
  if (!id || zz_node_kind(id) == ZZ_NODE_NULL || !check_id(id, NULL, NULL))
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

static void encode_step(GString *out, const ZzgovStep *step, ZzgovLang lang) {
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
  zz_encode_text(out, "formula", step->formula);
  zz_encode_text(out, "value", step->value);
  zz_encode_text(out, "unit", step->unit);
  g_string_append_c(out, '}');
}

static void encode_explanation(GString *out, const ZzgovTrace *trace, ZzgovLang lang) {
  zz_encode_name(out, "explanation");
  g_string_append_c(out, '[');
  for (size_t i = 0; i < zzgov_trace_get_n_steps(trace); i++)
    encode_step(out, zzgov_trace_get_step(trace, i), lang);
  g_string_append_c(out, ']');
}

static ZzgovLang lang_of(int word) { return word == 2 ? ZZGOV_LANG_ZH : ZZGOV_LANG_EN; }

static void encode_response(GString *out, const Request *request) {
  const ZzCalculator *calculator = request->calculator;
  ZzgovLang lang = lang_of(request->head.lang);
  zz_encode_text(out, "calculator", calculator->id);
  encode_rulebook(out, request->rulebook);
  zz_encode_name(out, "options");
  zz_encode_object(out, calculator->options, request->zcase.options);
  zz_encode_name(out, "result");
  zz_encode_object(out, calculator->result, request->result);
  encode_warnings(out, calculator, request->result, lang);
  if (request->head.explain)
    encode_explanation(out, request->zcase.trace, lang);
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

static void clear(Request *request) {
  zz_arena_free(request->arena);
  zz_arena_free_owned(request->result);
  zzgov_trace_free(request->zcase.trace);
  zzgov_rulebook_unref(request->rulebook);
}

/* Without memory or with a broken build there might be none. */
static bool check_rulebook(const ZzgovRulebook *rulebook, GError **error) {
  return rulebook || zz_fail(error, ZZGOV_ERROR_INTERNAL, NULL, ZZ_MSG_INTERNAL, "no rulebook");
}

char *zzgov_evaluate_json(const ZzgovRulebook *rulebook, const char *text, size_t length,
                          bool *ok) {
  g_autoptr(GError) error = NULL;
  Request request = {.head = {.lang = 1}, .arena = zz_arena_new()};
  g_autoptr(cJSON) root = zz_json_parse(text ? text : "", text ? length : 0, &error);
  if (!rulebook)
    rulebook = zzgov_rulebook_get_default();
  bool good = root && check_rulebook(rulebook, &error) &&
              decode_request(&request, root, rulebook, &error) && compute(&request, &error);
  GString *out = g_string_sized_new(good ? 4096 : 256);
  g_string_append_c(out, '{');
  if (good || error->code != ZZGOV_ERROR_LIMIT_EXCEEDED)
    encode_id(out, root);
  if (good)
    encode_response(out, &request);
  else
    encode_error(out, error, lang_of_root(root));
  g_string_append(out, "}\n");
  clear(&request);
  if (ok)
    *ok = good;
  return g_string_free(out, FALSE);
}
