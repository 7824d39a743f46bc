#include "command-private.h"

#include <errno.h>
#include <string.h>
#include <zzgov/error.h>
#include <zzgov/evaluate.h>

/* What is read of one request: enough to see that it is too large, byte order mark or not. */
enum { CHUNK = 64 * 1024, MOST = ZZGOV_MAX_REQUEST_BYTES + 4 };

/* A reader of requests; what is beyond MOST of one is read past. */
typedef struct {
  FILE *file;
  GString *request;
  char chunk[CHUNK];
  size_t at, end;
} Reader;

static void keep(GString *request, const char *bytes, size_t n) {
  g_string_append_len(request, bytes, (gssize)MIN(n, MOST - request->len));
}

static bool refill(Reader *reader) {
  if (reader->at < reader->end)
    return true;
  reader->at = 0;
  reader->end = fread(reader->chunk, 1, CHUNK, reader->file);
  return reader->end > 0;
}

/* The whole of the input. */
static void read_all(Reader *reader) {
  g_string_truncate(reader->request, 0);
  while (reader->request->len < MOST && refill(reader)) {
    keep(reader->request, reader->chunk + reader->at, reader->end - reader->at);
    reader->at = reader->end;
  }
}

/* The next line without its line feed; false at the end. */
static bool read_line(Reader *reader) {
  bool any = false;
  g_string_truncate(reader->request, 0);
  while (refill(reader)) {
    const char *start = reader->chunk + reader->at;
    const char *feed = memchr(start, '\n', reader->end - reader->at);
    size_t n = feed ? (size_t)(feed - start) : reader->end - reader->at;
    any = true;
    keep(reader->request, start, n);
    reader->at += n + (feed != NULL);
    if (feed)
      return true;
  }
  return any;
}

static bool is_blank(const GString *line) {
  return line->len < MOST && strspn(line->str, " \t\r") == line->len;
}

/* Answers one request; whether it was a good one. */
static bool answer(const ZzCommand *command, const ZzgovRulebook *rulebook, const GString *text) {
  bool ok;
  g_autofree char *response = zzgov_evaluate_json(rulebook, text->str, text->len, &ok);
  fputs(response, command->out);
  return ok;
}

static ZzgovExit answer_all(const ZzCommand *command, const ZzgovRulebook *rulebook,
                            Reader *reader) {
  bool good = true;
  if (!command->ndjson) {
    read_all(reader);
    good = ferror(reader->file) || answer(command, rulebook, reader->request);
  }
  while (command->ndjson && read_line(reader))
    if (!is_blank(reader->request))
      good &= answer(command, rulebook, reader->request);
  return good ? ZZGOV_EXIT_DONE : ZZGOV_EXIT_INVALID;
}

static ZzgovExit eval_file(const ZzCommand *command, const ZzgovRulebook *rulebook, FILE *file,
                           const char *name) {
  Reader *reader = g_new(Reader, 1);
  *reader = (Reader){.file = file, .request = g_string_new(NULL)};
  ZzgovExit status = answer_all(command, rulebook, reader);
  if (ferror(file))
    status = zz_command_usage(command, "%s: %s", name, g_strerror(errno));
  g_string_free(reader->request, TRUE);
  g_free(reader);
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
    return zz_command_usage(command, "eval takes one file, not also \"%s\"", command->words[1]);
  g_autoptr(ZzgovRulebook) rulebook = zz_command_rulebook(command, &error);
  if (!rulebook)
    return answer_rulebook_error(command, error);
  if (!name || strcmp(name, "-") == 0)
    return eval_file(command, rulebook, command->in, "standard input");
  FILE *file = fopen(name, "rb");
  if (!file)
    return zz_command_usage(command, "%s: %s", name, g_strerror(errno));
  ZzgovExit status = eval_file(command, rulebook, file, name);
  fclose(file);
  return status;
}
