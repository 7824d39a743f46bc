/* The test vectors through zzgov_evaluate_json(); tests/vectors/README.md says what a case is.
 * VECTORS is their folder, REGULATIONS the list of regulations of the build. */

#include "helper.h"
#include "tokens.h"

#include <glib/gstdio.h>

typedef struct {
  const char *file, *id; /* for the messages */
  const char *text;      /* the case, compact */
} Case;

#define fail_case(zcase, ...)                                                                      \
  do {                                                                                             \
    g_autofree char *what_ = g_strdup_printf(__VA_ARGS__);                                         \
    cr_expect_fail("%s: %s: %s", (zcase)->file, (zcase)->id, what_);                               \
  } while (0)

/* --- the request ------------------------------------------------------------------------------ */

static GString *bytes_of_hex(const char *hex) {
  GString *bytes = g_string_new(NULL);
  for (const char *c = hex; g_ascii_isxdigit(c[0]); c += 2)
    g_string_append_c(bytes, (char)(g_ascii_xdigit_value(c[0]) * 16 + g_ascii_xdigit_value(c[1])));
  return bytes;
}

static GString *request_of(const Case *zcase) {
  g_autofree char *text = tokens_member(zcase->text, "request_text");
  g_autofree char *hex = tokens_member(zcase->text, "request_hex");
  g_autofree char *plain = tokens_member(zcase->text, "request");
  if (text)
    return tokens_string(text);
  if (hex)
    return bytes_of_hex(hex + 1);
  cr_assert_not_null(plain, "%s: %s has no request", zcase->file, zcase->id);
  return g_string_new(plain);
}

/* Whether it asks for an explanation; of the faulty texts only where it surely does not. */
static bool asks_for_explanation(const Case *zcase) {
  g_autofree char *request = tokens_member(zcase->text, "request");
  g_autofree char *explain = request ? tokens_member(request, "explain") : NULL;
  return explain && strcmp(explain, "true") == 0;
}

/* --- the response ----------------------------------------------------------------------------- */

static const char *const free_members[] = {"message", "expected", NULL};

static char *warnings_without_messages(const char *warnings) {
  g_autoptr(GPtrArray) list = tokens_elements(warnings);
  GString *out = g_string_new("[");
  for (guint i = 0; i < list->len; i++) {
    g_autofree char *warning = tokens_without(list->pdata[i], free_members);
    g_string_append_printf(out, "%s%s", i ? "," : "", warning);
  }
  g_string_append_c(out, ']');
  return g_string_free(out, FALSE);
}

static char *without_free_texts(const char *response) {
  static const char *const explanation[] = {"explanation", NULL};
  g_autofree char *kept = tokens_without(response, explanation);
  g_autofree char *error = tokens_member(kept, "error");
  g_autofree char *warnings = tokens_member(kept, "warnings");
  if (error) {
    g_autofree char *fixed = tokens_without(error, free_members);
    return tokens_with(kept, "error", fixed);
  }
  if (!warnings)
    return g_steal_pointer(&kept);
  g_autofree char *fixed = warnings_without_messages(warnings);
  return tokens_with(kept, "warnings", fixed);
}

/* The messages of a response, one a line; one that is empty or missing is a fault. */
static GString *messages_of(const Case *zcase, const char *response) {
  g_autofree char *error = tokens_member(response, "error");
  g_autofree char *warnings = tokens_member(response, "warnings");
  g_autofree char *alone = error ? g_strdup_printf("[%s]", error) : NULL;
  g_autoptr(GPtrArray) list = tokens_elements(alone ? alone : warnings ? warnings : "[]");
  GString *all = g_string_new(NULL);
  for (guint i = 0; i < list->len; i++) {
    g_autofree char *message = tokens_member(list->pdata[i], "message");
    if (!message || strlen(message) < 3)
      fail_case(zcase, "no message in %.500s", (char *)list->pdata[i]);
    else
      g_string_append_printf(all, "%s\n", message);
  }
  return all;
}

static void check_messages(const Case *zcase, const char *response) {
  g_autofree char *words = tokens_member(zcase->text, "message_has");
  g_autoptr(GPtrArray) list = tokens_elements(words ? words : "[]");
  g_autoptr(GString) said = messages_of(zcase, response);
  for (guint i = 0; i < list->len; i++) {
    char *word = list->pdata[i];
    word[strlen(word) - 1] = '\0';
    if (!strstr(said->str, word + 1))
      fail_case(zcase, "no message has %s: %.500s", word + 1, said->str);
  }
}

/* --- the explanation -------------------------------------------------------------------------- */

static bool matches(const char *step, const char *wanted) {
  g_autoptr(GPtrArray) names = tokens_names(wanted);
  bool same = true;
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *found = tokens_member(step, names->pdata[i]);
    g_autofree char *value = tokens_member(wanted, names->pdata[i]);
    same &= g_strcmp0(found, value) == 0;
  }
  return same;
}

static void check_explanation(const Case *zcase, const char *response) {
  g_autofree char *explanation = tokens_member(response, "explanation");
  g_autofree char *explains = tokens_member(zcase->text, "explains");
  g_autofree char *error = tokens_member(response, "error");
  g_autoptr(GPtrArray) steps = tokens_elements(explanation ? explanation : "[]");
  g_autoptr(GPtrArray) wanted = tokens_elements(explains ? explains : "[]");
  if ((explanation != NULL) != (asks_for_explanation(zcase) && !error))
    fail_case(zcase, "an explanation is there exactly when it is asked for");
  for (guint i = 0; i < wanted->len; i++) {
    bool found = false;
    for (guint s = 0; s < steps->len; s++)
      found |= matches(steps->pdata[s], wanted->pdata[i]);
    if (!found)
      fail_case(zcase, "no step has %s", (char *)wanted->pdata[i]);
  }
}

/* --- cases and files -------------------------------------------------------------------------- */

static void run_case(const Case *zcase) {
  bool ok = false;
  g_autoptr(GString) request = request_of(zcase);
  g_autofree char *answer = zzgov_evaluate_json(NULL, request->str, request->len, &ok);
  size_t length = strlen(answer);
  if (length == 0 || answer[length - 1] != '\n')
    fail_case(zcase, "no line feed at the end: %.500s", answer);
  g_autofree char *response = g_strndup(answer, length - 1);
  g_autofree char *compact = tokens_compact(response, -1);
  if (strcmp(compact, response) != 0)
    fail_case(zcase, "not compact: %.500s", response);
  g_autofree char *found = without_free_texts(compact);
  g_autofree char *wanted = tokens_member(zcase->text, "response");
  size_t same = same_bytes(found, wanted);
  if (found[same] || wanted[same])
    fail_case(zcase, "from byte %zu\n  expected %.500s\n  found    %.500s", same, wanted + same,
              found + same);
  g_autofree char *error = tokens_member(found, "error");
  if (ok != (error == NULL))
    fail_case(zcase, "it is said to be %s", ok ? "a result" : "an error");
  check_messages(zcase, compact);
  check_explanation(zcase, compact);
}

/* The number of cases of a file that were run. */
static guint run_file(const char *file, const char *path) {
  g_autofree char *text = NULL, *compact = NULL, *cases = NULL;
  cr_assert(g_file_get_contents(path, &text, NULL, NULL), "%s", path);
  compact = tokens_compact(text, -1);
  cases = tokens_member(compact, "cases");
  cr_assert_not_null(cases, "%s has no cases", file);
  g_autoptr(GPtrArray) list = tokens_elements(cases);
  for (guint i = 0; i < list->len; i++) {
    g_autofree char *id = tokens_member(list->pdata[i], "id");
    run_case(&(Case){file, id ? id : "?", list->pdata[i]});
  }
  return list->len;
}

Test(vectors, every_case_of_every_file) {
  g_autoptr(GDir) folder = g_dir_open(VECTORS, 0, NULL);
  guint n_files = 0;
  const char *file;
  cr_assert_not_null(folder, VECTORS);
  while ((file = g_dir_read_name(folder)))
    if (g_str_has_suffix(file, ".json")) {
      g_autofree char *path = g_build_filename(VECTORS, file, NULL);
      cr_expect_gt(run_file(file, path), 0, "%s has no cases", file);
      n_files++;
    }
  cr_assert_gt(n_files, 0);
}

Test(vectors, every_regulation_has_a_file) {
  g_auto(GStrv) regulations = g_strsplit(REGULATIONS, " ", -1);
  cr_assert_gt(g_strv_length(regulations), 0);
  for (char **id = regulations; *id; id++) {
    g_autofree char *path = g_strdup_printf("%s/%s.json", VECTORS, *id);
    cr_expect(g_file_test(path, G_FILE_TEST_IS_REGULAR), "there is no %s", path);
  }
}

/* The reader of the vectors itself, which must not lose what it compares. */
Test(vectors, text_is_compared_to_the_digit) {
  g_autofree char *compact = tokens_compact(
      " { \"id\" : 9223372036854775807 , \"p\":\"\\/\\u0000\\u00e9\\ud83d\\ude00 \" }", -1);
  cr_assert_str_eq(compact, "{\"id\":9223372036854775807,\"p\":\"/\\u0000é😀 \"}");
  g_autofree char *id = tokens_member(compact, "id"), *p = tokens_member(compact, "p");
  cr_assert_str_eq(id, "9223372036854775807");
  g_autoptr(GString) bytes = tokens_string(p);
  cr_assert_eq(bytes->len, strlen("/é😀 ") + 1);
  cr_assert_eq(bytes->str[1], '\0');
  g_autofree char *rest = tokens_without("{\"a\":[1,{\"b\":\"]\"}],\"c\":\"\\\"}\",\"d\":{}}",
                                         (const char *const[]){"a", "d", NULL});
  cr_assert_str_eq(rest, "{\"c\":\"\\\"}\"}");
}
