#include "request.h"

#include "decode.h"
#include "error-private.h"

static const ZzWord langs[] = {{"en", {"English", "英文"}}, {"zh", {"Chinese", "中文"}}};

static const ZzField members[] = {
    [ZZ_ID] = {.name = "id", .kind = ZZ_STRING, .min = 1, .max = ZZ_NAME_MAX},
    [ZZ_CALCULATOR] = {.name = "calculator",
                       .kind = ZZ_STRING,
                       .flags = ZZ_REQUIRED,
                       ZZ_AT(ZzRequestHead, calculator),
                       .max = INT64_MAX},
    [ZZ_INPUT] = {.name = "input", .flags = ZZ_REQUIRED},
    [ZZ_OPTIONS] = {.name = "options"},
    [ZZ_RULES] = {.name = "rules"},
    [ZZ_EXPLAIN] = {.name = "explain", .kind = ZZ_BOOL, ZZ_AT(ZzRequestHead, explain)},
    [ZZ_LANG] = {.name = "lang",
                 .kind = ZZ_WORD,
                 ZZ_AT(ZzRequestHead, lang),
                 ZZ_WORDS(langs),
                 .fallback = 1},
};
static const ZzTable request_table = ZZ_TABLE_OF(ZzRequestHead, members);

static const ZzPath *at(ZzRequest *request, int member) {
  request->path = (ZzPath){NULL, members[member].name, 0};
  return &request->path;
}

/* Decodes one of the members that every request has; null and absence leave the default. */
static bool decode_member(ZzRequest *request, int member, GError **error) {
  const ZzField *field = &members[member];
  if (!request->nodes[member])
    return true;
  return zz_decode_value(request->arena, field, request->nodes[member], at(request, member),
                         (char *)&request->head + field->offset, NULL, error);
}

/* An id is a string or an int64. */
bool zz_check_id(const cJSON *node, const ZzPath *path, GError **error) {
  static const ZzField number = {.kind = ZZ_INTEGER, .min = INT64_MIN, .max = INT64_MAX};
  g_autoptr(ZzArena) arena = zz_arena_new();
  void *slot = zz_arena_alloc(arena, sizeof(int64_t));
  const ZzField *field = zz_node_kind(node) == ZZ_NODE_NUMBER ? &number : &members[ZZ_ID];
  return zz_decode_value(arena, field, node, path, slot, NULL, error);
}

static bool find_calculator(ZzRequest *request, GError **error) {
  if (!decode_member(request, ZZ_CALCULATOR, error))
    return false;
  const char *id = request->head.calculator;
  request->calculator = zz_calculator_find(id);
  if (request->calculator)
    return true;
  return zz_fail_unknown_calculator(error, id, at(request, ZZ_CALCULATOR));
}

/* `input` or `options` by the calculator's table. */
static const void *decode_object(ZzRequest *request, int member, const ZzTable *table,
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

static bool decode_rules(ZzRequest *request, const ZzgovRulebook *rulebook, GError **error) {
  request->rulebook =
      request->nodes[ZZ_RULES]
          ? zz_rulebook_patch_node(rulebook, request->nodes[ZZ_RULES], at(request, ZZ_RULES), error)
          : zzgov_rulebook_ref(rulebook);
  return request->rulebook != NULL;
}

/* Member by member, in the order in which the contract reports faults. */
static bool decode_request(ZzRequest *request, const cJSON *root, const ZzgovRulebook *rulebook,
                           GError **error) {
  ZzCase *zcase = &request->zcase;
  if (!zz_decode_keys(&request_table, root, NULL, request->nodes, error) ||
      !find_calculator(request, error))
    return false;
  if (request->nodes[ZZ_ID] && !zz_check_id(request->nodes[ZZ_ID], at(request, ZZ_ID), error))
    return false;
  zcase->input = decode_object(request, ZZ_INPUT, request->calculator->input, error);
  if (!zcase->input)
    return false;
  zcase->options = decode_object(request, ZZ_OPTIONS, request->calculator->options, error);
  return zcase->options && decode_rules(request, rulebook, error) &&
         decode_member(request, ZZ_EXPLAIN, error) && decode_member(request, ZZ_LANG, error);
}

static bool compute(ZzRequest *request, bool trace, GError **error) {
  ZzCase *zcase = &request->zcase;
  zcase->rulebook = request->rulebook;
  zcase->arena = request->arena;
  if (request->calculator->check && !request->calculator->check(zcase, error))
    return false;
  if (!zz_rulebook_check_patch(request->rulebook, at(request, ZZ_RULES), error))
    return false;
  if (trace || request->head.explain)
    zcase->trace = zzgov_trace_new();
  request->arena = NULL;
  request->result = zz_run(request->calculator, zcase, error);
  return request->result != NULL;
}

/* Without memory or with a broken build there might be none. */
static bool check_rulebook(const ZzgovRulebook *rulebook, GError **error) {
  return rulebook || zz_fail(error, ZZGOV_ERROR_INTERNAL, NULL, ZZ_MSG_INTERNAL, "no rulebook");
}

bool zz_request_run(ZzRequest *request, const ZzgovRulebook *rulebook, const char *text,
                    size_t length, bool trace, GError **error) {
  *request = (ZzRequest){.head = {.lang = 1}, .arena = zz_arena_new()};
  request->root = zz_json_parse(text ? text : "", text ? length : 0, error);
  if (!rulebook)
    rulebook = zzgov_rulebook_get_default();
  return request->root && check_rulebook(rulebook, error) &&
         decode_request(request, request->root, rulebook, error) && compute(request, trace, error);
}

void zz_request_clear(ZzRequest *request) {
  zz_arena_free(request->arena);
  zz_arena_free_owned(request->result);
  zzgov_trace_free(request->zcase.trace);
  zzgov_rulebook_unref(request->rulebook);
  cJSON_Delete(request->root);
}
