/* What the tests share: assertions that leave nothing behind to be freed. */
#ifndef TEST_HELPER_H
#define TEST_HELPER_H

#include <criterion/criterion.h>
#include <string.h>
#include <zzgov.h>

/* `error` is set to a code at a path; it is cleared for the next use. */
#define assert_error(error, code_wanted, path_wanted)                                              \
  do {                                                                                             \
    cr_assert_not_null(error);                                                                     \
    cr_assert_eq((error)->domain, ZZGOV_ERROR);                                                    \
    cr_assert_str_eq(zzgov_error_code_name((error)->code), zzgov_error_code_name(code_wanted),     \
                     "%s", (error)->message);                                                      \
    cr_assert_str_eq(zzgov_error_get_path(error), path_wanted, "at %s, not at %s: %s",             \
                     zzgov_error_get_path(error), path_wanted, (error)->message);                  \
    g_clear_error(&(error));                                                                       \
  } while (0)

/* A call failed for a bad argument, and said which. */
#define assert_bad_argument(error, argument)                                                       \
  do {                                                                                             \
    cr_assert_not_null(error);                                                                     \
    assert_has((error)->message, "\"" argument "\"");                                              \
    assert_error(error, ZZGOV_ERROR_INVALID_ARGUMENT, "");                                         \
  } while (0)

#define assert_no_error(error) cr_assert_null(error, "%s", (error) ? (error)->message : "")

/* Messages are kept short: Criterion hangs where one is larger than its buffers. */
#define assert_has(text, part)                                                                     \
  cr_assert_not_null(strstr((text), (part)), "no %s in %.2000s", (part), (text))

#define assert_has_not(text, part)                                                                 \
  cr_assert_null(strstr((text), (part)), "%s should not be in %.2000s", (part), (text))

static inline size_t same_bytes(const char *a, const char *b) {
  size_t n = 0;
  while (a[n] && a[n] == b[n])
    n++;
  return n;
}

/* Two texts that may be long are equal. */
#define assert_same(found, wanted)                                                                 \
  do {                                                                                             \
    size_t same_ = same_bytes(found, wanted);                                                      \
    cr_assert(strcmp(found, wanted) == 0, "from byte %zu: \"%.500s\", not \"%.500s\"", same_,      \
              (found) + same_, (wanted) + same_);                                                  \
  } while (0)

/* The text is equal and freed. */
#define assert_text(owned, wanted)                                                                 \
  do {                                                                                             \
    g_autofree char *text_ = (owned);                                                              \
    assert_same(text_, wanted);                                                                    \
  } while (0)

static inline ZzgovDate day_of(const char *text) {
  ZzgovDate date = ZZGOV_DATE_ABSENT;
  cr_assert(zzgov_date_parse(text, &date, NULL), "%s", text);
  return date;
}

static inline ZzgovDecimal decimal_of(const char *text) {
  ZzgovDecimal value = ZZGOV_ABSENT;
  cr_assert(zzgov_decimal_parse(text, &value, NULL), "%s", text);
  return value;
}

/* The answer to a request by the default rulebook; free with g_free(). */
static inline char *evaluate(const char *request) {
  return zzgov_evaluate_json(NULL, request, strlen(request), NULL);
}

#endif
