#include "report.h"

#include "exact.h"
#include "formula.h"

#include <string.h>

/* --- fractions that nobody reads -------------------------------------------------------------- */

enum { LONGEST = 16 };

static size_t digits_at(const char *text) { return strspn(text, "0123456789"); }

/* The length of a fraction, "155/29", or of decimals cut off, "≈6.75853"; 0 for neither. */
static size_t number_length(const char *text) {
  bool cut = g_str_has_prefix(text, "≈");
  size_t start = cut ? strlen("≈") : 0;
  start += text[start] == '-';
  size_t n = digits_at(text + start);
  if (n == 0 || text[start + n] != (cut ? '.' : '/'))
    return 0;
  size_t more = digits_at(text + start + n + 1);
  return more > 0 ? start + n + 1 + more : 0;
}

static bool is_long(const char *formula) {
  for (const char *c = formula; *c; c++) {
    size_t n = number_length(c);
    if (n > LONGEST)
      return true;
    c += n > 0 ? n - 1 : 0;
  }
  return false;
}

/* "≈8.282334"; " = " before it becomes " ≈ ". */
static void append_short(GString *out, const char *number, size_t length) {
  bool cut = g_str_has_prefix(number, "≈");
  g_autofree char *text =
      cut ? g_strndup(number + strlen("≈"), length - strlen("≈")) : g_strndup(number, length);
  char *middle = strchr(text, cut ? '.' : '/');
  ZzExact exact;
  zz_exact_init(&exact);
  if (cut) { /* 6.75 is 675 / 100 */
    mpz_ui_pow_ui(exact.den, 10, strlen(middle + 1));
    memmove(middle, middle + 1, strlen(middle));
  } else {
    mpz_set_str(exact.den, middle + 1, 10);
    *middle = '\0';
  }
  mpz_set_str(exact.num, text, 10);
  g_autofree char *decimal = zzgov_wide_decimal_to_string(zz_exact_to_decimal(&exact));
  if (g_str_has_suffix(out->str, " = ")) {
    g_string_truncate(out, out->len - strlen("= "));
    g_string_append(out, "≈ ");
  } else {
    g_string_append(out, "≈");
  }
  g_string_append(out, decimal);
  zz_exact_clear(&exact);
}

static char *shortened(const char *formula) {
  GString *out = g_string_new(NULL);
  for (const char *c = formula; *c;) {
    size_t n = number_length(c);
    if (n > 0)
      append_short(out, c, n);
    else
      g_string_append_len(out, c, (gssize)(n = MAX(digits_at(c), 1)));
    c += n;
  }
  return g_string_free(out, FALSE);
}

char *zz_formula_shown(const ZzReport *report, const char *formula) {
  char *text = zz_formula_text(report->calculator, report->lang, formula);
  if (!is_long(text))
    return text;
  char *shorter = shortened(text);
  g_free(text);
  return shorter;
}

/* --- what is calculated ----------------------------------------------------------------------- */

bool zz_formula_is_sum(const char *formula) {
  static const char *const operations[] = {" + ", " − ", " × ", " / ", "Σ "};
  static const char *const relations[] = {" = ", " ≤ ", " ≥ ", " < ", " > ", ": "};
  const char *last = g_strrstr(formula, "; ");
  last = last ? last + 2 : formula;
  bool sum = false;
  for (size_t i = 0; i < G_N_ELEMENTS(operations); i++)
    sum |= strstr(last, operations[i]) != NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(relations); i++)
    sum &= !strstr(last, relations[i]);
  return sum;
}
