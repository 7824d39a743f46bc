#include "command-private.h"

#include "cell.h"
#include "encode.h"
#include "error-private.h"

#include <string.h>

/* --- the options of a calculator -------------------------------------------------------------- */

static void clear_flag(gpointer flag) { g_free(((ZzFlag *)flag)->name); }

/* "unified_code" within "subject" as "subject-unified-code". */
static char *flag_name(const char *around, const ZzField *field) {
  char *name = g_strconcat(around, *around ? "-" : "", field->name, NULL);
  return g_strdelimit(name, "_.", '-');
}

/* An object that a request needs is given member by member, another by a file. */
static bool is_opened(const ZzField *field) {
  return field->kind == ZZ_OBJECT && field->flags & ZZ_REQUIRED;
}

static void add_flags(GArray *flags, const ZzTable *table, const char *around) {
  for (size_t i = 0; i < table->n_fields; i++) {
    const ZzField *field = &table->fields[i];
    const ZzFlag flag = {flag_name(around, field), field};
    if (is_opened(field))
      add_flags(flags, field->table, flag.name);
    if (is_opened(field) || zz_is_rows(field))
      g_free(flag.name);
    else
      g_array_append_val(flags, flag);
  }
}

GArray *zz_flags_of(const ZzCalculator *calculator) {
  GArray *flags = g_array_new(FALSE, FALSE, sizeof(ZzFlag));
  g_array_set_clear_func(flags, clear_flag);
  add_flags(flags, calculator->input, "");
  add_flags(flags, calculator->options, "");
  return flags;
}

/* --- the frame -------------------------------------------------------------------------------- */

typedef struct {
  const ZzCommand *command;
  GString *out;
  GError **error;
} Writer;

/* A file of JSON goes in as it is; its faults are told with its name. */
static bool write_file(const Writer *writer, const char *name) {
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr(GError) error = NULL;
  if (!g_file_get_contents(name, &text, &length, &error))
    return zz_fail_file(writer->error, name, error);
  g_autoptr(cJSON) root = zz_json_parse(text, length, writer->error);
  if (!root) {
    if (writer->error && *writer->error)
      zz_error_relocate(*writer->error, ZZGOV_ERROR_INVALID_JSON, 0, 0, name);
    return false;
  }
  zz_encode_node(writer->out, root);
  return true;
}

static bool write_flag(const Writer *writer, const char *name, const ZzField *field) {
  const char *text = g_hash_table_lookup(writer->command->flags, name);
  g_autofree char *option = g_strconcat("--", name, NULL);
  bool null = text && field->flags & ZZ_NULLABLE && strcmp(text, "null") == 0;
  if (!text || null) /* as in JSON: not given */
    return true;
  zz_encode_name(writer->out, field->name);
  if (field->kind == ZZ_OBJECT)
    return write_file(writer, text);
  if (zz_cell_to_json(writer->out, field, text, 0, false, writer->error))
    return true;
  if (writer->error && *writer->error)
    zz_error_prefix_message(*writer->error, option);
  return false;
}

static bool write_flags(const Writer *writer, const ZzTable *table, const char *around);

static bool write_opened(const Writer *writer, const ZzField *field, const char *around) {
  size_t length = writer->out->len;
  zz_encode_name(writer->out, field->name);
  g_string_append_c(writer->out, '{');
  if (!write_flags(writer, field->table, around))
    return false;
  if (writer->out->str[writer->out->len - 1] == '{')
    g_string_truncate(writer->out, length);
  else
    g_string_append_c(writer->out, '}');
  return true;
}

static bool write_flags(const Writer *writer, const ZzTable *table, const char *around) {
  for (size_t i = 0; i < table->n_fields; i++) {
    const ZzField *field = &table->fields[i];
    g_autofree char *name = flag_name(around, field);
    if (is_opened(field) ? !write_opened(writer, field, name)
                         : !zz_is_rows(field) && !write_flag(writer, name, field))
      return false;
  }
  return true;
}

/* --- what-ifs --------------------------------------------------------------------------------- */

static const ZzField *parameter_of(const ZzRegulation *regulation, const char *name) {
  for (size_t i = 0; i < regulation->n_parameters; i++)
    if (strcmp(regulation->parameters[i].value.name, name) == 0)
      return &regulation->parameters[i].value;
  return NULL;
}

static bool is_json(const char *value) {
  value += strspn(value, " \t");
  return *value && strchr("[{\"", *value);
}

/* A value as JSON, or as people write it in a cell. */
static bool write_value(const Writer *writer, const ZzField *parameter, const char *value) {
  static const ZzField text = {.name = "", .kind = ZZ_STRING};
  if (!is_json(value))
    return zz_cell_to_json(writer->out,
                           parameter && parameter->kind < ZZ_OBJECT ? parameter : &text, value, 0,
                           false, writer->error);
  g_autoptr(cJSON) root = zz_json_parse(value, strlen(value), writer->error);
  if (root)
    zz_encode_node(writer->out, root);
  return root != NULL;
}

/* --set NAME=VALUE, of the calculator's own regulation. */
static bool write_sets(const Writer *writer) {
  const ZzRegulation *regulation = zz_regulation_of(writer->command->calculator);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  zz_encode_name(writer->out, "rules");
  g_string_append_c(writer->out, '{');
  zz_encode_name(writer->out, regulation->id);
  g_string_append_c(writer->out, '{');
  for (char **set = writer->command->set; *set; set++) {
    g_auto(GStrv) parts = g_strsplit(*set, "=", 2);
    if (!g_hash_table_add(seen, g_strdup(parts[0])))
      return zz_fail(writer->error, ZZGOV_ERROR_DUPLICATE_FIELD, NULL, ZZ_MSG_SET_TWICE, parts[0]);
    zz_encode_key(writer->out, parts[0]);
    if (!write_value(writer, parameter_of(regulation, parts[0]), parts[1])) {
      if (writer->error && *writer->error)
        zz_error_prefix_message(*writer->error, *set);
      return false;
    }
  }
  g_string_append(writer->out, "}}");
  return true;
}

static bool write_rules(const Writer *writer) {
  if (writer->command->set)
    return write_sets(writer);
  if (!writer->command->rules)
    return true;
  zz_encode_name(writer->out, "rules");
  return write_file(writer, writer->command->rules);
}

char *zz_frame_of(const ZzCommand *command, GError **error) {
  GString *out = g_string_new("{\"input\":{");
  const Writer writer = {command, out, error};
  bool written = write_flags(&writer, command->calculator->input, "");
  g_string_append(out, "},\"options\":{");
  written = written && write_flags(&writer, command->calculator->options, "");
  g_string_append_c(out, '}');
  written = written && write_rules(&writer);
  if (command->explain)
    g_string_append(out, ",\"explain\":true");
  zz_encode_text(out, "lang", zz_command_lang(command) == ZZGOV_LANG_ZH ? "zh" : "en");
  g_string_append_c(out, '}');
  return g_string_free(out, !written);
}

/* --- back from a pointer ---------------------------------------------------------------------- */

/* Whether what a pointer names, its signs as in options, is that option or below it. */
static bool is_of(const char *name, const char *flag) {
  size_t n = strlen(flag);
  return g_str_has_prefix(name, flag) && (name[n] == '\0' || name[n] == '-');
}

/* "--set city_rate_percent" for /rules/smart-mine/city_rate_percent. */
static char *set_of_pointer(const ZzCommand *command, const char *pointer) {
  g_auto(GStrv) parts = g_strsplit(pointer, "/", 4);
  if (!command->set || g_strv_length(parts) != 4 || strcmp(parts[1], "rules") != 0)
    return NULL;
  return g_strconcat("--set ", parts[3], NULL);
}

static const char *behind(const char *pointer, const char *member) {
  return g_str_has_prefix(pointer, member) ? pointer + strlen(member) : NULL;
}

/* A file of JSON is told by its name, and where in it the fault is. */
static char *flag_text(const ZzCommand *command, const ZzFlag *flag, const char *rest) {
  const char *value = g_hash_table_lookup(command->flags, flag->name);
  if (flag->field->kind != ZZ_OBJECT || !value)
    return g_strconcat("--", flag->name, NULL);
  return g_strconcat("--", flag->name, " ", value, ": ", rest + strlen(flag->name), NULL);
}

char *zz_flag_of_pointer(const ZzCommand *command, const char *pointer) {
  g_autoptr(GArray) flags = zz_flags_of(command->calculator);
  const char *rest = behind(pointer, "/input/");
  if (!rest)
    rest = behind(pointer, "/options/");
  if (!rest)
    return set_of_pointer(command, pointer);
  g_autofree char *name = g_strdelimit(g_strdup(rest), "/_.", '-');
  for (guint i = 0; i < flags->len; i++) {
    const ZzFlag *flag = &g_array_index(flags, ZzFlag, i);
    if (is_of(name, flag->name))
      return flag_text(command, flag, rest);
  }
  return NULL;
}
