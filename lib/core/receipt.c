#include "encode.h"
#include "error-private.h"
#include "request.h"

#include <string.h>
#include <zzgov/receipt.h>

/* What a receipt is made of. All sums are SHA-256 in hexadecimal digits. */
typedef struct {
  char *sha256, *version, *rulebook, *request, *response;
} Sums;

static void clear_sums(Sums *sums) {
  g_free(sums->sha256);
  g_free(sums->version);
  g_free(sums->rulebook);
  g_free(sums->request);
  g_free(sums->response);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sums, clear_sums)

static const char marker[] = ",\"receipt\":{", end[] = "}}";

static char *sum_of(const char *text, size_t length) {
  return g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)text, length);
}

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* A JSON text without byte order mark and without blanks between its tokens. */
static GString *without_blanks(const char *text, size_t length) {
  GString *out = g_string_sized_new(length);
  bool string = false;
  size_t i = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  for (; i < length; i++) {
    if (!string && is_blank(text[i]))
      continue;
    string ^= text[i] == '"';
    g_string_append_c(out, text[i]);
    if (string && text[i] == '\\' && i + 1 < length)
      g_string_append_c(out, text[++i]);
  }
  return out;
}

/* The lines over which the receipt's own sum runs. */
static char *sum_of_sums(const Sums *sums) {
  g_autofree char *lines =
      g_strdup_printf("zzgov receipt 1\nversion %s\nrulebook %s\nrequest %s\nresponse %s\n",
                      sums->version, sums->rulebook, sums->request, sums->response);
  return sum_of(lines, strlen(lines));
}

static char *sum_of_rulebook(const ZzgovRulebook *rulebook) {
  return sum_of(rulebook->text, strlen(rulebook->text));
}

/* --- giving one ------------------------------------------------------------------------------- */

static void encode_receipt(GString *out, const Sums *sums, const GString *request) {
  zz_encode_name(out, "receipt");
  g_string_append_c(out, '{');
  zz_encode_text(out, "sha256", sums->sha256);
  zz_encode_text(out, "version", sums->version);
  zz_encode_text(out, "rulebook_sha256", sums->rulebook);
  zz_encode_text(out, "request_sha256", sums->request);
  zz_encode_text(out, "response_sha256", sums->response);
  zz_encode_name(out, "request");
  g_string_append_len(out, request->str, (gssize)request->len);
  g_string_append_c(out, '}');
}

/* Opens the response again and puts the receipt behind its last member. */
static void append_receipt(GString *out, const ZzgovRulebook *rulebook, const char *text,
                           size_t length) {
  static const char close[] = "}\n";
  GString *request = without_blanks(text, length);
  g_auto(Sums) sums = {.version = g_strdup(zzgov_version()),
                       .rulebook = sum_of_rulebook(rulebook),
                       .request = sum_of(request->str, request->len),
                       .response = sum_of(out->str, out->len)};
  sums.sha256 = sum_of_sums(&sums);
  g_string_truncate(out, out->len - strlen(close));
  encode_receipt(out, &sums, request);
  g_string_append(out, close);
  g_string_free(request, TRUE);
}

static char *refuse_patched(bool *ok) {
  g_autoptr(GError) error = NULL;
  zz_fail(&error, ZZGOV_ERROR_INVALID_RULEBOOK, NULL, ZZ_MSG_RECEIPT_PATCHED);
  if (ok)
    *ok = false;
  return zzgov_error_to_json(error, ZZGOV_LANG_EN);
}

char *zzgov_evaluate_json_with_receipt(const ZzgovRulebook *rulebook, const char *request,
                                       size_t length, bool *ok) {
  bool good;
  if (!rulebook)
    rulebook = zzgov_rulebook_get_default();
  if (zzgov_rulebook_is_patched(rulebook))
    return refuse_patched(ok);
  GString *out = zz_evaluate(rulebook, request, length, &good);
  if (good)
    append_receipt(out, rulebook, request, length);
  if (ok)
    *ok = good;
  return g_string_free(out, FALSE);
}

/* --- verifying one ---------------------------------------------------------------------------- */

/* A response taken apart. Its texts are lent. */
typedef struct {
  const GString *text;
  const char *request;
  size_t request_length;
  Sums sums;
} Given;

static bool skip(const char **at, const char *literal) {
  size_t length = strlen(literal);
  if (strncmp(*at, literal, length) != 0)
    return false;
  *at += length;
  return true;
}

/* `"name":"value",` at the place, which moves behind it. A value has no escapes. */
static bool take_text(const char **at, const char *name, char **value) {
  g_autofree char *beginning = g_strdup_printf("\"%s\":\"", name);
  if (!skip(at, beginning))
    return false;
  size_t length = strcspn(*at, "\"\\");
  *value = g_strndup(*at, length);
  *at += length;
  return skip(at, "\",");
}

/* In a response the first such bytes are the member: in a string they would have escapes. */
static bool take_apart(Given *given) {
  const GString *text = given->text;
  const char *at = strstr(text->str, marker);
  Sums *sums = &given->sums;
  if (!at || strlen(text->str) != text->len || !g_str_has_suffix(text->str, end))
    return false;
  at += strlen(marker);
  if (!take_text(&at, "sha256", &sums->sha256) || !take_text(&at, "version", &sums->version) ||
      !take_text(&at, "rulebook_sha256", &sums->rulebook) ||
      !take_text(&at, "request_sha256", &sums->request) ||
      !take_text(&at, "response_sha256", &sums->response) || !skip(&at, "\"request\":"))
    return false;
  given->request = at;
  given->request_length = (size_t)(text->str + text->len - strlen(end) - at);
  return at + strlen(end) <= text->str + text->len;
}

static bool fail(GError **error, const char *path, ZzMessage message, const char *one,
                 const char *other) {
  return zz_fail_at(error, ZZGOV_ERROR_INVALID_RECEIPT, path, 0, 0, message, one, other);
}

/* What can be said before anything is computed. */
static bool check_sums(const Given *given, const ZzgovRulebook *rulebook, GError **error) {
  const Sums *sums = &given->sums;
  g_autofree char *all = sum_of_sums(sums);
  g_autofree char *request = sum_of(given->request, given->request_length);
  g_autofree char *rules = sum_of_rulebook(rulebook);
  if (strcmp(all, sums->sha256) != 0)
    return fail(error, "/receipt", ZZ_MSG_RECEIPT_ALTERED, NULL, NULL);
  if (strcmp(request, sums->request) != 0)
    return fail(error, "/receipt/request", ZZ_MSG_RECEIPT_REQUEST, NULL, NULL);
  if (strcmp(zzgov_version(), sums->version) != 0)
    return fail(error, "/receipt/version", ZZ_MSG_RECEIPT_VERSION, sums->version, zzgov_version());
  if (strcmp(rules, sums->rulebook) != 0)
    return fail(error, "/receipt/rulebook_sha256", ZZ_MSG_RECEIPT_RULEBOOK, sums->rulebook, rules);
  return true;
}

/* The member of a response in which its byte `at` stands; NULL before the first. */
static const char *member_at(const GString *text, size_t at) {
  static const char *const names[] = {"id",     "calculator", "rulebook",    "options",
                                      "result", "warnings",   "explanation", "receipt"};
  const char *name = NULL;
  size_t latest = 0, line, column;
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *pointer = g_strconcat("/", names[i], NULL);
    if (zz_json_locate(text->str, text->len, pointer, &line, &column) && column <= at + 1 &&
        column > latest) {
      name = names[i];
      latest = column;
    }
  }
  return name;
}

/* Computes the response again. */
static bool check_response(const Given *given, const ZzgovRulebook *rulebook, GError **error) {
  const GString *text = given->text;
  size_t same = 0;
  g_autofree char *again =
      zzgov_evaluate_json_with_receipt(rulebook, given->request, given->request_length, NULL);
  while (same < text->len && again[same] && again[same] == text->str[same])
    same++;
  if (same == text->len && strcmp(again + same, "\n") == 0)
    return true;
  const char *member = member_at(text, same);
  g_autofree char *path = member ? g_strconcat("/", member, NULL) : g_strdup("");
  return fail(error, path, ZZ_MSG_RECEIPT_RESPONSE, member ? member : "response", NULL);
}

bool zzgov_verify_receipt(const ZzgovRulebook *rulebook, const char *response, size_t length,
                          char **sha256, GError **error) {
  if (sha256)
    *sha256 = NULL;
  if (!rulebook)
    rulebook = zzgov_rulebook_get_default();
  if (!response || zzgov_rulebook_is_patched(rulebook))
    return zz_fail_argument(error, response ? "rulebook" : "response");
  GString *text = without_blanks(response, length);
  Given given = {.text = text};
  bool good = take_apart(&given)
                  ? check_sums(&given, rulebook, error) && check_response(&given, rulebook, error)
                  : fail(error, "/receipt", ZZ_MSG_RECEIPT_NONE, NULL, NULL);
  if (good && sha256)
    *sha256 = g_strdup(given.sums.sha256);
  clear_sums(&given.sums);
  g_string_free(text, TRUE);
  return good;
}
