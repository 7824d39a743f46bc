#include "cell.h"

#include "columns.h"
#include "encode.h"
#include "error-private.h"
#include "nearest.h"
#include "number.h"

#include <string.h>

typedef struct {
  const ZzField *field;
  const char *text; /* as it stands in the sheet */
  char *plain;      /* the same in half width */
  int digits;
  bool decimal_comma;
  GString *out;
  GError **error;
} Cell;

bool zz_cell_is_absent(const char *text) {
  return *text == '\0' || strcmp(text, "—") == 0 || strcmp(text, "——") == 0;
}

/* What is wrong, and what the field takes. */
static bool fail(const Cell *cell, ZzMessage message) {
  ZzgovText expected = zz_field_expected(cell->field);
  if (cell->field->kind == ZZ_STRING) { /* that it is a text says nothing */
    zz_expected_clear(&expected);
    return zz_fail(cell->error, ZZGOV_ERROR_INVALID_VALUE, NULL, message, cell->text);
  }
  zz_fail_expecting(cell->error, ZZGOV_ERROR_INVALID_VALUE, NULL, expected, message, cell->text);
  zz_expected_clear(&expected);
  return false;
}

/* --- what a spreadsheet writes by itself ------------------------------------------------------ */

static bool is_formula_error(const char *text) {
  static const char *const errors[] = {"#N/A",   "#VALUE!", "#REF!",   "#DIV/0!", "#NUM!",
                                       "#NAME?", "#NULL!",  "#SPILL!", "#CALC!",  NULL};
  return g_strv_contains(errors, text) || (*text == '#' && text[strspn(text, "#")] == '\0');
}

/* --- numbers ---------------------------------------------------------------------------------- */

static size_t digits_at(const char *text) { return strspn(text, "0123456789"); }

/* Whether the commas of a number stand between groups of three digits. */
static bool is_grouped(const char *number) {
  size_t n = digits_at(number += *number == '-');
  if (n < 1 || n > 3)
    return false;
  for (number += n; *number == ','; number += 4)
    if (digits_at(number + 1) != 3)
      return false;
  return *number == '\0' || (*number == '.' && number[1 + digits_at(number + 1)] == '\0');
}

static void remove_commas(char *number) {
  char *to = number;
  for (const char *from = number; *from; from++)
    if (*from != ',')
      *to++ = *from;
  *to = '\0';
}

/* A number, and behind it something that is not part of one. */
static bool has_unit(const char *text) {
  size_t n = strspn(text, "+-0123456789., ");
  return n > 0 && text[n] && digits_at(text + strspn(text, "+- ")) > 0;
}

static bool is_scientific(const char *text) {
  size_t n = strspn(text, "-0123456789.");
  return n > 0 && (text[n] == 'e' || text[n] == 'E') &&
         text[n + 1 + strspn(text + n + 1, "+-0123456789")] == '\0';
}

static ZzMessage what_is_wrong(const char *text) {
  return is_formula_error(text) ? ZZ_MSG_CELL_FORMULA
         : is_scientific(text)  ? ZZ_MSG_CELL_SCIENTIFIC
         : has_unit(text)       ? ZZ_MSG_CELL_UNIT
                                : ZZ_MSG_CELL_NUMBER;
}

/* A plain number but for its length, such as the mean that a spreadsheet has computed. */
static bool is_long(const char *number) {
  number += *number == '-';
  size_t n = digits_at(number), more = number[n] == '.' ? digits_at(number + n + 1) : 0;
  return n > 0 && (n == 1 || *number != '0') && more > 0 && number[n + 1 + more] == '\0';
}

static bool fail_digits(const Cell *cell) {
  bool money = cell->field->kind == ZZ_MONEY;
  ZzgovText expected = zz_field_expected(cell->field);
  zz_fail_expecting(cell->error, ZZGOV_ERROR_INVALID_VALUE, NULL, expected, ZZ_MSG_CELL_DIGITS,
                    cell->text, money && cell->digits == 0 ? "2" : "6");
  zz_expected_clear(&expected);
  return false;
}

/* A number by 10^digits, as its unit says; what is beyond the fen or too long is refused. */
static bool shift(const Cell *cell, char text[ZZ_NUMBER_SIZE]) {
  ZzWide value;
  if (!zz_number_parse(cell->plain, ZZ_DECIMAL_DIGITS, &value))
    return fail(cell, is_long(cell->plain) ? ZZ_MSG_CELL_SHIFTED : ZZ_MSG_CELL_NUMBER);
  for (int i = 0; i < cell->digits; i++)
    value *= 10;
  if (value % 10000 != 0 || value / 10000 > ZZ_MONEY_MAX || value < 0)
    return fail(cell, ZZ_MSG_CELL_SHIFTED);
  zz_fen_write((ZzgovFen)(value / 10000), text);
  return true;
}

/* An integer that a spreadsheet shows as 100.0 is 100. */
static void drop_zero_fraction(char *number) {
  char *point = strchr(number, '.');
  if (point && point[1] && point[1 + strspn(point + 1, "0")] == '\0')
    *point = '\0';
}

/* Whether it is a number of the contract; its bounds are checked with the request. */
static bool is_number(const ZzField *field, const char *written) {
  int64_t integer;
  ZzWide value;
  if (field->kind == ZZ_INTEGER)
    return zz_integer_parse(written, &integer);
  return zz_number_parse(written, field->kind == ZZ_MONEY ? ZZ_FEN_DIGITS : ZZ_DECIMAL_DIGITS,
                         &value);
}

static bool write_number(const Cell *cell) {
  char shifted[ZZ_NUMBER_SIZE];
  char *number = cell->plain;
  if (strchr(number, ',')) {
    if (cell->decimal_comma)
      return fail(cell, ZZ_MSG_CELL_COMMA);
    if (!is_grouped(number))
      return fail(cell, what_is_wrong(number));
    remove_commas(number);
  }
  if (cell->field->kind == ZZ_INTEGER)
    drop_zero_fraction(number);
  if (!*number || strspn(number, "-0123456789.") != strlen(number))
    return fail(cell, what_is_wrong(number));
  if (cell->digits > 0 && !shift(cell, shifted))
    return false;
  const char *written = cell->digits > 0 ? shifted : number;
  if (!is_number(cell->field, written))
    return is_long(written) ? fail_digits(cell) : fail(cell, ZZ_MSG_CELL_NUMBER);
  if (cell->field->kind == ZZ_INTEGER)
    g_string_append(cell->out, written);
  else
    zz_encode_string(cell->out, written);
  return true;
}

/* --- days and months -------------------------------------------------------------------------- */

/* Reads up to `most` digits and steps over them; -1 where there are none. */
static int read_digits(const char **at, size_t most) {
  size_t n = digits_at(*at);
  int value = 0;
  if (n < 1 || n > most)
    return -1;
  for (; n > 0; n--)
    value = value * 10 + (*(*at)++ - '0');
  return value;
}

static bool skip(const char **at, const char *sign) {
  size_t n = strlen(sign);
  if (strncmp(*at, sign, n) != 0)
    return false;
  *at += n;
  return true;
}

/* A spreadsheet adds midnight to a day. */
static bool is_midnight(const char *text) {
  static const char *const midnights[] = {" 0:00", " 0:00:00", " 00:00", " 00:00:00", NULL};
  return *text == '\0' || g_strv_contains(midnights, text);
}

/* Year, month, day with one kind of sign behind each; a year has four digits. */
static bool read_parts(const char *text, const char *const signs[3], int parts[3], int n) {
  if (digits_at(text) != 4)
    return false;
  for (int i = 0; i < n; i++) {
    parts[i] = read_digits(&text, i == 0 ? 4 : 2);
    if (parts[i] < 0 || !skip(&text, signs[i]))
      return false;
  }
  return is_midnight(text);
}

static bool read_any(const char *text, int parts[3], int n) {
  static const char *const day_signs[][3] = {
      {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}};
  static const char *const month_signs[][3] = {{"-", "", ""}, {"/", "", ""}, {"年", "月", ""}};
  if (n == 2) {
    for (size_t i = 0; i < G_N_ELEMENTS(month_signs); i++)
      if (read_parts(text, month_signs[i], parts, n))
        return true;
    return false;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(day_signs); i++)
    if (read_parts(text, day_signs[i], parts, n))
      return true;
  return false;
}

static bool write_date(const Cell *cell) {
  int parts[3];
  char date[ZZ_NUMBER_SIZE * 2];
  ZzgovDate day;
  if (digits_at(cell->plain) == 5 && cell->plain[5] == '\0')
    return fail(cell, ZZ_MSG_CELL_DAY_NUMBER);
  if (!read_any(cell->plain, parts, 3))
    return fail(cell, is_formula_error(cell->plain) ? ZZ_MSG_CELL_FORMULA : ZZ_MSG_CELL_DATE);
  g_snprintf(date, sizeof date, "%04d-%02d-%02d", parts[0], parts[1], parts[2]);
  if (!zzgov_date_parse(date, &day, NULL))
    return fail(cell, ZZ_MSG_CELL_NO_DAY);
  zz_encode_string(cell->out, date);
  return true;
}

/* A spreadsheet makes the first day of a month of it. */
static bool write_month(const Cell *cell) {
  int parts[3];
  char month[ZZ_NUMBER_SIZE * 2];
  bool day = read_any(cell->plain, parts, 3);
  if ((!day && !read_any(cell->plain, parts, 2)) || (day && parts[2] != 1))
    return fail(cell, ZZ_MSG_CELL_MONTH);
  g_snprintf(month, sizeof month, "%04d-%02d", parts[0], parts[1]);
  zz_encode_string(cell->out, month);
  return true;
}

/* --- words ------------------------------------------------------------------------------------ */

static bool write_truth(const Cell *cell) {
  static const struct {
    const char *written, *json;
  } truths[] = {{"是", "true"},     {"否", "false"}, {"true", "true"},
                {"false", "false"}, {"yes", "true"}, {"no", "false"}};
  g_autofree char *folded = zz_text_fold(cell->text, "");
  for (size_t i = 0; i < G_N_ELEMENTS(truths); i++)
    if (strcmp(folded, truths[i].written) == 0) {
      g_string_append(cell->out, truths[i].json);
      return true;
    }
  return fail(cell, is_formula_error(cell->plain) ? ZZ_MSG_CELL_FORMULA : ZZ_MSG_CELL_TRUTH);
}

static bool is_text(const char *folded, const char *text) {
  g_autofree char *other = zz_text_fold(text, "");
  return strcmp(folded, other) == 0;
}

/* Other ways to write a word: 六(九) for 6.9. */
static bool is_writing(const char *folded, const ZzField *field, size_t word) {
  g_auto(GStrv) texts = g_strsplit(field->writings ? field->writings[word] : "", "|", -1);
  for (size_t i = 0; texts[i]; i++)
    if (is_text(folded, texts[i]))
      return true;
  return false;
}

/* The contract's words, then their labels. */
static const char *word_or_label_at(gconstpointer list, size_t i) {
  const ZzField *field = list;
  return i < field->n_words       ? field->words[i].word
         : i < 2 * field->n_words ? field->words[i - field->n_words].help.zh
                                  : NULL;
}

static bool fail_word(const Cell *cell) {
  const char *nearest = zz_nearest(cell->text, word_or_label_at, cell->field);
  ZzgovText expected = zz_field_expected(cell->field);
  bool formula = is_formula_error(cell->plain);
  ZzMessage message = formula   ? ZZ_MSG_CELL_FORMULA
                      : nearest ? ZZ_MSG_WRONG_VALUE_NEAR
                                : ZZ_MSG_WRONG_VALUE;
  zz_fail_expecting(cell->error, ZZGOV_ERROR_INVALID_VALUE, NULL, expected, message, cell->text,
                    nearest);
  zz_expected_clear(&expected);
  return false;
}

/* A word of the contract, or its label in either language. */
static bool write_word(const Cell *cell) {
  g_autofree char *folded = zz_text_fold(cell->text, "");
  for (size_t i = 0; i < cell->field->n_words; i++) {
    const ZzWord *word = &cell->field->words[i];
    if (is_text(folded, word->word) || is_text(folded, word->help.zh) ||
        is_text(folded, word->help.en) || is_writing(folded, cell->field, i)) {
      zz_encode_string(cell->out, word->word);
      return true;
    }
  }
  return fail_word(cell);
}

/* A row of sums below the table is not one more area or mine: 合计, 全市平均, 合计(元), total. */
static bool is_total(const char *text) {
  static const char *const chinese[] = {"合计", "总计", "小计", "平均", "平均值", "平均数", "均值"};
  static const char *const english[] = {"total", "sum", "average", "mean", "subtotal", NULL};
  g_autofree char *folded = zz_text_fold(text, "-_.:;,");
  folded[strcspn(folded, "(")] = '\0';
  for (size_t i = 0; i < G_N_ELEMENTS(chinese); i++)
    if (g_str_has_prefix(folded, chinese[i]) || g_str_has_suffix(folded, chinese[i]))
      return true;
  return strcmp(folded, "全市") == 0 || g_strv_contains(english, folded);
}

static bool is_placeholder(const char *text) {
  static const char *const placeholders[] = {"-",  "--",   "/",    "\\",  "无", "n/a",
                                             "na", "null", "none", "nil", NULL};
  g_autofree char *folded = zz_text_fold(text, "");
  return g_strv_contains(placeholders, folded);
}

static bool write_text(const Cell *cell) {
  if (is_formula_error(cell->text))
    return fail(cell, ZZ_MSG_CELL_FORMULA);
  if (is_placeholder(cell->text))
    return fail(cell, ZZ_MSG_CELL_PLACEHOLDER);
  if (strcmp(cell->field->name, "name") == 0 && is_total(cell->text))
    return fail(cell, ZZ_MSG_CELL_TOTAL);
  zz_encode_string(cell->out, cell->text);
  return true;
}

/* --- any cell --------------------------------------------------------------------------------- */

/* Several values in one cell: ; or ； or 、 or the end of a line between them. */
static bool write_list(const Cell *cell) {
  g_auto(GStrv) parts = g_regex_split_simple("[;；、\\n\\r]+", cell->text, 0, 0);
  g_string_append_c(cell->out, '[');
  for (size_t i = 0; parts[i]; i++) {
    const char *part = g_strstrip(parts[i]);
    if (!*part)
      continue;
    zz_encode_separator(cell->out);
    if (!zz_cell_to_json(cell->out, cell->field->item, part, 0, cell->decimal_comma, cell->error))
      return false;
  }
  g_string_append_c(cell->out, ']');
  return cell->out->str[cell->out->len - 2] != '[' || fail(cell, ZZ_MSG_CELL_DATE);
}

static bool write_cell(const Cell *cell) {
  switch (cell->field->kind) {
  case ZZ_DECIMAL:
  case ZZ_MONEY:
  case ZZ_INTEGER:
    return write_number(cell);
  case ZZ_DATE:
    return write_date(cell);
  case ZZ_MONTH:
    return write_month(cell);
  case ZZ_BOOL:
  case ZZ_TRUTH:
    return write_truth(cell);
  case ZZ_WORD:
    return write_word(cell);
  case ZZ_ARRAY:
    return write_list(cell);
  default:
    return write_text(cell);
  }
}

bool zz_cell_to_json(GString *out, const ZzField *field, const char *text, int digits,
                     bool decimal_comma, GError **error) {
  g_autofree char *plain = zz_text_half_width(text);
  const Cell cell = {field, text, plain, digits, decimal_comma, out, error};
  return write_cell(&cell);
}
