#include "tokens.h"

#include <string.h>

static const char letters[] = "bfnrt\"\\/", meanings[] = "\b\f\n\r\t\"\\/";

static gunichar read_unit(const char *hex) {
  gunichar unit = 0;
  for (int i = 0; i < 4; i++)
    unit = unit * 16 + (gunichar)g_ascii_xdigit_value(hex[i]);
  return unit;
}

/* One character of a string, escaped or not; moves behind it. */
static gunichar take_character(const char **at) {
  const char *c = *at;
  if (*c != '\\') {
    *at = g_utf8_next_char(c);
    return g_utf8_get_char(c);
  }
  if (c[1] != 'u') {
    *at = c + 2;
    return (gunichar)meanings[strchr(letters, c[1]) - letters];
  }
  gunichar unit = read_unit(c + 2);
  *at = c + 6;
  if (unit < 0xD800 || unit > 0xDBFF)
    return unit;
  *at = c + 12;
  return 0x10000 + ((unit - 0xD800) << 10) + (read_unit(c + 8) - 0xDC00);
}

static void put_character(GString *out, gunichar c) {
  const char *meaning = c && c < 0x80 && c != '/' ? strchr(meanings, (int)c) : NULL;
  if (meaning)
    g_string_append_printf(out, "\\%c", letters[meaning - meanings]);
  else if (c < 0x20)
    g_string_append_printf(out, "\\u%04x", c);
  else
    g_string_append_unichar(out, c);
}

/* A string from behind its first quote to behind its last. */
static const char *compact_string(GString *out, const char *at) {
  g_string_append_c(out, '"');
  while (*at != '"')
    put_character(out, take_character(&at));
  g_string_append_c(out, '"');
  return at + 1;
}

char *tokens_compact(const char *json, gssize length) {
  GString *out = g_string_new(NULL);
  for (const char *at = json; length < 0 ? *at : at < json + length;) {
    if (*at == '"')
      at = compact_string(out, at + 1);
    else if (strchr(" \t\r\n", *at++) == NULL)
      g_string_append_c(out, at[-1]);
  }
  return g_string_free(out, FALSE);
}

static const char *string_end(const char *string) {
  for (const char *at = string + 1;; at++) {
    if (*at == '\\')
      at++;
    else if (*at == '"')
      return at + 1;
  }
}

const char *tokens_end(const char *value) {
  int depth = 0;
  do {
    if (*value == '"') {
      value = string_end(value);
      continue;
    }
    if (*value == '{' || *value == '[')
      depth++;
    if (*value == '}' || *value == ']')
      depth--;
    value++;
  } while (depth > 0);
  return strchr("\"}]", value[-1]) ? value : value + strcspn(value, ",]}");
}

/* A member of an object: from its name to the end of its value. */
typedef struct {
  const char *name, *value, *end;
} Member;

static bool next_member(const char *object, Member *member) {
  member->name = member->end ? member->end : object;
  if (*member->name == '}' || *++member->name == '}')
    return false;
  member->value = string_end(member->name) + 1;
  member->end = tokens_end(member->value);
  return true;
}

static bool has_name(const Member *member, const char *name) {
  size_t length = strlen(name);
  return strncmp(member->name + 1, name, length) == 0 && member->name[length + 1] == '"';
}

static char *copy(const char *from, const char *end) {
  return g_strndup(from, (gsize)(end - from));
}

char *tokens_member(const char *object, const char *name) {
  Member member = {NULL, NULL, NULL};
  while (next_member(object, &member))
    if (has_name(&member, name))
      return copy(member.value, member.end);
  return NULL;
}

GPtrArray *tokens_elements(const char *array) {
  GPtrArray *elements = g_ptr_array_new_with_free_func(g_free);
  for (const char *at = array + 1, *end; *at != ']'; at = end + (*end == ',')) {
    end = tokens_end(at);
    g_ptr_array_add(elements, copy(at, end));
  }
  return elements;
}

GPtrArray *tokens_names(const char *object) {
  GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
  Member member = {NULL, NULL, NULL};
  while (next_member(object, &member))
    g_ptr_array_add(names, copy(member.name + 1, member.value - 2));
  return names;
}

static void append_member(GString *out, const char *text, gssize length) {
  if (out->len > 1)
    g_string_append_c(out, ',');
  g_string_append_len(out, text, length);
}

char *tokens_without(const char *object, const char *const *names) {
  GString *out = g_string_new("{");
  Member member = {NULL, NULL, NULL};
  while (next_member(object, &member)) {
    bool wanted = true;
    for (const char *const *name = names; *name; name++)
      wanted &= !has_name(&member, *name);
    if (wanted)
      append_member(out, member.name, member.end - member.name);
  }
  g_string_append_c(out, '}');
  return g_string_free(out, FALSE);
}

char *tokens_with(const char *object, const char *name, const char *value) {
  GString *out = g_string_new("{");
  Member member = {NULL, NULL, NULL};
  while (next_member(object, &member)) {
    append_member(out, member.name, member.value - member.name);
    if (has_name(&member, name))
      g_string_append(out, value);
    else
      g_string_append_len(out, member.value, member.end - member.value);
  }
  g_string_append_c(out, '}');
  return g_string_free(out, FALSE);
}

GString *tokens_string(const char *string) {
  GString *bytes = g_string_new(NULL);
  for (const char *at = string + 1; *at != '"';) {
    gunichar c = take_character(&at);
    if (c)
      g_string_append_unichar(bytes, c);
    else
      g_string_append_len(bytes, "\0", 1);
  }
  return bytes;
}
