#include "decode.h"
#include "error-private.h"
#include "regulation.h"

#include <string.h>

/* A patched rulebook shares all that it does not change with the one it lies over. */
static ZzgovRulebook *copy(const ZzgovRulebook *original) {
  ZzgovRulebook *patched = zz_rulebook_new();
  size_t size = zz_n_regulations() * sizeof *patched->chapters;
  patched->original = zzgov_rulebook_ref(original);
  patched->id = original->id;
  patched->version = original->version;
  patched->text = original->text;
  patched->calendar = original->calendar;
  patched->chapters = zz_arena_alloc(patched->arena, size);
  memcpy(patched->chapters, original->chapters, size);
  return patched;
}

/* A what-if stands in place of the whole history; it cites what it stands in for. */
static void set_value(ZzgovRulebook *patched, const ZzRegulation *regulation, size_t parameter,
                      const void *value) {
  size_t place = zz_regulation_index(regulation);
  const ZzHistory *old = zz_rulebook_law(patched)->chapters[place].histories[parameter];
  ZzHistory *history = zz_arena_alloc(patched->arena, sizeof *history);
  ZzEntry *entry = zz_arena_alloc(patched->arena, sizeof *entry);
  *entry = old->entries[old->n_entries - 1];
  entry->from = old->entries[0].from;
  entry->until = ZZGOV_DATE_ABSENT;
  entry->value = value;
  *history = (ZzHistory){entry, 1};
  patched->chapters[place].histories[parameter] = history;
}

const ZzgovRulebook *zz_rulebook_law(const ZzgovRulebook *rulebook) {
  while (rulebook->original)
    rulebook = rulebook->original;
  return rulebook;
}

uint32_t zz_rulebook_what_ifs(const ZzgovRulebook *rulebook, const ZzRegulation *regulation) {
  const ZzgovRulebook *law = zz_rulebook_law(rulebook);
  size_t place = zz_regulation_index(regulation);
  uint32_t what_ifs = 0;
  for (size_t i = 0; law != rulebook && i < regulation->n_parameters; i++)
    if (rulebook->chapters[place].histories[i] != law->chapters[place].histories[i])
      what_ifs |= ZZ_ON(i);
  return what_ifs;
}

static void own_histories(ZzgovRulebook *patched, ZzChapter *chapter, size_t n) {
  const ZzHistory **histories = zz_arena_alloc(patched->arena, n * sizeof *histories);
  memcpy(histories, chapter->histories, n * sizeof *histories);
  chapter->histories = histories;
}

/* The parameters of a regulation that a request may set, and where each stands in its list. */
static ZzTable patchable(const ZzRegulation *regulation, ZzField *fields, size_t *places) {
  ZzTable table = {0, false, fields, 0};
  for (size_t i = 0; i < regulation->n_parameters; i++)
    if (!regulation->parameters[i].fixed) {
      places[table.n_fields] = i;
      fields[table.n_fields++] = regulation->parameters[i].value;
    }
  return table;
}

static bool patch_regulation(ZzgovRulebook *patched, const ZzRegulation *regulation,
                             const cJSON *object, const ZzPath *path, bool *any, GError **error) {
  ZzField fields[ZZ_MAX_FIELDS];
  size_t places[ZZ_MAX_FIELDS];
  const cJSON *nodes[ZZ_MAX_FIELDS];
  ZzChapter *chapter = &patched->chapters[zz_regulation_index(regulation)];
  const ZzTable table = patchable(regulation, fields, places);
  if (!zz_decode_keys(&table, object, path, nodes, error))
    return false;
  own_histories(patched, chapter, MAX(regulation->n_parameters, 1));
  for (size_t i = 0; i < table.n_fields; i++) {
    if (!nodes[i])
      continue;
    ZzList *slot = zz_arena_alloc(patched->arena, sizeof *slot);
    if (!zz_decode_value(patched->arena, &fields[i], nodes[i], &(ZzPath){path, fields[i].name, 0},
                         slot, &slot->n, error))
      return false;
    set_value(patched, regulation, places[i], slot);
    *any = true;
  }
  return true;
}

ZzgovRulebook *zz_rulebook_patch_node(const ZzgovRulebook *rulebook, const cJSON *rules,
                                      const ZzPath *path, GError **error) {
  ZzField fields[ZZ_MAX_FIELDS];
  const cJSON *nodes[ZZ_MAX_FIELDS];
  ZzTable table = {0, false, fields, 0};
  const ZzRegulation *regulations[ZZ_MAX_FIELDS];
  for (size_t i = 0; zz_regulations[i]; i++)
    if (zz_regulation_is_patchable(zz_regulations[i])) {
      regulations[table.n_fields] = zz_regulations[i];
      fields[table.n_fields++] = (ZzField){.name = zz_regulations[i]->id};
    }
  if (!zz_decode_keys(&table, rules, path, nodes, error))
    return NULL;
  g_autoptr(ZzgovRulebook) patched = copy(rulebook);
  bool any = false;
  for (size_t i = 0; i < table.n_fields; i++)
    if (nodes[i] && !patch_regulation(patched, regulations[i], nodes[i],
                                      &(ZzPath){path, fields[i].name, 0}, &any, error))
      return NULL;
  return any ? g_steal_pointer(&patched) : zzgov_rulebook_ref(rulebook);
}

bool zz_rulebook_check_patch(const ZzgovRulebook *patched, const ZzPath *path, GError **error) {
  if (!patched->original)
    return true;
  for (size_t r = 0; zz_regulations[r]; r++) {
    const ZzRegulation *regulation = zz_regulations[r];
    const ZzPath chapter = {path, regulation->id, 0};
    for (size_t i = 0; i < regulation->n_parameters; i++) {
      const ZzParameter *parameter = &regulation->parameters[i];
      const ZzHistory *history = patched->chapters[r].histories[i];
      bool changed = history != patched->original->chapters[r].histories[i];
      if (changed && parameter->check &&
          !parameter->check(history->entries[0].value,
                            &(ZzPath){&chapter, parameter->value.name, 0}, error))
        return false;
    }
  }
  return true;
}

static ZzgovRulebook *patch_text(const ZzgovRulebook *rulebook, const char *text, size_t length,
                                 GError **error) {
  const ZzPath path = {NULL, "rules", 0};
  g_autoptr(cJSON) rules = zz_json_parse(text, length, error);
  if (!rules) {
    if ((*error)->code != ZZGOV_ERROR_INVALID_JSON) /* which has a position instead */
      zz_error_prefix(*error, "/rules");
    return NULL;
  }
  g_autoptr(ZzgovRulebook) patched = zz_rulebook_patch_node(rulebook, rules, &path, error);
  if (!patched || !zz_rulebook_check_patch(patched, &path, error))
    return NULL;
  return g_steal_pointer(&patched);
}

ZzgovRulebook *zzgov_rulebook_patch(const ZzgovRulebook *rulebook, const char *text, size_t length,
                                    GError **error) {
  g_autoptr(GError) fault = NULL;
  if (!rulebook || !text) {
    zz_fail_argument(error, rulebook ? "text" : "rulebook");
    return NULL;
  }
  ZzgovRulebook *patched = patch_text(rulebook, text, length, &fault);
  if (patched)
    return patched;
  zz_error_show_nul(fault);
  g_propagate_error(error, g_steal_pointer(&fault));
  return NULL;
}
