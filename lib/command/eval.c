#include "command-private.h"

#include <errno.h>
#include <string.h>
#include <zzgov/error.h>
#include <zzgov/evaluate.h>

/* What is kept of one request: enough to see that it is too large, byte order mark or not. */
enum { MOST = ZZGOV_MAX_REQUEST_BYTES + 4 };

/* A reader of requests; what is beyond MOST of one is read past. */
typedef struct {
  FILE *file;
  GString *request;
  bool blank; /* nothing but blanks so far, kept or not */
} Reader;

static void keep(Reader *reader, int byte) {
  reader->blank &= byte == ' ' || byte == '\t' || byte == '\r';
  if (reader->request->len < MOST)
    g_string_append_c(reader->request, (char)byte);
}

/* The next line without its line feed, or with `whole` all that is left; byte by byte, so that a
 * line is answered as soon as it is there. False at the end. */
static bool read_request(Reader *reader, bool whole) {
  int byte = EOF;
  bool any = false;
  g_string_truncate(reader->request, 0);
  reader->blank = true;
  while (reader->request->len < MOST || !whole) {
    byte = getc_unlocked(reader->file);
    if (byte == EOF || (byte == '\n' && !whole))
      break;
    any = true;
    keep(reader, byte);
  }
  return any || byte == '\n';
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
  bool good = true, single = !command->ndjson;
  while ((read_request(reader, single) || single) && !ferror(reader->file)) {
    if (single || !reader->blank)
      good &= answer(command, rulebook, reader->request);
    if (single)
      break;
    fflush(command->out);
  }
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
