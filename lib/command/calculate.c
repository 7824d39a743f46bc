#include "command-private.h"

#include "error-private.h"

#include <string.h>
#include <unistd.h>
#include <zzgov/error.h>
#include <zzgov/table.h>

/* --- what is read ----------------------------------------------------------------------------- */

/* One run: what the table and the options come to. */
typedef struct {
  const ZzCommand *command;
  ZzgovTable *table; /* or NULL: the options alone are the request */
  GPtrArray *requests;
  char *alone; /* the request of the options */
} Run;

static char *read_stream(FILE *file, size_t *length) {
  GByteArray *bytes = g_byte_array_new();
  guint8 block[65536];
  size_t n;
  while ((n = fread(block, 1, sizeof block, file)) > 0)
    g_byte_array_append(bytes, block, (guint)n);
  *length = bytes->len;
  return (char *)g_byte_array_free(bytes, FALSE);
}

static char *read_file(const ZzCommand *command, const char *name, size_t *length, GError **error) {
  char *text = NULL;
  g_autoptr(GError) reason = NULL;
  if (strcmp(name, "-") == 0)
    return read_stream(command->in, length);
  if (!g_file_get_contents(name, &text, length, &reason))
    zz_fail(error, ZZGOV_ERROR_UNREADABLE, NULL, ZZ_MSG_UNREADABLE, name, reason->message);
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
    return error ? zz_command_fail(command, error) : ZZGOV_EXIT_USAGE;
  run->table = zzgov_table_read_csv(command->calculator->id, text, length, frame,
                                    (const char *const *)command->ignored, &error);
  if (!run->table)
    return zz_command_fail_at(command, name, error);
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

/* Without --format the ending of --output tells. */
static bool find_format(const ZzCommand *command, ZzgovReportFormat *format) {
  const char *ending = command->output ? strrchr(command->output, '.') : NULL;
  const char *name = command->format ? command->format : ending ? ending + 1 : "table";
  *format = ZZGOV_REPORT_TABLE;
  for (size_t i = 0; i < G_N_ELEMENTS(formats); i++)
    if (strcmp(name, formats[i].name) == 0) {
      *format = formats[i].format;
      if (*format == ZZGOV_REPORT_TABLE && wants_colours(command))
        *format = ZZGOV_REPORT_COLOURED;
      return true;
    }
  return !command->format;
}

/* Where the fault of a request is: in the table, or in an option. */
static ZzgovExit fail(const Run *run, size_t request, const GError *error) {
  const ZzCommand *command = run->command;
  const char *pointer = zzgov_error_get_path(error);
  g_autofree char *place =
      run->table ? zzgov_table_locate(run->table, request, pointer, zz_command_lang(command))
                 : NULL;
  g_autofree char *option = zz_flag_of_pointer(command, pointer);
  g_autofree char *where = place    ? g_strdup_printf("%s, %s", command->words[0], place)
                           : option ? g_strdup(option)
                                    : g_strdup(pointer);
  return zz_command_fail_at(command, where, error);
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
    return zz_command_usage(command, "--format takes table, csv, json or html, not \"%s\"",
                            command->format);
  if (zz_command_n_words(command) > 1)
    return zz_command_usage(command, "%s takes one table, not also \"%s\"", id, command->words[1]);
  if (zz_command_n_words(command) == 0 && needs_table(command))
    return zz_command_usage(command, "%s needs a table; 'zzgov %s --example' prints one", id, id);
  if (command->rules && command->set)
    return zz_command_usage(command, "either --rules or --set");
  g_autofree char *frame = zz_frame_of(command, &error);
  return frame ? run_with(command, format, frame) : zz_command_fail(command, error);
}
