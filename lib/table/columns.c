#include "columns.h"

#include "nearest.h"

#include <string.h>

/* --- the list --------------------------------------------------------------------------------- */

static void clear_column(gpointer memory) {
  ZzColumn *column = memory;
  g_free(column->name);
  g_free(column->label);
  g_free(column->shown);
  g_free(column->pointer);
  g_free(column->header);
}

/* Where a member stands that is about to become a column. */
typedef struct {
  const char *name, *pointer; /* of the object around it, "" for the outermost */
  bool required, element;
} Around;

static void add_members(ZzColumns *columns, const ZzTable *table, const Around *around);

static void add_member(ZzColumns *columns, const ZzField *field, const Around *around) {
  char *name = g_strconcat(around->name, *around->name ? "." : "", field->name, NULL);
  char *pointer = g_strconcat(around->pointer, "/", field->name, NULL);
  bool required = around->required && field->flags & ZZ_REQUIRED;
  if (field->kind == ZZ_OBJECT) {
    const Around inside = {name, pointer, required, around->element};
    add_members(columns, field->table, &inside);
    g_free(name);
    g_free(pointer);
    return;
  }
  const char *zh = field->help.zh ? field->help.zh : field->name;
  char *label = g_strndup(zh, zz_stem_length(zh));
  const ZzColumn column = {.field = field,
                           .name = name,
                           .label = label,
                           .shown = g_strdup_printf("%s（%s）", label, name),
                           .pointer = pointer,
                           .required = required,
                           .element = around->element,
                           .cell = ZZ_NO_CELL};
  g_array_append_val(columns->list, column);
}

static void add_members(ZzColumns *columns, const ZzTable *table, const Around *around) {
  for (size_t i = 0; i < table->n_fields; i++) {
    if (zz_is_rows(&table->fields[i]))
      columns->array = &table->fields[i];
    else
      add_member(columns, &table->fields[i], around);
  }
}

ZzColumns *zz_columns_new(const ZzCalculator *calculator) {
  ZzColumns *columns = g_new(ZzColumns, 1);
  *columns = (ZzColumns){NULL, g_array_new(FALSE, FALSE, sizeof(ZzColumn))};
  g_array_set_clear_func(columns->list, clear_column);
  add_members(columns, calculator->input, &(Around){"", "", true, false});
  if (columns->array)
    add_members(columns, columns->array->item->table, &(Around){"", "", true, true});
  return columns;
}

void zz_columns_free(ZzColumns *columns) {
  if (!columns)
    return;
  g_array_unref(columns->list);
  g_free(columns);
}

ZzColumn *zz_column_at(const ZzColumns *columns, size_t i) {
  return i < columns->list->len ? &g_array_index(columns->list, ZzColumn, i) : NULL;
}

/* --- headers ---------------------------------------------------------------------------------- */

char *zz_text_half_width(const char *text) {
  GString *plain = g_string_new(NULL);
  for (const char *c = text; *c; c = g_utf8_next_char(c)) {
    gunichar point = g_utf8_get_char(c);
    bool wide = point >= 0xFF01 && point <= 0xFF5E;
    g_string_append_unichar(plain, wide ? point - 0xFEE0 : point == 0x2212 ? '-' : point);
  }
  return g_string_free(plain, FALSE);
}

/* PM1.0 is not PM10. */
static bool is_decimal_point(const char *text, const char *at) {
  return *at == '.' && at > text && g_ascii_isdigit(at[-1]) && g_ascii_isdigit(at[1]);
}

char *zz_text_fold(const char *text, const char *dropped) {
  g_autofree char *half_width = zz_text_half_width(text);
  g_autofree char *lower = g_utf8_casefold(half_width, -1);
  GString *folded = g_string_new(NULL);
  for (const char *c = lower; *c; c = g_utf8_next_char(c)) {
    gunichar point = g_utf8_get_char(c);
    bool drop = point < 0x80 && strchr(dropped, (int)point) && !is_decimal_point(lower, c);
    if (!drop && !g_unichar_isspace(point))
      g_string_append_unichar(folded, point);
  }
  return g_string_free(folded, FALSE);
}

static char *fold(const char *text) { return zz_text_fold(text ? text : "", "-_."); }

static bool same(const char *folded, const char *text) {
  g_autofree char *other = fold(text);
  return strcmp(folded, other) == 0;
}

/* A list of texts with '|' between. */
static bool one_of(const char *folded, const char *list) {
  g_auto(GStrv) texts = g_strsplit(list ? list : "", "|", -1);
  for (size_t i = 0; texts[i]; i++)
    if (same(folded, texts[i]))
      return true;
  return false;
}

/* The text before a bracket at its end, and what stands in the bracket; false without one. */
static bool split_unit(const char *folded, char **before, char **unit) {
  const char *bracket = strrchr(folded, '(');
  size_t length = strlen(folded);
  if (!bracket || bracket == folded || folded[length - 1] != ')')
    return false;
  *before = g_strndup(folded, (gsize)(bracket - folded));
  *unit = g_strndup(bracket + 1, (gsize)(folded + length - 2 - bracket));
  return true;
}

/* The full name of a column, or another header that its field lists. */
static bool is_full_name(const ZzColumn *column, const char *folded) {
  return same(folded, column->name) || one_of(folded, column->field->headers);
}

/* The member's own name or its Chinese label, with or without what stands there in brackets. */
static bool is_short_name(const ZzColumn *column, const char *folded) {
  g_autofree char *zh = fold(column->field->help.zh), *stem = NULL, *unit = NULL;
  return same(folded, column->field->name) || strcmp(folded, zh) == 0 ||
         (split_unit(zh, &stem, &unit) && strcmp(folded, stem) == 0);
}

/* Units that may stand in brackets behind a header; money in 万元 is shifted by four digits. */
static const struct {
  const char *unit, *written;
  int digits;
} units[] = {
    {"yuan", "元|人民币元|yuan|cny|rmb", 0},
    {"yuan", "万元|10k yuan|10,000 yuan|wan yuan", 4},
    {"µg/m³", "µg/m³|µg/m3|ug/m3|微克/立方米|微克每立方米", 0},
    {"percentage points", "%|百分点|个百分点|percentage points", 0},
    {"percent", "%|percent", 0},
    {"10,000 t", "万吨|10,000 t|10kt", 0},
    {"10,000 t per year", "万吨/年|万吨|10,000 t per year|10,000 t/a|10kt/a", 0},
    {"years", "年|years", 0},
    {"working days", "个工作日|工作日|天|working days", 0},
};

static bool unit_fits(const ZzField *field, const char *folded, int *digits) {
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
    if (field->unit && strcmp(field->unit, units[i].unit) == 0 &&
        one_of(folded, units[i].written)) {
      *digits = units[i].digits;
      return true;
    }
  return false;
}

static ZzColumn *find_by(const ZzColumns *columns, const char *folded,
                         bool (*is)(const ZzColumn *, const char *)) {
  ZzColumn *column;
  for (size_t i = 0; (column = zz_column_at(columns, i)); i++)
    if (is(column, folded))
      return column;
  return NULL;
}

/* `pm25` is the area's column, though `base.pm25` has that name, too. */
static ZzColumn *find(const ZzColumns *columns, const char *folded) {
  ZzColumn *column = find_by(columns, folded, is_full_name);
  return column ? column : find_by(columns, folded, is_short_name);
}

ZzColumn *zz_columns_find(const ZzColumns *columns, const char *header, int *digits) {
  g_autofree char *folded = fold(header), *before = NULL, *unit = NULL;
  *digits = 0;
  /* First with its unit: a header of its own may end in a bracket. */
  if (split_unit(folded, &before, &unit)) {
    ZzColumn *column = find(columns, before);
    if (column && unit_fits(column->field, unit, digits))
      return column;
  }
  return find(columns, folded);
}

static char *known_units(const ZzField *field) {
  GString *known = g_string_new(NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
    if (field->unit && strcmp(field->unit, units[i].unit) == 0) {
      g_auto(GStrv) written = g_strsplit(units[i].written, "|", 2);
      g_string_append_printf(known, "%s%s", known->len ? ", " : "", written[0]);
    }
  return g_string_free(known, FALSE);
}

ZzColumn *zz_columns_stem(const ZzColumns *columns, const char *header, char **unit, char **known) {
  g_autofree char *folded = fold(header), *before = NULL;
  ZzColumn *column = split_unit(folded, &before, unit) ? find(columns, before) : NULL;
  if (column)
    *known = known_units(column->field);
  return column;
}

bool zz_header_is_idle(const char *header) {
  g_autofree char *folded = fold(header);
  return one_of(folded, "序号|no|#|备注|说明|remark|remarks|note|notes");
}

/* The least distance of a header, folded, from any name of a column; -1 for none. */
static int distance_of(const ZzColumn *column, const char *folded) {
  g_autofree char *names = g_strjoin("|", column->name, column->field->name, column->label,
                                     column->field->headers, NULL);
  g_auto(GStrv) texts = g_strsplit(names, "|", -1);
  int least = -1;
  for (size_t i = 0; texts[i]; i++) {
    g_autofree char *text = fold(texts[i]);
    int d = zz_distance(folded, text);
    if (d >= 0 && (least < 0 || d < least))
      least = d;
  }
  /* Such as a base that was published: rarely in a table, and named like what often is. */
  bool rare = !column->element && !column->required;
  return least < 0 ? -1 : least + 2 * rare;
}

ZzColumn *zz_columns_nearest(const ZzColumns *columns, const char *header) {
  g_autofree char *folded = fold(header), *before = NULL, *unit = NULL;
  const char *stem = split_unit(folded, &before, &unit) ? before : folded;
  ZzColumn *nearest = NULL, *column;
  int least = G_MAXINT;
  for (size_t i = 0; (column = zz_column_at(columns, i)); i++) {
    int d = column->cell == ZZ_NO_CELL ? distance_of(column, stem) : -1;
    if (d >= 0 && d < least) {
      least = d;
      nearest = column;
    }
  }
  return nearest;
}
