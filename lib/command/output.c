#include "command-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/* A pipe or a device is written to; a file is replaced as a whole or left as it was. */
static bool is_special(const char *name) {
  GStatBuf status;
  return g_stat(name, &status) == 0 && !S_ISREG(status.st_mode);
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
  bool written = special ? write_special(command->output, text)
                         : g_file_set_contents_full(command->output, text, -1,
                                                    G_FILE_SET_CONTENTS_CONSISTENT, 0666, &error);
  if (written)
    return ZZGOV_EXIT_DONE;
  fprintf(command->err, "zzgov: %s: %s\n", command->output,
          error ? error->message : g_strerror(errno));
  return ZZGOV_EXIT_INTERNAL;
}
