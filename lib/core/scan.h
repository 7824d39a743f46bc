/* The scanner behind json.h: one pass over the text that finds the first fault. */
#ifndef ZZ_SCAN_H
#define ZZ_SCAN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/** The first byte of every string handed to cJSON. */
#define ZZ_MARK_NUMBER 'n'
#define ZZ_MARK_STRING 's'
#define ZZ_NO_MARK '\0'

enum { ZZ_SCAN_ROOM = 8 * 1024 };

typedef enum { ZZ_SCAN_SYNTAX = 1, ZZ_SCAN_TOO_DEEP, ZZ_SCAN_DUPLICATE } ZzScanFault;

typedef struct ZzScanFrame ZzScanFrame;

typedef struct {
  const unsigned char *text;
  size_t length, at;
  char *out; /* what cJSON gets: in `room`, or allocated */
  size_t out_length;
  GArray *names;      /* of the objects that are open */
  ZzScanFault fault;  /* 0 = none */
  size_t fault_at;    /* offset of the faulty byte, or of the repeated name */
  GString *pointer;   /* where, for the faults that are not of syntax */
  GString *name;      /* the repeated name */
  const char *wanted; /* JSON Pointer to locate, or NULL */
  size_t matched;     /* how much of it leads to the value at hand */
  size_t wanted_at;   /* offset of its value, SIZE_MAX while not seen */
  unsigned n_wanted, depth;
  char room[ZZ_SCAN_ROOM]; /* enough for a small request, so that it costs no allocation */
} ZzScan;

/** Scans a whole text; false with `fault` set. zz_scan_clear() in any case. */
bool zz_scan(ZzScan *scan, const char *text, size_t length, const char *wanted);
void zz_scan_clear(ZzScan *scan);

/**
 * Scans a string, the opening quote being the next byte, and writes it with the mark in canonical
 * form: the only escapes left are those that JSON demands, so equal strings have equal bytes.
 */
bool zz_scan_string(ZzScan *scan, char mark);

/** Notes a fault of syntax at the next byte; returns false. */
bool zz_scan_fail(ZzScan *scan);

/** The next byte, or -1 at the end. */
static inline int zz_scan_peek(const ZzScan *scan) {
  return scan->at < scan->length ? scan->text[scan->at] : -1;
}

static inline void zz_scan_put(ZzScan *scan, char byte) { scan->out[scan->out_length++] = byte; }

#endif
