#include "command-private.h"

#include <errno.h>
#include <stdlib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* A link that stands for an open stream leads to a file that is not to be replaced. */
static bool is_stream(const char *name) {
  g_autofree char *path = g_canonicalize_filename(name, NULL);
  return g_str_has_prefix(path, "/dev/std") || g_str_has_prefix(path, "/dev/fd/") ||
         g_str_has_prefix(path, "/proc/");
}

/* A pipe or a device is written to; a file is replaced as a whole or left as it was. */
static bool is_special(const char *name) {
  GStatBuf status;
  return is_stream(name) || (g_stat(name, &status) == 0 && !S_ISREG(status.st_mode));
}

/* Where a link leads that leads to nothing yet; NULL for no link. */
static char *target_of_link(const char *name) {
  g_autofree char *target = g_file_read_link(name, NULL);
  g_autofree char *folder = g_path_get_dirname(name);
  return target ? g_canonicalize_filename(target, folder) : NULL;
}

/* The file behind links; a name that is not there yet is itself. Free with g_free(). */
static char *target_of(const char *name) {
  enum { MOST_LINKS = 40 };
  char *real = realpath(name, NULL), *target = g_strdup(real ? real : name), *next;
  for (int i = 0; !real && i < MOST_LINKS && (next = target_of_link(target)); i++) {
    g_free(target);
    target = next;
  }
  free(real);
  return target;
}

/* A file that only its owner may read stays so. */
static int mode_of(const char *name) {
  GStatBuf status;
  return g_stat(name, &status) == 0 ? (int)(status.st_mode & 0777) : 0666;
}

static bool replace_file(const char *name, const char *text, GError **error) {
  g_autofree char *target = target_of(name);
  return g_file_set_contents_full(target, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, mode_of(target),
                                  error);
}

static bool write_special(const char *name, const char *text) {
  FILE *file = g_fopen(name, "w");
  if (!file)
    return false;
  bool written = fputs(text, file) >= 0;
  return fclose(file) == 0 && written;
}

ZzgovExit zz_command_write(const ZzCommand *command, const char *text) {
  g_autoptr(GError) error = NULL;
  if (!command->output || strcmp(command->output, "-") == 0) {
    fputs(text, command->out);
    return ZZGOV_EXIT_DONE;
  }
  bool special = is_special(command->output);
  bool written =
      special ? write_special(command->output, text) : replace_file(command->output, text, &error);
  if (written)
    return ZZGOV_EXIT_DONE;
  int reason = error ? error->code : (int)g_file_error_from_errno(errno);
  fprintf(
      command->err, "zzgov: %s: %s\n", command->output,
      zz_file_reason(zz_command_lang(command), reason, error ? error->message : g_strerror(errno)));
  return ZZGOV_EXIT_INTERNAL;
}
