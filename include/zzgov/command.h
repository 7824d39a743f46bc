/* The command `zzgov` as a function. */
#ifndef ZZGOV_COMMAND_H
#define ZZGOV_COMMAND_H

#include <stdio.h>
#include <zzgov/macros.h>

G_BEGIN_DECLS

/** Exit statuses of the command. */
typedef enum {
  ZZGOV_EXIT_DONE = 0,     /**< done */
  ZZGOV_EXIT_INTERNAL = 1, /**< a fault of the program, or the output cannot be written */
  ZZGOV_EXIT_USAGE = 2,    /**< usage, or an unreadable file */
  ZZGOV_EXIT_INVALID = 3,  /**< invalid input or rulebook */
} ZzgovExit;

/**
 * Runs the command line `zzgov ...`.
 *
 * @param argc  the number of words, the program's name first
 * @param argv  the words, UTF-8
 * @param in    what `-` reads
 * @param out   where results go
 * @param err   where errors go
 * @return the exit status
 */
ZZGOV_AVAILABLE_IN_0_1
ZzgovExit zzgov_command(int argc, char *const *argv, FILE *in, FILE *out, FILE *err);

G_END_DECLS

#endif
