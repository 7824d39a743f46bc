#include "command-private.h"

#include <string.h>
#include <zzgov/error.h>

static ZzgovExit show(const ZzCommand *command) {
  g_autoptr(GError) error = NULL;
  if (zz_command_n_words(command) != 1)
    return zz_command_usage(command, "rules show takes no file; use --rulebook FILE");
  g_autoptr(ZzgovRulebook) rulebook = zz_command_rulebook(command, &error);
  if (!rulebook)
    return zz_command_fail(command, error);
  fputs(zzgov_rulebook_get_text(rulebook), command->out);
  return ZZGOV_EXIT_DONE;
}

static ZzgovExit check(const ZzCommand *command) {
  g_autoptr(GError) error = NULL;
  if (zz_command_n_words(command) != 2)
    return zz_command_usage(command, "rules check takes one file");
  g_autoptr(ZzgovRulebook) rulebook = zzgov_rulebook_load_file(command->words[1], &error);
  if (!rulebook)
    return zz_command_fail(command, error);
  fprintf(command->out, "%s: ok (%s %s)\n", command->words[1], zzgov_rulebook_get_id(rulebook),
          zzgov_rulebook_get_version(rulebook));
  return ZZGOV_EXIT_DONE;
}

static ZzgovExit diff(const ZzCommand *command) {
  g_autoptr(GError) error = NULL;
  guint n = zz_command_n_words(command);
  if (n != 2 && n != 3)
    return zz_command_usage(command, "rules diff takes one file or two");
  g_autoptr(ZzgovRulebook) before = n == 3 ? zzgov_rulebook_load_file(command->words[1], &error)
                                           : zz_command_rulebook(command, &error);
  if (!before)
    return zz_command_fail(command, error);
  g_autoptr(ZzgovRulebook) after = zzgov_rulebook_load_file(command->words[n - 1], &error);
  if (!after)
    return zz_command_fail(command, error);
  g_autofree char *differences = zzgov_rulebook_diff(before, after, &error);
  fputs(differences, command->out);
  return ZZGOV_EXIT_DONE;
}

ZzgovExit zz_command_rules(const ZzCommand *command) {
  const char *what = command->words[0];
  if (what && strcmp(what, "show") == 0)
    return show(command);
  if (what && strcmp(what, "check") == 0)
    return check(command);
  if (what && strcmp(what, "diff") == 0)
    return diff(command);
  return zz_command_usage(command, "rules takes show, check or diff");
}
