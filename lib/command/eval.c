#include "command-private.h"
#include "reader.h"
#include "threads.h"

#include <errno.h>
#include <string.h>
#include <zzgov/error.h>
#include <zzgov/evaluate.h>
#include <zzgov/receipt.h>

/* With a receipt or without. */
typedef char *(*Evaluate)(const ZzgovRulebook *rulebook, const char *request, size_t length,
                          bool *ok);

static Evaluate evaluate_of(const ZzCommand *command) {
  return command->receipt ? zzgov_evaluate_json_with_receipt : zzgov_evaluate_json;
}

/* What is kept of one request: enough to see that it is too large, byte order mark or not. */
enum { MOST = ZZGOV_MAX_REQUEST_BYTES + 4 };

/* Answers one request; whether it was a good one. */
static bool answer(const ZzCommand *command, const ZzgovRulebook *rulebook, const GString *text) {
  bool ok;
  g_autofree char *response = evaluate_of(command)(rulebook, text->str, text->len, &ok);
  fputs(response, command->out);
  return ok;
}

/* --- many lines at once ----------------------------------------------------------------------- */

enum { MOST_LINES = 1024, MOST_IN_BATCH = 16 << 20 };

/* Lines that are answered together and written in their order. */
typedef struct {
  Evaluate evaluate;
  const ZzgovRulebook *rulebook;
  GPtrArray *requests, *responses;
  gint next, bad; /* atomic */
} Batch;

static void free_text(gpointer text) { g_string_free(text, TRUE); }

/* False at the end of the input. */
static bool read_batch(ZzReader *reader, Batch *batch) {
  size_t bytes = 0;
  while (batch->requests->len < MOST_LINES && bytes < MOST_IN_BATCH) {
    if (!zz_read(reader, false) || ferror(reader->file))
      return false;
    if (reader->blank)
      continue;
    bytes += reader->text->len;
    g_ptr_array_add(batch->requests, reader->text);
    reader->text = g_string_new(NULL);
  }
  return true;
}

/* Takes one line after the other until none is left. */
static void answer_lines(void *part) {
  Batch *batch = *(Batch **)part;
  guint i;
  while ((i = (guint)g_atomic_int_add(&batch->next, 1)) < batch->requests->len) {
    const GString *request = g_ptr_array_index(batch->requests, i);
    bool ok;
    batch->responses->pdata[i] = batch->evaluate(batch->rulebook, request->str, request->len, &ok);
    if (!ok)
      g_atomic_int_set(&batch->bad, 1);
  }
}

static void answer_batch(const ZzCommand *command, Batch *batch, size_t threads) {
  Batch *parts[ZZ_MOST_THREADS];
  for (size_t i = 0; i < threads; i++)
    parts[i] = batch;
  g_ptr_array_set_size(batch->responses, (gint)batch->requests->len);
  batch->next = 0;
  zz_run_parts(answer_lines, parts, sizeof *parts, threads);
  for (guint i = 0; i < batch->responses->len; i++)
    fputs(g_ptr_array_index(batch->responses, i), command->out);
  fflush(command->out);
  g_ptr_array_set_size(batch->requests, 0);
  g_ptr_array_set_size(batch->responses, 0);
}

static ZzgovExit answer_by_threads(const ZzCommand *command, const ZzgovRulebook *rulebook,
                                   ZzReader *reader, size_t threads) {
  Batch batch = {evaluate_of(command),
                 rulebook,
                 g_ptr_array_new_with_free_func(free_text),
                 g_ptr_array_new_with_free_func(g_free),
                 0,
                 0};
  bool more = true;
  while (more) {
    more = read_batch(reader, &batch);
    answer_batch(command, &batch, threads);
  }
  g_ptr_array_unref(batch.requests);
  g_ptr_array_unref(batch.responses);
  return batch.bad ? ZZGOV_EXIT_INVALID : ZZGOV_EXIT_DONE;
}

/* --- one after the other ---------------------------------------------------------------------- */

static ZzgovExit answer_all(const ZzCommand *command, const ZzgovRulebook *rulebook,
                            ZzReader *reader) {
  bool good = true, single = !command->ndjson;
  while ((zz_read(reader, single) || single) && !ferror(reader->file)) {
    if (single || !reader->blank)
      good &= answer(command, rulebook, reader->text);
    if (single)
      break;
    fflush(command->out);
  }
  return good ? ZZGOV_EXIT_DONE : ZZGOV_EXIT_INVALID;
}

/* 0 for a number that is none. */
static size_t n_threads(const ZzCommand *command) {
  guint64 n = 1;
  if (command->threads &&
      !g_ascii_string_to_unsigned(command->threads, 10, 1, ZZ_MOST_THREADS, &n, NULL))
    return 0;
  return (size_t)n;
}

static ZzgovExit eval_file(const ZzCommand *command, const ZzgovRulebook *rulebook, FILE *file,
                           const char *name) {
  ZzReader reader = {.file = file, .text = g_string_new(NULL), .most = MOST};
  size_t threads = n_threads(command);
  ZzgovExit status = threads > 1 ? answer_by_threads(command, rulebook, &reader, threads)
                                 : answer_all(command, rulebook, &reader);
  if (ferror(file))
    status = zz_command_unreadable(command, name);
  g_string_free(reader.text, TRUE);
  return status;
}

/* A bad rulebook is an answer of `eval`, too; an unreadable one is not. */
static ZzgovExit answer_rulebook_error(const ZzCommand *command, const GError *error) {
  if (error->code == ZZGOV_ERROR_UNREADABLE)
    return zz_command_fail(command, error);
  g_autofree char *response = zzgov_error_to_json(error, zz_command_lang(command));
  fputs(response, command->out);
  return ZZGOV_EXIT_INVALID;
}

ZzgovExit zz_command_eval(const ZzCommand *command) {
  const char *name = command->words[0];
  g_autoptr(GError) error = NULL;
  if (zz_command_n_words(command) > 1)
    return zz_command_usage(command, ZZ_MSG_USAGE_FILES, "eval", command->words[1]);
  g_autofree char *most = g_strdup_printf("%d", ZZ_MOST_THREADS);
  if (n_threads(command) == 0)
    return zz_command_usage(command, ZZ_MSG_USAGE_THREADS, most);
  g_autoptr(ZzgovRulebook) rulebook = zz_command_rulebook(command, &error);
  if (!rulebook)
    return answer_rulebook_error(command, error);
  if (!name || strcmp(name, "-") == 0)
    return eval_file(command, rulebook, command->in, zz_command_stdin_name(command));
  FILE *file = fopen(name, "rb");
  if (!file)
    return zz_command_unreadable(command, name);
  ZzgovExit status = eval_file(command, rulebook, file, name);
  fclose(file);
  return status;
}
