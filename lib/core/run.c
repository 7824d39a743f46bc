#include "decode.h"
#include "error-private.h"
#include "number.h"
#include "regulation.h"
#include "trace-private.h"

#include <string.h>

void zz_warn(ZzCase *zcase, const char *code, const char *provision, const ZzPath *path,
             int message, ...) {
  va_list args, again;
  va_start(args, message);
  va_copy(again, args);
  g_autofree char *en = zz_message_vprintf(ZZGOV_LANG_EN, (ZzMessage)message, args);
  g_autofree char *zh = zz_message_vprintf(ZZGOV_LANG_ZH, (ZzMessage)message, again);
  va_end(again);
  va_end(args);
  g_autofree char *pointer = zz_path_to_pointer(path);
  const ZzgovWarning warning = {
      code,
      provision,
      zz_arena_strdup(zcase->arena, pointer),
      {zz_arena_strdup(zcase->arena, en), zz_arena_strdup(zcase->arena, zh)}};
  g_array_append_val(zcase->warnings, warning);
}

void zz_texts_add(const ZzCase *zcase, ZzTexts *texts, const char *text) {
  const char **longer = zz_arena_alloc(zcase->arena, (texts->n + 1) * sizeof *longer);
  if (texts->n > 0)
    memcpy(longer, texts->texts, texts->n * sizeof *longer);
  longer[texts->n++] = text;
  texts->texts = longer;
}

const ZzgovFen *zz_year_amount(const ZzList *years, ZzgovDate day) {
  const ZzYearAmount *amounts = years->items;
  for (size_t i = 0; i < years->n; i++)
    if (amounts[i].year == zz_date_month(day) / 12)
      return &amounts[i].fen;
  return NULL;
}

bool zz_add_total(ZzgovFen *total, ZzgovFen amount, const ZzPath *elements, GError **error) {
  return zzgov_fen_add(*total, amount, total, NULL) ||
         zz_fail(error, ZZGOV_ERROR_OVERFLOW, elements, ZZ_MSG_OVERFLOW);
}

bool zz_check_parameter_in_force(const ZzCase *zcase, const ZzRegulation *regulation,
                                 size_t parameter, ZzgovDate day, const ZzPath *path,
                                 GError **error) {
  if (zz_rulebook_entry(zcase->rulebook, regulation, parameter, day))
    return true;
  char asked[ZZ_NUMBER_SIZE], last[ZZ_NUMBER_SIZE];
  zz_date_write(day, asked);
  zz_date_write(zz_rulebook_latest(zcase->rulebook, regulation, parameter)->until, last);
  return zz_fail(error, ZZGOV_ERROR_NOT_IN_FORCE, path, ZZ_MSG_NOT_IN_FORCE_AFTER, asked, last);
}

bool zz_check_in_force(const ZzCase *zcase, const ZzRegulation *regulation, ZzgovDate day,
                       const ZzPath *path, GError **error) {
  for (size_t i = 0; i < regulation->n_parameters; i++)
    if (!zz_check_parameter_in_force(zcase, regulation, i, day, path, error))
      return false;
  return true;
}

/* That each provision is there has been seen when the rulebook was loaded. */
static const ZzCitation *citation_of(const ZzCase *zcase, const ZzRegulation *regulation,
                                     const ZzFigure *figure) {
  return figure->entry ? &figure->entry->citation
                       : zz_rulebook_citation(zcase->rulebook, regulation, figure->provision);
}

void zz_explain(const ZzCase *zcase, const ZzRegulation *regulation, ZzFigure figure) {
  if (!zcase->trace)
    return;
  const ZzCitation *citation = citation_of(zcase, regulation, &figure);
  const ZzgovText *label = figure.label ? figure.label : &citation->title;
  bool what_if = figure.on & zz_rulebook_what_ifs(zcase->rulebook, regulation);
  g_autofree char *en = g_strconcat(label->en, what_if ? " (what-if)" : "", NULL);
  g_autofree char *zh = g_strconcat(label->zh, what_if ? "（假设）" : "", NULL);
  *en = g_ascii_toupper(*en); /* labels of members begin small */
  const ZzgovStep step = {.subject = figure.subject,
                          .provision = citation->provision,
                          .document = citation->document,
                          .article = citation->article,
                          .label = {en, zh},
                          .formula = figure.formula,
                          .value = figure.value,
                          .unit = figure.unit};
  zz_trace_add(zcase->trace, &step);
}

void zz_explain_fen(const ZzCase *zcase, const ZzRegulation *regulation, ZzFigure figure,
                    ZzgovFen value) {
  char text[ZZ_NUMBER_SIZE];
  zz_fen_write(value, text);
  figure.value = text;
  figure.unit = "yuan";
  zz_explain(zcase, regulation, figure);
}

void zz_explain_wide(const ZzCase *zcase, const ZzRegulation *regulation, ZzFigure figure,
                     ZzgovWideDecimal value) {
  char text[ZZ_NUMBER_SIZE];
  zz_wide_write(value, text);
  figure.value = text;
  zz_explain(zcase, regulation, figure);
}

const ZzgovText *zz_label(const ZzTable *table, const char *name) {
  return &zz_table_find(table, name)->help;
}

/* `const ZzgovWarning *warnings; size_t n_warnings` of a result. */
typedef struct {
  const ZzgovWarning *warnings;
  size_t n_warnings;
} Warnings;

static void keep_warnings(const ZzCalculator *calculator, ZzCase *zcase, void *result) {
  size_t n = zcase->warnings->len, size = n * sizeof(ZzgovWarning);
  void *kept = zz_arena_alloc(zcase->arena, MAX(size, 1));
  if (n > 0)
    memcpy(kept, zcase->warnings->data, size);
  *(Warnings *)(void *)((char *)result + calculator->warnings_offset) = (Warnings){kept, n};
}

void *zz_run(const ZzCalculator *calculator, ZzCase *zcase, GError **error) {
  void *result = zz_arena_alloc_owner(zcase->arena, calculator->result->size);
  zz_table_init(calculator->result, result);
  size_t n_steps = zzgov_trace_get_n_steps(zcase->trace);
  zcase->warnings = g_array_new(FALSE, FALSE, sizeof(ZzgovWarning));
  bool computed = calculator->compute(zcase, result, error);
  if (computed)
    keep_warnings(calculator, zcase, result);
  else
    zz_trace_truncate(zcase->trace, n_steps);
  g_array_unref(zcase->warnings);
  if (!computed)
    zz_arena_free(zcase->arena);
  return computed ? result : NULL;
}

/* Imports what the caller gave; without options, the defaults. */
static const void *import(ZzArena *arena, const ZzTable *table, const void *source,
                          const char *member, GError **error) {
  const ZzPath path = {NULL, member, 0};
  void *target = zz_arena_alloc(arena, MAX(table->size, 1));
  if (!source) {
    zz_table_init(table, target);
    return target;
  }
  return zz_import_object(arena, table, source, &path, target, error) ? target : NULL;
}

void *zz_run_typed(const ZzCalculator *calculator, const ZzgovRulebook *rulebook, const void *input,
                   const void *options, ZzgovTrace *trace, GError **error) {
  if (!rulebook || !input) {
    zz_fail_argument(error, rulebook ? "input" : "rulebook");
    return NULL;
  }
  g_autoptr(ZzArena) arena = zz_arena_new();
  ZzCase zcase = {.rulebook = rulebook, .trace = trace, .arena = arena};
  zcase.input = import(arena, calculator->input, input, "input", error);
  if (!zcase.input)
    return NULL;
  zcase.options = import(arena, calculator->options, options, "options", error);
  if (!zcase.options || (calculator->check && !calculator->check(&zcase, error)))
    return NULL;
  g_steal_pointer(&arena); /* the result takes it over */
  return zz_run(calculator, &zcase, error);
}
