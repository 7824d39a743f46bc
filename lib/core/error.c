#include "error-private.h"

#include <string.h>

typedef struct {
  GError parent; /* so that the file reads like GLib's own extended errors */
} ZzgovError;

typedef struct {
  char *path;
  char *message_zh;
  ZzgovText expected;
  size_t line, column;
  char *missing; /* the member that is missing at the path */
} ZzgovErrorPrivate;

static void zzgov_error_private_init(ZzgovErrorPrivate *priv) {
  memset(priv, 0, sizeof *priv);
  priv->path = g_strdup("");
}

static void zzgov_error_private_copy(const ZzgovErrorPrivate *from, ZzgovErrorPrivate *to) {
  g_free(to->path);
  to->path = g_strdup(from->path);
  to->message_zh = g_strdup(from->message_zh);
  to->expected = (ZzgovText){g_strdup(from->expected.en), g_strdup(from->expected.zh)};
  to->line = from->line;
  to->column = from->column;
  to->missing = g_strdup(from->missing);
}

static void zzgov_error_private_clear(ZzgovErrorPrivate *priv) {
  g_free(priv->path);
  g_free(priv->message_zh);
  g_free((char *)priv->expected.en);
  g_free((char *)priv->expected.zh);
  g_free(priv->missing);
}

G_DEFINE_EXTENDED_ERROR(ZzgovError, zzgov_error)

static const char *const code_names[] = {
    [ZZGOV_ERROR_INVALID_JSON] = "invalid-json",
    [ZZGOV_ERROR_LIMIT_EXCEEDED] = "limit-exceeded",
    [ZZGOV_ERROR_DUPLICATE_FIELD] = "duplicate-field",
    [ZZGOV_ERROR_UNKNOWN_CALCULATOR] = "unknown-calculator",
    [ZZGOV_ERROR_UNKNOWN_FIELD] = "unknown-field",
    [ZZGOV_ERROR_MISSING_FIELD] = "missing-field",
    [ZZGOV_ERROR_INVALID_TYPE] = "invalid-type",
    [ZZGOV_ERROR_INVALID_VALUE] = "invalid-value",
    [ZZGOV_ERROR_NOT_IN_FORCE] = "not-in-force",
    [ZZGOV_ERROR_CALENDAR_MISSING] = "calendar-missing",
    [ZZGOV_ERROR_OVERFLOW] = "overflow",
    [ZZGOV_ERROR_INVALID_RULEBOOK] = "invalid-rulebook",
    [ZZGOV_ERROR_INTERNAL] = "internal",
    [ZZGOV_ERROR_INVALID_ARGUMENT] = "invalid-argument",
    [ZZGOV_ERROR_UNREADABLE] = "unreadable",
    [ZZGOV_ERROR_CANCELLED] = "cancelled",
    [ZZGOV_ERROR_INVALID_RECEIPT] = "invalid-receipt",
};
G_STATIC_ASSERT(G_N_ELEMENTS(code_names) == ZZGOV_ERROR_INVALID_RECEIPT + 1);

const char *zzgov_error_code_name(int code) {
  return code >= 0 && code < (int)G_N_ELEMENTS(code_names) ? code_names[code] : NULL;
}

static ZzgovErrorPrivate *details(const GError *error) {
  return error && error->domain == ZZGOV_ERROR ? zzgov_error_get_private(error) : NULL;
}

const char *zzgov_error_get_path(const GError *error) {
  ZzgovErrorPrivate *priv = details(error);
  return priv ? priv->path : NULL;
}

const char *zzgov_error_get_expected(const GError *error, ZzgovLang lang) {
  ZzgovErrorPrivate *priv = details(error);
  return priv ? zz_text_in(&priv->expected, lang) : NULL;
}

const char *zzgov_error_get_message(const GError *error, ZzgovLang lang) {
  ZzgovErrorPrivate *priv = details(error);
  if (priv && priv->message_zh && lang == ZZGOV_LANG_ZH)
    return priv->message_zh;
  return error ? error->message : NULL;
}

bool zzgov_error_get_position(const GError *error, size_t *line, size_t *column) {
  ZzgovErrorPrivate *priv = details(error);
  if (line)
    *line = priv ? priv->line : 0;
  if (column)
    *column = priv ? priv->column : 0;
  return priv && priv->line > 0;
}

static void set_path(ZzgovErrorPrivate *priv, char *path) {
  g_free(priv->path);
  priv->path = path;
}

static ZzgovErrorPrivate *set(GError **error, ZzgovErrorCode code, ZzMessage message,
                              va_list args) {
  va_list again;
  va_copy(again, args);
  g_autofree char *en = zz_message_vprintf(ZZGOV_LANG_EN, message, args);
  *error = g_error_new_literal(ZZGOV_ERROR, code, en);
  ZzgovErrorPrivate *priv = details(*error);
  priv->message_zh = zz_message_vprintf(ZZGOV_LANG_ZH, message, again);
  va_end(again);
  return priv;
}

bool zz_fail(GError **error, ZzgovErrorCode code, const ZzPath *path, ZzMessage message, ...) {
  if (!error)
    return false;
  va_list args;
  va_start(args, message);
  ZzgovErrorPrivate *priv = set(error, code, message, args);
  va_end(args);
  set_path(priv, zz_path_to_pointer(path));
  return false;
}

/* 去年同期PM2.5（pm25_last_year） */
static char *chinese_name(const ZzField *member) {
  if (!member || !member->help.zh)
    return g_strdup(member ? member->name : "");
  int length = (int)zz_stem_length(member->help.zh);
  return g_strdup_printf("%.*s（%s）", length, member->help.zh, member->name);
}

bool zz_fail_member(GError **error, ZzgovErrorCode code, const ZzPath *path, ZzMessage message,
                    const ZzField *member, const ZzField *other) {
  if (!error)
    return false;
  g_autofree char *zh = chinese_name(member), *other_zh = chinese_name(other);
  zz_fail(error, code, path, message, member->name, zh, other ? other->name : "", other_zh);
  if (code == ZZGOV_ERROR_MISSING_FIELD)
    details(*error)->missing = g_strdup(member->name);
  return false;
}

const char *zz_error_missing(const GError *error) {
  ZzgovErrorPrivate *priv = details(error);
  return priv ? priv->missing : NULL;
}

bool zz_fail_expecting(GError **error, ZzgovErrorCode code, const ZzPath *path, ZzgovText expected,
                       ZzMessage message, ...) {
  if (!error)
    return false;
  va_list args;
  va_start(args, message);
  ZzgovErrorPrivate *priv = set(error, code, message, args);
  va_end(args);
  set_path(priv, zz_path_to_pointer(path));
  priv->expected = (ZzgovText){g_strdup(expected.en), g_strdup(expected.zh)};
  return false;
}

bool zz_fail_unreadable(GError **error, const char *name, int number) {
  return zz_fail(
      error, ZZGOV_ERROR_UNREADABLE, NULL, ZZ_MSG_UNREADABLE, name, g_strerror(number),
      zz_file_reason(ZZGOV_LANG_ZH, (int)g_file_error_from_errno(number), g_strerror(number)));
}

bool zz_fail_file(GError **error, const char *name, const GError *cause) {
  return zz_fail(error, ZZGOV_ERROR_UNREADABLE, NULL, ZZ_MSG_UNREADABLE, name, cause->message,
                 zz_file_reason(ZZGOV_LANG_ZH, cause->code, cause->message));
}

bool zz_fail_argument(GError **error, const char *argument) {
  return zz_fail(error, ZZGOV_ERROR_INVALID_ARGUMENT, NULL, ZZ_MSG_ARGUMENT, argument);
}

bool zz_fail_at(GError **error, ZzgovErrorCode code, const char *pointer, size_t line,
                size_t column, ZzMessage message, ...) {
  if (!error)
    return false;
  va_list args;
  va_start(args, message);
  ZzgovErrorPrivate *priv = set(error, code, message, args);
  va_end(args);
  set_path(priv, g_strdup(pointer));
  priv->line = line;
  priv->column = column;
  return false;
}

static char *in_file(const char *file, char *message) {
  g_autofree char *shown = g_filename_display_name(file);
  char *longer = g_strconcat(shown, ": ", message, NULL);
  g_free(message);
  return longer;
}

void zz_error_relocate(GError *error, ZzgovErrorCode code, size_t line, size_t column,
                       const char *file) {
  ZzgovErrorPrivate *priv = details(error);
  error->code = code;
  if (line > 0) {
    priv->line = line;
    priv->column = column;
  }
  if (!file)
    return;
  error->message = in_file(file, error->message);
  priv->message_zh = in_file(file, priv->message_zh);
}

void zz_error_set_path(GError *error, const char *pointer) {
  set_path(details(error), g_strdup(pointer));
}

void zz_error_prefix(GError *error, const char *pointer) {
  ZzgovErrorPrivate *priv = details(error);
  set_path(priv, g_strconcat(pointer, priv->path, NULL));
}

/* C0 80 to U+2400, the sign for it. */
static char *show_nul(char *text) {
  g_auto(GStrv) parts = g_strsplit(text, "\xC0\x80", -1);
  g_free(text);
  return g_strjoinv("␀", parts);
}

void zz_error_show_nul(GError *error) {
  ZzgovErrorPrivate *priv = details(error);
  error->message = show_nul(error->message);
  priv->message_zh = show_nul(priv->message_zh);
  priv->path = show_nul(priv->path);
}

/* --- errors of a spreadsheet ------------------------------------------------------------------ */

char *zz_place_text(ZzgovLang lang, size_t line, size_t column, const char *header) {
  g_autofree char *line_text = g_strdup_printf("%zu", line);
  g_autofree char *column_text = g_strdup_printf("%zu", column);
  if (column == 0)
    return zz_message_printf(lang, ZZ_MSG_PLACE_LINE, line_text);
  g_autofree char *shown = zz_harmless(header ? header : "");
  if (!*shown)
    return zz_message_printf(lang, ZZ_MSG_PLACE_COLUMN, line_text, column_text);
  return zz_message_printf(lang, ZZ_MSG_PLACE_CELL, line_text, column_text, shown);
}

/* With what stands between: a Chinese colon behind a Chinese text only. */
static void prefix_messages(GError *error, const char *en, const char *zh, const char *zh_colon) {
  ZzgovErrorPrivate *priv = details(error);
  g_autofree char *message = error->message, *message_zh = priv->message_zh;
  g_autofree char *safe = zz_harmless(message), *safe_zh = zz_harmless(message_zh);
  error->message = g_strconcat(en, ": ", safe, NULL);
  priv->message_zh = g_strconcat(zh, zh_colon, safe_zh, NULL);
}

void zz_error_prefix_message(GError *error, const char *text) {
  prefix_messages(error, text, text, ": ");
}

void zz_error_place(GError *error, size_t line, size_t column, const char *header) {
  ZzgovErrorPrivate *priv = details(error);
  g_autofree char *en = zz_place_text(ZZGOV_LANG_EN, line, column, header);
  g_autofree char *zh = zz_place_text(ZZGOV_LANG_ZH, line, column, header);
  prefix_messages(error, en, zh, "：");
  priv->line = line;
  priv->column = column;
}

const char *zz_expected_text(ZzgovLang lang) {
  return lang == ZZGOV_LANG_ZH ? "；应为：" : "; expected: ";
}

static char *joined(const GPtrArray *errors, size_t n, ZzgovLang lang) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < errors->len; i++) {
    const GError *error = g_ptr_array_index(errors, i);
    const char *expected = zzgov_error_get_expected(error, lang);
    g_string_append_printf(text, "%s%s", i ? "\n" : "", zzgov_error_get_message(error, lang));
    if (expected)
      g_string_append_printf(text, "%s%s", zz_expected_text(lang), expected);
  }
  if (n > errors->len) {
    g_autofree char *number = g_strdup_printf("%zu", n - errors->len);
    g_autofree char *more = zz_message_printf(lang, ZZ_MSG_MORE_FAULTS, number);
    g_string_append_printf(text, "\n%s", more);
  }
  return g_string_free(text, FALSE);
}

void zz_error_join(GError *error, const GPtrArray *errors, size_t n) {
  ZzgovErrorPrivate *priv = details(error);
  if (n < 2)
    return;
  g_free(error->message);
  g_free(priv->message_zh);
  error->message = joined(errors, n, ZZGOV_LANG_EN);
  priv->message_zh = joined(errors, n, ZZGOV_LANG_ZH);
  g_free((char *)priv->expected.en);
  g_free((char *)priv->expected.zh);
  priv->expected = (ZzgovText){NULL, NULL};
}
