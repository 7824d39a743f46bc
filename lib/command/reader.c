#include "reader.h"

static void keep(ZzReader *reader, int byte) {
  reader->blank &= byte == ' ' || byte == '\t' || byte == '\r';
  if (reader->text->len < reader->most)
    g_string_append_c(reader->text, (char)byte);
}

bool zz_read(ZzReader *reader, bool whole) {
  int byte = EOF;
  bool any = false;
  g_string_truncate(reader->text, 0);
  reader->blank = true;
  while (reader->text->len < reader->most || !whole) {
    byte = getc_unlocked(reader->file);
    if (byte == EOF || (byte == '\n' && !whole))
      break;
    any = true;
    keep(reader, byte);
  }
  return any || byte == '\n';
}
