#include "decode.h"
#include "error-private.h"
#include "nearest.h"
#include "number.h"
#include "regulation.h"
#include "rulebook-file.h"
#include "unique.h"

#include <string.h>

typedef struct {
  ZzgovRulebook *rulebook;
  const File *file;
  GError **error;
} Loader;

/* The number of a document of the list by its key. */
static const char *document_number(const Loader *loader, const char *key, const ZzPath *path) {
  for (size_t i = 0; i < loader->file->n_documents; i++)
    if (strcmp(loader->file->documents[i].key, key) == 0)
      return loader->file->documents[i].number;
  zz_fail(loader->error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){path, "document", 0},
          ZZ_MSG_UNKNOWN_DOCUMENT, key);
  return NULL;
}

static bool fail_twice(const Loader *loader, const char *name, const ZzPath *element,
                       const char *member) {
  return zz_fail(loader->error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){element, member, 0},
                 ZZ_MSG_REPEATED_NAME, name);
}

static bool check_documents(const Loader *loader) {
  const ZzPath list = {NULL, "documents", 0};
  const Document *documents = loader->file->documents;
  size_t n = loader->file->n_documents;
  size_t i = zz_first_repeated(&documents->key, sizeof *documents, n);
  return i == n || fail_twice(loader, documents[i].key, &(ZzPath){&list, NULL, i}, "key");
}

/* Every provision that a step may cite is there, and none twice. */
static bool check_provisions(const Loader *loader, const ZzRegulation *regulation,
                             const Regulation *from, const ZzPath *list) {
  const Provision *provisions = from->provisions;
  size_t n = from->n_provisions, i = zz_first_repeated(&provisions->id, sizeof *provisions, n);
  if (i < n)
    return fail_twice(loader, provisions[i].id, &(ZzPath){list, NULL, i}, "id");
  for (const char *const *cited = regulation->provisions; cited && *cited; cited++) {
    for (i = 0; i < n && strcmp(provisions[i].id, *cited) != 0;)
      i++;
    if (i == n)
      return zz_fail_missing(loader->error, &(ZzField){.name = *cited}, list);
  }
  return true;
}

static bool load_provisions(const Loader *loader, const ZzRegulation *regulation,
                            const Regulation *from, ZzChapter *chapter, const ZzPath *path) {
  const ZzPath list = {path, "provisions", 0};
  if (!check_provisions(loader, regulation, from, &list))
    return false;
  size_t n = from->n_provisions;
  ZzCitation *citations = zz_arena_alloc(loader->rulebook->arena, n * sizeof *citations);
  for (size_t i = 0; i < n; i++) {
    const Provision *provision = &from->provisions[i];
    const ZzPath at = {&list, NULL, i};
    const char *number = document_number(loader, provision->document, &at);
    if (!number)
      return false;
    citations[i] = (ZzCitation){provision->id, number, provision->article, *provision->title};
  }
  chapter->provisions = citations;
  chapter->n_provisions = n;
  return true;
}

static bool fail_dates(const Loader *loader, ZzgovDate found, ZzgovDate other, ZzMessage message,
                       const ZzPath *path, const char *member) {
  char found_text[ZZ_NUMBER_SIZE], other_text[ZZ_NUMBER_SIZE];
  zz_date_write(found, found_text);
  zz_date_write(other, other_text);
  return zz_fail(loader->error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){path, member, 0}, message,
                 found_text, other_text);
}

/* Each value begins on the day after the one before it ends. */
static bool check_period(const Loader *loader, const Value *values, size_t i, const ZzPath *path) {
  ZzgovDate from = values[i].from, until = values[i].until;
  ZzgovDate before = i > 0 ? values[i - 1].until : from - 1;
  if (until != ZZGOV_DATE_ABSENT && until < from)
    return fail_dates(loader, from, until, ZZ_MSG_PERIOD_BACKWARDS, path, "until");
  if (before == ZZGOV_DATE_ABSENT)
    return fail_dates(loader, from, from, ZZ_MSG_AFTER_OPEN, path, "from");
  if (from != before + 1)
    return fail_dates(loader, from, before + 1, ZZ_MSG_GAP_OR_OVERLAP, path, "from");
  return true;
}

static void *decode_slot(const Loader *loader, const ZzParameter *parameter, const cJSON *node,
                         const ZzPath *path) {
  ZzList *slot = zz_arena_alloc(loader->rulebook->arena, sizeof *slot);
  if (!zz_decode_value(loader->rulebook->arena, &parameter->value, node, path, slot, &slot->n,
                       loader->error))
    return NULL;
  if (parameter->check && !parameter->check(slot, path, loader->error))
    return NULL;
  return slot;
}

static bool load_entry(const Loader *loader, const ZzParameter *parameter, const Parameter *from,
                       size_t i, const ZzCitation *provision, ZzEntry *entry, const ZzPath *path) {
  const Value *value = &from->values[i];
  const char *number = document_number(loader, value->document, path);
  if (!number || !check_period(loader, from->values, i, path))
    return false;
  *entry = (ZzEntry){value->from, value->until, *provision, NULL};
  entry->citation.document = number;
  entry->citation.article = value->article;
  entry->value = decode_slot(loader, parameter, value->value, &(ZzPath){path, "value", 0});
  return entry->value != NULL;
}

/* Tiers say which edge belongs to them; nothing else has an edge. */
static bool check_edge(const Loader *loader, const ZzParameter *parameter, const Parameter *from,
                       const ZzPath *path) {
  bool tiers = parameter->value.kind == ZZ_ARRAY && parameter->value.item->kind == ZZ_OBJECT &&
               zz_table_find(parameter->value.item->table, "up_to");
  if (tiers == (from->upper_edge != 0))
    return true;
  return tiers
             ? zz_fail_missing(loader->error, &(ZzField){.name = "upper_edge"}, path)
             : zz_fail_unknown(loader->error, "upper_edge", &(ZzPath){path, "upper_edge", 0}, NULL);
}

static const ZzHistory *load_history(const Loader *loader, const ZzRegulation *regulation,
                                     const ZzParameter *parameter, const cJSON *node,
                                     const ZzPath *path) {
  Parameter from;
  if (!zz_decode_object(loader->rulebook->arena, &parameter_table, node, path, &from,
                        loader->error) ||
      !check_edge(loader, parameter, &from, path))
    return NULL;
  const ZzCitation *provision = zz_rulebook_citation(loader->rulebook, regulation, from.provision);
  if (!provision) {
    zz_fail(loader->error, ZZGOV_ERROR_INVALID_VALUE, &(ZzPath){path, "provision", 0},
            ZZ_MSG_UNKNOWN_PROVISION, from.provision);
    return NULL;
  }
  const ZzPath list = {path, "values", 0};
  if (regulation->dateless && (from.n_values > 1 || from.values->until != ZZGOV_DATE_ABSENT)) {
    zz_fail(loader->error, ZZGOV_ERROR_INVALID_VALUE, &list, ZZ_MSG_DATELESS, regulation->id);
    return NULL;
  }
  ZzEntry *entries = zz_arena_alloc(loader->rulebook->arena, from.n_values * sizeof *entries);
  for (size_t i = 0; i < from.n_values; i++)
    if (!load_entry(loader, parameter, &from, i, provision, &entries[i], &(ZzPath){&list, NULL, i}))
      return NULL;
  ZzHistory *history = zz_arena_alloc(loader->rulebook->arena, sizeof *history);
  *history = (ZzHistory){entries, from.n_values};
  return history;
}

/* A table of names only, for an object whose members are known at run time. */
static ZzTable names_table(ZzField *fields, size_t n) {
  return (ZzTable){n * sizeof(const cJSON *), false, fields, n};
}

static bool load_parameters(const Loader *loader, const ZzRegulation *regulation,
                            const cJSON *object, ZzChapter *chapter, const ZzPath *path) {
  ZzField fields[ZZ_MAX_FIELDS];
  const cJSON *nodes[ZZ_MAX_FIELDS];
  const ZzPath at = {path, "parameters", 0};
  size_t n = regulation->n_parameters;
  for (size_t i = 0; i < n; i++)
    fields[i] = (ZzField){.name = regulation->parameters[i].value.name, .flags = ZZ_REQUIRED};
  const ZzTable table = names_table(fields, n);
  if (!zz_decode_keys(&table, object, &at, nodes, loader->error))
    return false;
  chapter->histories = zz_arena_alloc(loader->rulebook->arena, MAX(n, 1) * sizeof(ZzHistory *));
  for (size_t i = 0; i < n; i++) {
    chapter->histories[i] = load_history(loader, regulation, &regulation->parameters[i], nodes[i],
                                         &(ZzPath){&at, fields[i].name, 0});
    if (!chapter->histories[i])
      return false;
  }
  return true;
}

static bool load_regulations(const Loader *loader) {
  ZzField fields[ZZ_MAX_FIELDS];
  const cJSON *nodes[ZZ_MAX_FIELDS];
  const ZzPath at = {NULL, "regulations", 0};
  size_t n = zz_n_regulations();
  for (size_t i = 0; i < n; i++)
    fields[i] = (ZzField){.name = zz_regulations[i]->id, .flags = ZZ_REQUIRED};
  const ZzTable table = names_table(fields, n);
  if (!zz_decode_keys(&table, loader->file->regulations, &at, nodes, loader->error))
    return false;
  ZzArena *arena = loader->rulebook->arena;
  ZzChapter *chapters = loader->rulebook->chapters = zz_arena_alloc(arena, n * sizeof *chapters);
  for (size_t i = 0; i < n; i++) {
    const ZzPath path = {&at, fields[i].name, 0};
    Regulation from;
    if (!zz_decode_object(arena, &regulation_table, nodes[i], &path, &from, loader->error) ||
        !load_provisions(loader, zz_regulations[i], &from, &chapters[i], &path) ||
        !load_parameters(loader, zz_regulations[i], from.parameters, &chapters[i], &path))
      return false;
  }
  return true;
}

static bool load_tree(ZzgovRulebook *rulebook, const cJSON *root, GError **error) {
  File file;
  const Loader loader = {rulebook, &file, error};
  if (!zz_decode_object(rulebook->arena, &file_table, root, NULL, &file, error) ||
      !check_documents(&loader))
    return false;
  rulebook->id = file.id;
  rulebook->version = file.version;
  rulebook->calendar =
      zz_calendar_new(rulebook->arena, file.calendar, &(ZzPath){NULL, "calendar", 0}, error);
  return rulebook->calendar && load_regulations(&loader);
}

/* Every fault becomes invalid-rulebook with the place in the text. */
static void locate(GError *error, const char *text, size_t length) {
  size_t line = 0, column = 0;
  if (!zzgov_error_get_position(error, NULL, NULL) && length <= ZZGOV_MAX_REQUEST_BYTES)
    zz_json_locate(text, length, zzgov_error_get_path(error), &line, &column);
  zz_error_relocate(error, ZZGOV_ERROR_INVALID_RULEBOOK, line, column, NULL);
}

ZzgovRulebook *zzgov_rulebook_load(const char *text, size_t length, GError **error) {
  g_autoptr(GError) fault = NULL;
  if (!text) {
    zz_fail_argument(error, "text");
    return NULL;
  }
  g_autoptr(ZzgovRulebook) rulebook = zz_rulebook_new();
  g_autoptr(cJSON) root = zz_json_parse(text, length, &fault);
  if (root && load_tree(rulebook, root, &fault)) {
    rulebook->text = zz_arena_strndup(rulebook->arena, text, length);
    return g_steal_pointer(&rulebook);
  }
  locate(fault, text, length);
  zz_error_show_nul(fault);
  g_propagate_error(error, g_steal_pointer(&fault));
  return NULL;
}

ZzgovRulebook *zzgov_rulebook_load_file(const char *filename, GError **error) {
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr(GError) fault = NULL;
  if (!filename) {
    zz_fail_argument(error, "filename");
    return NULL;
  }
  if (!g_file_get_contents(filename, &text, &length, &fault)) {
    zz_fail_file(error, filename, fault);
    return NULL;
  }
  ZzgovRulebook *rulebook = zzgov_rulebook_load(text, length, &fault);
  if (!rulebook) {
    zz_error_relocate(fault, ZZGOV_ERROR_INVALID_RULEBOOK, 0, 0, filename);
    g_propagate_error(error, g_steal_pointer(&fault));
  }
  return rulebook;
}
