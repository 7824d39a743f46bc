#include "grid-private.h"

#include "encode.h"
#include "number.h"
#include "tiers.h"

/* --- values of parameters --------------------------------------------------------------------- */

static const char *between(ZzStyle style) { return style.lang == ZZGOV_LANG_ZH ? "；" : "; "; }
static const char *colon(ZzStyle style) { return style.lang == ZZGOV_LANG_ZH ? "：" : ": "; }

/* "≤ 5: 100,000.00; > 5: 200,000.00" */
static char *tiers_text(const ZzList *list, ZzStyle style) {
  GString *text = g_string_new(NULL);
  const ZzTier *tiers = list->items;
  for (size_t i = 0; i < list->n; i++) {
    char edge[ZZ_NUMBER_SIZE] = "0";
    bool open = tiers[i].up_to == ZZGOV_ABSENT;
    g_autofree char *rate = zz_money_text(tiers[i].rate_fen, style);
    if (!open || i > 0)
      zz_decimal_write(tiers[open ? i - 1 : i].up_to, edge);
    g_string_append_printf(text, "%s%s %s%s%s", i ? between(style) : "", open ? ">" : "≤", edge,
                           colon(style), rate);
  }
  return g_string_free(text, FALSE);
}

/* "2020: 6,000,000.00; 2021: 4,000,000.00" */
static char *years_text(const ZzList *list, ZzStyle style) {
  GString *text = g_string_new(NULL);
  const ZzYearAmount *years = list->items;
  for (size_t i = 0; i < list->n; i++) {
    g_autofree char *amount = zz_money_text(years[i].fen, style);
    g_string_append_printf(text, "%s%d%s%s", i ? between(style) : "", years[i].year, colon(style),
                           amount);
  }
  if (list->n == 0)
    g_string_append(text, "—");
  return g_string_free(text, FALSE);
}

static char *object_text(const ZzTable *table, const char *source, ZzStyle style) {
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < table->n_fields; i++) {
    const ZzField *field = &table->fields[i];
    size_t n = zz_has_count(field) ? zz_count(field, source) : 0;
    g_autofree char *value = zz_value_text(field, source + field->offset, n, style);
    const char *label = zz_text_in(&field->help, style.lang);
    g_string_append_printf(text, "%s%s%s%s", i ? between(style) : "", label ? label : field->name,
                           colon(style), value);
  }
  return g_string_free(text, FALSE);
}

char *zz_parameter_text(const ZzField *field, const void *value, ZzStyle style) {
  if (field->kind == ZZ_ARRAY && field->item == &zz_tier_item)
    return tiers_text(value, style);
  if (field->kind == ZZ_YEARS)
    return years_text(value, style);
  if (field->kind == ZZ_OBJECT)
    return object_text(field->table, *(const char *const *)value, style);
  return zz_value_text(field, value, 0, style);
}

/* --- what-ifs --------------------------------------------------------------------------------- */

/* The values of a history; of several each from its day. */
static char *history_text(const ZzHistory *history, const ZzField *field, ZzStyle style) {
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < history->n_entries; i++) {
    char from[ZZ_NUMBER_SIZE];
    g_autofree char *value = zz_parameter_text(field, history->entries[i].value, style);
    zz_date_write(history->entries[i].from, from);
    if (history->n_entries > 1)
      g_string_append_printf(text, "%s%s … ", i ? between(style) : "", from);
    g_string_append(text, value);
  }
  return g_string_free(text, FALSE);
}

static void add_parameter(ZzGrid *grid, const ZzReport *report, const ZzgovRulebook *rulebook,
                          const ZzRegulation *regulation, size_t parameter) {
  const ZzStyle style = zz_style_of(report, true);
  const ZzField *field = &regulation->parameters[parameter].value;
  size_t place = zz_regulation_index(regulation);
  const ZzgovRulebook *law = zz_rulebook_law(rulebook);
  GPtrArray *row = g_ptr_array_new();
  char *label = g_strdup_printf(report->lang == ZZGOV_LANG_ZH ? "%s（%s）" : "%s (%s)",
                                zz_text_in(&field->help, report->lang), field->name);
  *label = g_ascii_toupper(*label);
  g_ptr_array_add(row, label);
  g_ptr_array_add(row, history_text(rulebook->chapters[place].histories[parameter], field, style));
  g_ptr_array_add(row, history_text(law->chapters[place].histories[parameter], field, style));
  zz_grid_add_row(grid, row);
}

/* A what-if of another regulation changes nothing here, but it was asked for. */
static ZzGrid *grid_of(const ZzReport *report, const ZzgovRulebook *rulebook) {
  static const ZzgovText titles[] = {
      {"Parameter", "规定值"}, {"Here", "本次假设"}, {"By the law", "现行规定"}};
  ZzGrid *grid = zz_grid_new(NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
    zz_grid_add_column(grid, g_strdup(zz_text_in(&titles[i], report->lang)), NULL);
  for (const ZzRegulation *const *regulation = zz_regulations; *regulation; regulation++) {
    uint32_t what_ifs = zz_rulebook_what_ifs(rulebook, *regulation);
    for (size_t i = 0; i < (*regulation)->n_parameters; i++)
      if (what_ifs & ZZ_ON(i))
        add_parameter(grid, report, rulebook, *regulation, i);
  }
  return grid;
}

char *zz_what_if_text(const ZzReport *report, const ZzRequest *request) {
  if (!zzgov_rulebook_is_patched(request->rulebook))
    return NULL;
  if (!request->nodes[ZZ_RULES])
    return g_strdup(report->lang == ZZGOV_LANG_ZH ? "规则库已被修改" : "the rulebook is patched");
  GString *text = g_string_new(NULL);
  zz_encode_node(text, request->nodes[ZZ_RULES]);
  return g_string_free(text, FALSE);
}

ZzGrid *zz_grid_of_what_ifs(const ZzReport *report, const ZzRequest *request) {
  const ZzRequest *first = &report->requests[0];
  g_autofree char *what_if = zz_what_if_text(report, request);
  g_autofree char *before = request == first ? NULL : zz_what_if_text(report, first);
  return what_if && g_strcmp0(what_if, before) != 0 ? grid_of(report, request->rulebook) : NULL;
}

const char *zz_what_if_title(ZzgovLang lang) {
  return lang == ZZGOV_LANG_ZH ? "假设情形，非现行规定" : "What-if, not the law";
}
