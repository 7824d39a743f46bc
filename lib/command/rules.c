#include "command-private.h"

#include "nearest.h"

#include <string.h>
#include <zzgov/error.h>

static ZzgovExit show(const ZzCommand *command) {
  g_autoptr(GError) error = NULL;
  if (zz_command_n_words(command) != 1)
    return zz_command_usage(command, ZZ_MSG_USAGE_RULES_SHOW);
  g_autoptr(ZzgovRulebook) rulebook = zz_command_rulebook(command, &error);
  if (!rulebook)
    return zz_command_fail(command, error);
  fputs(zzgov_rulebook_get_text(rulebook), command->out);
  return ZZGOV_EXIT_DONE;
}

static ZzgovExit check(const ZzCommand *command) {
  g_autoptr(GError) error = NULL;
  if (zz_command_n_words(command) != 2 || command->rulebook)
    return zz_command_usage(command, ZZ_MSG_USAGE_RULES_CHECK);
  g_autoptr(ZzgovRulebook) rulebook = zzgov_rulebook_load_file(command->words[1], &error);
  if (!rulebook)
    return zz_command_fail(command, error);
  bool zh = zz_command_lang(command) == ZZGOV_LANG_ZH;
  fprintf(command->out, zh ? "%s：有效（%s %s）\n" : "%s: ok (%s %s)\n", command->words[1],
          zzgov_rulebook_get_id(rulebook), zzgov_rulebook_get_version(rulebook));
  return ZZGOV_EXIT_DONE;
}

static ZzgovExit diff(const ZzCommand *command) {
  g_autoptr(GError) error = NULL;
  guint n = zz_command_n_words(command);
  if (n != 2 && n != 3)
    return zz_command_usage(command, ZZ_MSG_USAGE_RULES_DIFF);
  if (n == 3 && command->rulebook)
    return zz_command_usage(command, ZZ_MSG_USAGE_RULES_DIFF_TWO);
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

static const struct {
  const char *name;
  ZzSubcommand run;
} actions[] = {{"show", show}, {"check", check}, {"diff", diff}};

static const char *action_at(gconstpointer list, size_t i) {
  (void)list;
  return i < G_N_ELEMENTS(actions) ? actions[i].name : NULL;
}

ZzgovExit zz_command_rules(const ZzCommand *command) {
  const char *what = command->words[0];
  for (size_t i = 0; what && i < G_N_ELEMENTS(actions); i++)
    if (strcmp(actions[i].name, what) == 0)
      return actions[i].run(command);
  const char *nearest = what ? zz_nearest(what, action_at, NULL) : NULL;
  if (nearest)
    return zz_command_usage(command, ZZ_MSG_USAGE_RULES_NEAR, nearest);
  return zz_command_usage(command, ZZ_MSG_USAGE_RULES);
}
