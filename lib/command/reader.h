/* A text at a time from a stream: lines, or all that is left. */
#ifndef ZZ_READER_H
#define ZZ_READER_H

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

typedef struct {
  FILE *file;
  GString *text; /* the one that was read last, at most `most` bytes of it */
  size_t most;   /* what is beyond is read past */
  bool blank;    /* nothing but blanks in it, kept or not */
} ZzReader;

/**
 * The next line without its line feed, or with `whole` all that is left; byte by byte, so that a
 * line can be answered as soon as it is there. False at the end.
 */
bool zz_read(ZzReader *reader, bool whole);

#endif
