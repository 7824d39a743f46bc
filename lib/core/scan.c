#include "scan.h"

#include "json.h"
#include "path.h"

#include <string.h>

/* A frame is an open array (name is NULL) or object with the member that is being read. */
struct ZzScanFrame {
  const ZzScanFrame *parent;
  const char *name; /* in `out`, in canonical form */
  size_t name_length, index;
  size_t matched; /* how much of the wanted pointer leads to this frame's value; SIZE_MAX: none */
};

/* A name of an open object: where it stands in `out`, and where in the text. */
typedef struct {
  size_t start, length, at;
} Name;

/* A byte grows to at most three: `1,` becomes `"n1",`; 16 more are for a text of one digit. */
enum { GROWTH = 3, ROOM = 16 };

bool zz_scan_fail(ZzScan *scan) {
  scan->fault = ZZ_SCAN_SYNTAX;
  scan->fault_at = scan->at;
  return false;
}

static void skip_blanks(ZzScan *scan) {
  for (int c; (c = zz_scan_peek(scan)) == ' ' || c == '\n' || c == '\t' || c == '\r';)
    scan->at++;
}

/* Takes the byte that must come next. */
static bool take(ZzScan *scan, char byte) {
  if (zz_scan_peek(scan) != (unsigned char)byte)
    return zz_scan_fail(scan);
  scan->at++;
  zz_scan_put(scan, byte);
  return true;
}

static bool take_literal(ZzScan *scan, const char *literal) {
  while (*literal)
    if (!take(scan, *literal++))
      return false;
  return true;
}

static bool is_digit(int c) { return c >= '0' && c <= '9'; }

static bool take_digits(ZzScan *scan) {
  if (!is_digit(zz_scan_peek(scan)))
    return zz_scan_fail(scan);
  while (is_digit(zz_scan_peek(scan)))
    zz_scan_put(scan, (char)scan->text[scan->at++]);
  return true;
}

static bool take_number(ZzScan *scan) {
  zz_scan_put(scan, '"');
  zz_scan_put(scan, ZZ_MARK_NUMBER);
  if (zz_scan_peek(scan) == '-')
    take(scan, '-');
  if (zz_scan_peek(scan) == '0')
    take(scan, '0');
  else if (!take_digits(scan))
    return false;
  if (zz_scan_peek(scan) == '.' && !(take(scan, '.') && take_digits(scan)))
    return false;
  if (zz_scan_peek(scan) == 'e' || zz_scan_peek(scan) == 'E') {
    zz_scan_put(scan, (char)scan->text[scan->at++]);
    if (zz_scan_peek(scan) == '+' || zz_scan_peek(scan) == '-')
      zz_scan_put(scan, (char)scan->text[scan->at++]);
    if (!take_digits(scan))
      return false;
  }
  zz_scan_put(scan, '"');
  return true;
}

/* Canonical form back to the name itself; a canonical text holds few kinds of escapes. */
static void append_plain(GString *plain, const char *canonical, size_t length) {
  static const char letters[] = "bfnrt\"\\", meanings[] = "\b\f\n\r\t\"\\";
  for (const char *c = canonical, *end = canonical + length; c < end; c++) {
    const char *letter;
    if (*c != '\\')
      g_string_append_c(plain, *c);
    else if (*++c == 'u') {
      g_string_append_c(plain,
                        (char)(g_ascii_xdigit_value(c[3]) * 16 + g_ascii_xdigit_value(c[4])));
      c += 4;
    } else if ((letter = strchr(letters, *c)))
      g_string_append_c(plain, meanings[letter - letters]);
  }
}

static void append_frames(GString *pointer, const ZzScanFrame *frame) {
  if (!frame)
    return;
  append_frames(pointer, frame->parent);
  if (frame->name) {
    g_autoptr(GString) plain = g_string_new(NULL);
    append_plain(plain, frame->name, frame->name_length);
    zz_pointer_append_name(pointer, plain->str);
  } else {
    zz_pointer_append_index(pointer, frame->index);
  }
}

static void note_pointer(ZzScan *scan, const ZzScanFrame *frame) {
  g_string_truncate(scan->pointer, 0);
  append_frames(scan->pointer, frame);
}

static int compare_names(gconstpointer a, gconstpointer b, gpointer data) {
  const Name *left = a, *right = b;
  const char *out = data;
  if (left->length != right->length)
    return left->length < right->length ? -1 : 1;
  int order = memcmp(out + left->start, out + right->start, left->length);
  return order ? order : left->at < right->at ? -1 : left->at > right->at;
}

static bool same_name(const ZzScan *scan, const Name *a, const Name *b) {
  return a->length == b->length &&
         memcmp(scan->out + a->start, scan->out + b->start, a->length) == 0;
}

/* The earliest name that stood before, or NULL. Few names are compared each with each; many are
 * sorted: no choice of names makes that slower than n log n. */
static const Name *find_duplicate(ZzScan *scan, size_t first_name) {
  enum { FEW = 8 };
  size_t n = scan->names->len - first_name;
  if (n < 2)
    return NULL;
  Name *names = (Name *)(void *)scan->names->data + first_name;
  if (n <= FEW) {
    for (size_t i = 1; i < n; i++)
      for (size_t j = 0; j < i; j++)
        if (same_name(scan, &names[i], &names[j]))
          return &names[i];
    return NULL;
  }
  const Name *first = NULL;
  g_qsort_with_data(names, (int)n, sizeof *names, compare_names, scan->out);
  for (size_t i = 1; i < n; i++)
    if (same_name(scan, &names[i - 1], &names[i]) && (!first || names[i].at < first->at))
      first = &names[i];
  return first;
}

/* At the end of an object, or where a fault ended it: a repeated name in it came before the fault,
 * unless the fault is a repeated name of an inner object. */
static bool check_names(ZzScan *scan, size_t first_name, const ZzScanFrame *parent, bool scanned) {
  const Name *name = find_duplicate(scan, first_name);
  if (name && !(scan->fault == ZZ_SCAN_DUPLICATE && scan->fault_at < name->at)) {
    const ZzScanFrame frame = {parent, scan->out + name->start, name->length, 0, 0};
    scan->fault = ZZ_SCAN_DUPLICATE;
    scan->fault_at = name->at;
    note_pointer(scan, &frame);
    g_string_truncate(scan->name, 0);
    append_plain(scan->name, frame.name, frame.name_length);
    scanned = false;
  }
  g_array_set_size(scan->names, (guint)first_name);
  return scanned;
}

static bool take_value(ZzScan *scan, const ZzScanFrame *frame);

static bool take_name(ZzScan *scan, ZzScanFrame *frame) {
  Name name = {scan->out_length + 1, 0, scan->at};
  if (zz_scan_peek(scan) != '"')
    return zz_scan_fail(scan);
  if (!zz_scan_string(scan, ZZ_NO_MARK))
    return false;
  name.length = scan->out_length - 1 - name.start;
  g_array_append_val(scan->names, name);
  frame->name = scan->out + name.start;
  frame->name_length = name.length;
  return true;
}

static bool take_members(ZzScan *scan, ZzScanFrame *frame) {
  do {
    skip_blanks(scan);
    if (!take_name(scan, frame))
      return false;
    skip_blanks(scan);
    if (!take(scan, ':') || !take_value(scan, frame))
      return false;
    skip_blanks(scan);
  } while (zz_scan_peek(scan) == ',' && take(scan, ','));
  return take(scan, '}');
}

static bool take_object(ZzScan *scan, const ZzScanFrame *parent) {
  size_t first_name = scan->names->len;
  ZzScanFrame frame = {parent, NULL, 0, 0, scan->matched};
  take(scan, '{');
  skip_blanks(scan);
  if (zz_scan_peek(scan) == '}')
    return take(scan, '}');
  bool scanned = take_members(scan, &frame);
  return check_names(scan, first_name, parent, scanned);
}

/* An array that is longer than any may be is too long by one element as by millions, and nothing
 * has arrays in arrays: the rest is scanned, but not handed on, so that it costs no memory. */
static bool take_array(ZzScan *scan, const ZzScanFrame *parent) {
  ZzScanFrame frame = {parent, NULL, 0, 0, scan->matched};
  size_t kept = 0, most = parent && !parent->name ? 0 : ZZ_MAX_ELEMENTS;
  take(scan, '[');
  skip_blanks(scan);
  if (zz_scan_peek(scan) == ']')
    return take(scan, ']');
  for (;; frame.index++) {
    if (!take_value(scan, &frame))
      return false;
    if (frame.index > most)
      scan->out_length = kept;
    skip_blanks(scan);
    kept = scan->out_length;
    if (zz_scan_peek(scan) != ',')
      return take(scan, ']');
    take(scan, ',');
  }
}

static bool take_container(ZzScan *scan, const ZzScanFrame *frame, int opening) {
  if (scan->depth == ZZ_MAX_DEPTH) {
    scan->fault = ZZ_SCAN_TOO_DEEP;
    scan->fault_at = scan->at;
    note_pointer(scan, frame);
    return false;
  }
  scan->depth++;
  bool scanned = opening == '{' ? take_object(scan, frame) : take_array(scan, frame);
  scan->depth--;
  return scanned;
}

/* How much of the wanted pointer leads to the value at hand, token by token, so that looking costs
 * no more than the names are long. */
static size_t match(const ZzScan *scan, const ZzScanFrame *frame) {
  if (!scan->wanted || !frame)
    return scan->wanted ? 0 : SIZE_MAX;
  if (frame->matched == SIZE_MAX)
    return SIZE_MAX;
  const ZzScanFrame alone = {NULL, frame->name, frame->name_length, frame->index, 0};
  g_autoptr(GString) token = g_string_new(NULL);
  append_frames(token, &alone);
  bool fits = strncmp(scan->wanted + frame->matched, token->str, token->len) == 0;
  return fits ? frame->matched + token->len : SIZE_MAX;
}

/* Where a name is repeated, the second one is meant. */
static void look_for_wanted(ZzScan *scan, const ZzScanFrame *frame) {
  scan->matched = match(scan, frame);
  if (scan->matched == SIZE_MAX || scan->n_wanted == 2 || scan->wanted[scan->matched] != '\0')
    return;
  scan->wanted_at = scan->at;
  scan->n_wanted++;
}

static bool take_value(ZzScan *scan, const ZzScanFrame *frame) {
  skip_blanks(scan);
  look_for_wanted(scan, frame);
  int c = zz_scan_peek(scan);
  switch (c) {
  case '{':
  case '[':
    return take_container(scan, frame, c);
  case '"':
    return zz_scan_string(scan, ZZ_MARK_STRING);
  case 't':
    return take_literal(scan, "true");
  case 'f':
    return take_literal(scan, "false");
  case 'n':
    return take_literal(scan, "null");
  default:
    return c == '-' || is_digit(c) ? take_number(scan) : zz_scan_fail(scan);
  }
}

bool zz_scan(ZzScan *scan, const char *text, size_t length, const char *wanted) {
  size_t needed = GROWTH * length + ROOM;
  memset(scan, 0, offsetof(ZzScan, room));
  scan->text = (const unsigned char *)text;
  scan->length = length;
  scan->out = needed > sizeof scan->room ? g_malloc(needed) : scan->room;
  scan->names = g_array_new(FALSE, FALSE, sizeof(Name));
  scan->pointer = g_string_new(NULL);
  scan->name = g_string_new(NULL);
  scan->wanted = wanted;
  scan->wanted_at = SIZE_MAX;
  if (!take_value(scan, NULL))
    return false;
  skip_blanks(scan);
  return scan->at == length || zz_scan_fail(scan);
}

void zz_scan_clear(ZzScan *scan) {
  if (scan->out != scan->room)
    g_free(scan->out);
  g_array_unref(scan->names);
  g_string_free(scan->pointer, TRUE);
  g_string_free(scan->name, TRUE);
}
