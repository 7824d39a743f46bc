#include "command-private.h"
#include "error-private.h"
#include "reader.h"

#include <string.h>
#include <zzgov/receipt.h>

/* Where a response stands: a file's name, with --ndjson also its line. Free with g_free(). */
static char *place_of(const ZzCommand *command, const char *name, size_t line) {
  ZzgovLang lang = zz_command_lang(command);
  if (line == 0)
    return g_strdup(name);
  g_autofree char *in_file = zz_place_text(lang, line, 0, NULL);
  return g_strdup_printf(lang == ZZGOV_LANG_ZH ? "%s，%s" : "%s: %s", name, in_file);
}

static bool verify(const ZzCommand *command, const ZzgovRulebook *rulebook, const GString *text,
                   const char *place) {
  g_autofree char *sha256 = NULL;
  g_autoptr(GError) error = NULL;
  if (zzgov_verify_receipt(rulebook, text->str, text->len, &sha256, &error)) {
    g_autofree char *said =
        zz_message_printf(zz_command_lang(command), ZZ_MSG_RECEIPT_VERIFIED, place, sha256);
    fprintf(command->out, "%s\n", said);
    return true;
  }
  zz_command_fail_at(command, place, error);
  return false;
}

static ZzgovExit verify_all(const ZzCommand *command, const ZzgovRulebook *rulebook,
                            ZzReader *reader, const char *name) {
  bool good = true, any = false;
  for (size_t line = 1; zz_read(reader, !command->ndjson); line++) {
    g_autofree char *place = place_of(command, name, command->ndjson ? line : 0);
    if (reader->blank && command->ndjson)
      continue;
    good &= verify(command, rulebook, reader->text, place);
    any = true;
  }
  if (!any && !ferror(reader->file))
    good = verify(command, rulebook, reader->text, name); /* says that there is none */
  return good ? ZZGOV_EXIT_DONE : ZZGOV_EXIT_INVALID;
}

static ZzgovExit verify_file(const ZzCommand *command, const ZzgovRulebook *rulebook, FILE *file,
                             const char *name) {
  ZzReader reader = {.file = file, .text = g_string_new(NULL), .most = G_MAXSSIZE};
  ZzgovExit status = verify_all(command, rulebook, &reader, name);
  if (ferror(file))
    status = zz_command_unreadable(command, name);
  g_string_free(reader.text, TRUE);
  return status;
}

ZzgovExit zz_command_verify(const ZzCommand *command) {
  const char *name = command->words[0];
  g_autoptr(GError) error = NULL;
  if (zz_command_n_words(command) > 1)
    return zz_command_usage(command, ZZ_MSG_USAGE_FILES, "verify", command->words[1]);
  g_autoptr(ZzgovRulebook) rulebook = zz_command_rulebook(command, &error);
  if (!rulebook)
    return zz_command_fail(command, error);
  if (!name || strcmp(name, "-") == 0)
    return verify_file(command, rulebook, command->in, zz_command_stdin_name(command));
  FILE *file = fopen(name, "rb");
  if (!file)
    return zz_command_unreadable(command, name);
  ZzgovExit status = verify_file(command, rulebook, file, name);
  fclose(file);
  return status;
}
