#include "command-private.h"

#include "error-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>
#include <zzgov/error.h>
#include <zzgov/evaluate.h>
#include <zzgov/table.h>

/* --- what is read ----------------------------------------------------------------------------- */

/* One run: what the table and the options come to. */
typedef struct {
  const ZzCommand *command;
  ZzgovTable *table; /* or NULL: the options alone are the request */
  GPtrArray *requests;
  char *alone; /* the request of the options */
} Run;

/* One byte more than a table may have tells that it has too many. */
enum { MOST_BYTES = ZZGOV_MAX_REQUEST_BYTES + 1 };

static char *read_stream(FILE *file, const char *name, size_t *length, GError **error) {
  GString *text = g_string_new(NULL);
  char block[65536];
  size_t n = 1;
  while (n > 0 && text->len < MOST_BYTES) {
    n = fread(block, 1, sizeof block, file);
    g_string_append_len(text, block, (gssize)n);
  }
  *length = text->len;
  if (!ferror(file))
    return g_string_free(text, FALSE);
  zz_fail_unreadable(error, name, errno);
  g_string_free(text, TRUE);
  return NULL;
}

static const char *shown_name(const ZzCommand *command, const char *name) {
  return strcmp(name, "-") != 0 ? name : zz_command_stdin_name(command);
}

static char *read_file(const ZzCommand *command, const char *name, size_t *length, GError **error) {
  if (strcmp(name, "-") == 0)
    return read_stream(command->in, shown_name(command, name), length, error);
  FILE *file = g_fopen(name, "rb");
  if (!file) {
    zz_fail_unreadable(error, name, errno);
    return NULL;
  }
  char *text = read_stream(file, name, length, error);
  fclose(file);
  return text;
}

static bool needs_table(const ZzCommand *command) {
  for (size_t i = 0; i < command->calculator->input->n_fields; i++)
    if (command->calculator->input->fields[i].kind == ZZ_ARRAY)
      return true;
  return false;
}

static ZzgovExit read_alone(Run *run, const char *frame) {
  run->alone =
      g_strdup_printf("{\"calculator\":\"%s\",%s", run->command->calculator->id, frame + 1);
  g_ptr_array_add(run->requests, run->alone);
  return ZZGOV_EXIT_DONE;
}

static ZzgovExit read_table(Run *run, const char *frame) {
  const ZzCommand *command = run->command;
  const char *name = command->words[0];
  g_autoptr(GError) error = NULL;
  size_t length;
  g_autofree char *text = read_file(command, name, &length, &error);
  if (!text)
    return zz_command_fail(command, error);
  run->table = zzgov_table_read_csv(command->calculator->id, text, length, frame,
                                    (const char *const *)command->ignored, &error);
  if (!run->table)
    return zz_command_fail_at(command, shown_name(command, name), error);
  for (size_t i = 0; i < zzgov_table_get_n_requests(run->table); i++)
    g_ptr_array_add(run->requests, (gpointer)zzgov_table_get_request(run->table, i));
  return ZZGOV_EXIT_DONE;
}

/* --- what is written -------------------------------------------------------------------------- */

static const struct {
  const char *name;
  ZzgovReportFormat format;
} formats[] = {{"table", ZZGOV_REPORT_TABLE},
               {"csv", ZZGOV_REPORT_CSV},
               {"json", ZZGOV_REPORT_JSON},
               {"html", ZZGOV_REPORT_HTML}};

/* Colours are for a terminal that has some and a person who wants them (no-color.org). */
static bool wants_colours(const ZzCommand *command) {
  const char *term = g_getenv("TERM"), *none = g_getenv("NO_COLOR");
  bool terminal = !command->output && fileno(command->out) >= 0 && isatty(fileno(command->out));
  return terminal && !(none && *none) && term && strcmp(term, "dumb") != 0;
}

/* Without --format the ending of --output tells; .txt is a table. NULL for one that is unknown. */
static const char *format_name(const ZzCommand *command) {
  if (command->format || !command->output)
    return command->format ? command->format : "table";
  g_autofree char *base = g_path_get_basename(command->output);
  const char *ending = strrchr(base, '.');
  if (!ending || ending == base || g_ascii_strcasecmp(ending, ".txt") == 0)
    return "table";
  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
    if (g_ascii_strcasecmp(ending + 1, formats[i].name) == 0)
      return formats[i].name;
  return NULL;
}

static bool find_format(const ZzCommand *command, ZzgovReportFormat *format) {
  const char *name = format_name(command);
  for (size_t i = 0; name && i < G_N_ELEMENTS(formats); i++)
    if (strcmp(name, formats[i].name) == 0) {
      *format = formats[i].format;
      if (*format == ZZGOV_REPORT_TABLE && wants_colours(command))
        *format = ZZGOV_REPORT_COLOURED;
      return true;
    }
  return false;
}

static ZzgovExit fail_format(const ZzCommand *command, const char *name) {
  static const char *const workbooks[] = {"xlsx", "xls", "xlsm", "ods", "et", NULL};
  const char *dot = strrchr(name, '.');
  g_autofree char *ending = g_ascii_strdown(dot ? dot + 1 : name, -1);
  return zz_command_usage(
      command, g_strv_contains(workbooks, ending) ? ZZ_MSG_USAGE_WORKBOOK : ZZ_MSG_USAGE_FORMAT,
      name);
}

/* Where a member is: in the table, or in an option; NULL for neither. */
static char *place_of(const Run *run, size_t request, const char *pointer) {
  const ZzCommand *command = run->command;
  g_autofree char *place =
      run->table ? zzgov_table_locate(run->table, request, pointer, zz_command_lang(command))
                 : NULL;
  if (place)
    return g_strdup_printf("%s: %s", shown_name(command, command->words[0]), place);
  return zz_flag_of_pointer(command, pointer);
}

/* A missing member is told at its cell, or by its option, where it has one. */
static ZzgovExit fail(const Run *run, size_t request, const GError *error) {
  const char *pointer = zzgov_error_get_path(error), *missing = zz_error_missing(error);
  g_autofree char *member = missing ? g_strconcat(pointer, "/", missing, NULL) : NULL;
  g_autofree char *place = member ? place_of(run, request, member) : NULL;
  if (!place)
    place = place_of(run, request, pointer);
  return zz_command_fail_at(run->command, place ? place : pointer, error);
}

static ZzgovExit report(const Run *run, ZzgovReportFormat format) {
  const ZzCommand *command = run->command;
  g_autoptr(GError) error = NULL;
  size_t failed;
  g_autoptr(ZzgovRulebook) rulebook = zz_command_rulebook(command, &error);
  if (!rulebook)
    return zz_command_fail(command, error);
  g_autofree char *text =
      zzgov_report(rulebook, (const char *const *)run->requests->pdata, run->requests->len, format,
                   zz_command_lang(command), &failed, &error);
  return text ? zz_command_write(command, text) : fail(run, failed, error);
}

/* --- the subcommand --------------------------------------------------------------------------- */

static ZzgovExit run_with(const ZzCommand *command, ZzgovReportFormat format, const char *frame) {
  Run run = {.command = command, .requests = g_ptr_array_new()};
  ZzgovExit status =
      zz_command_n_words(command) == 0 ? read_alone(&run, frame) : read_table(&run, frame);
  if (status == ZZGOV_EXIT_DONE)
    status = report(&run, format);
  g_ptr_array_unref(run.requests);
  zzgov_table_free(run.table);
  g_free(run.alone);
  return status;
}

static ZzgovExit print_example(const ZzCommand *command) {
  g_autoptr(GError) error = NULL;
  const char *example =
      zzgov_table_example(command->calculator->id, zz_command_lang(command), &error);
  return example ? zz_command_write(command, example) : zz_command_fail(command, error);
}

ZzgovExit zz_command_calculate(const ZzCommand *command) {
  const char *id = command->calculator->id;
  ZzgovReportFormat format;
  g_autoptr(GError) error = NULL;
  if (command->example)
    return print_example(command);
  if (!find_format(command, &format))
    return fail_format(command, command->format ? command->format : command->output);
  if (zz_command_n_words(command) > 1)
    return zz_command_usage(command, ZZ_MSG_USAGE_TABLES, id, command->words[1]);
  if (zz_command_n_words(command) == 0 && needs_table(command))
    return zz_command_usage(command, ZZ_MSG_USAGE_NEEDS_TABLE, id, id);
  if (command->rules && command->set)
    return zz_command_usage(command, ZZ_MSG_USAGE_RULES_OR_SET);
  if (command->output && !*command->output)
    return zz_command_usage(command, ZZ_MSG_USAGE_OUTPUT);
  if (zz_command_n_words(command) == 0 && g_hash_table_size(command->flags) == 0)
    return zz_command_usage(command, ZZ_MSG_USAGE_NEEDS_ANY, id);
  for (char **set = command->set; set && *set; set++)
    if (!strchr(*set, '='))
      return zz_command_usage(command, ZZ_MSG_USAGE_SET, *set);
  g_autofree char *frame = zz_frame_of(command, &error);
  return frame ? run_with(command, format, frame) : zz_command_fail(command, error);
}
