/* Assertions on columns: every row, every output and the sums against the reference. */
#ifndef TEST_COLUMNS_HELPER_H
#define TEST_COLUMNS_HELPER_H

#include "helper.h"
#include "columns-reference.h"

#include <cjson/cJSON.h>

enum { N_OUTPUTS = N_FACTORS + 1, GUARD = 8, GUARD_BYTE = 0xA5 };

static const ZzgovColumnType both_types[] = {ZZGOV_COLUMN_DOUBLES, ZZGOV_COLUMN_MILLIONTHS};

/* --- rulebooks -------------------------------------------------------------------------------- */

static inline void append_tiers(GString *rules, const Tiers *tiers) {
  for (size_t t = 0; t < tiers->n; t++) {
    g_autofree char *rate = zzgov_fen_to_yuan_string(tiers->tier[t].rate);
    g_string_append(rules, t ? ",{" : "{");
    if (t + 1 < tiers->n) {
      g_autofree char *up_to = zzgov_decimal_to_string(tiers->tier[t].up_to);
      g_string_append_printf(rules, "\"up_to\":\"%s\",", up_to);
    }
    g_string_append_printf(rules, "\"rate_yuan\":\"%s\"}", rate);
  }
}

/* The default rulebook with the tiers of a law; unref it. */
static inline ZzgovRulebook *rulebook_of(const Law *law) {
  static const char *const names[] = {"pm25", "pm25_improvement", "pm10", "pm10_improvement"};
  g_autoptr(GString) rules = g_string_new("{\"eco-compensation\":{");
  GError *error = NULL;
  for (size_t f = 0; f < N_FACTORS; f++) {
    g_string_append_printf(rules, "%s\"%s.tiers\":[", f ? "," : "", names[f]);
    append_tiers(rules, &law->factor[f]);
    g_string_append(rules, "]");
  }
  g_string_append(rules, "}}");
  ZzgovRulebook *rulebook =
      zzgov_rulebook_patch(zzgov_rulebook_get_default(), rules->str, rules->len, &error);
  assert_no_error(error);
  return rulebook;
}

/* The default rulebook in which a parameter's value ends on a day; the next one, as JSON, begins on
 * the day after, unless it is NULL. Unref it. */
static inline ZzgovRulebook *rulebook_until(const char *regulation, const char *parameter,
                                            const char *last_day, const char *next) {
  cJSON *root = cJSON_Parse(zzgov_rulebook_get_text(zzgov_rulebook_get_default()));
  cJSON *at = cJSON_GetObjectItemCaseSensitive(root, "regulations");
  const char *const way[] = {regulation, "parameters", parameter, "values"};
  for (size_t i = 0; i < G_N_ELEMENTS(way); i++)
    at = cJSON_GetObjectItemCaseSensitive(at, way[i]);
  cJSON *first = cJSON_GetArrayItem(at, 0), *second = cJSON_Duplicate(first, true);
  g_autofree char *from = zzgov_date_to_string(day_of(last_day) + 1);
  cJSON_ReplaceItemInObject(first, "until", cJSON_CreateString(last_day));
  cJSON_ReplaceItemInObject(second, "from", cJSON_CreateString(from));
  cJSON_ReplaceItemInObject(second, "value", next ? cJSON_Parse(next) : cJSON_CreateNull());
  if (next)
    cJSON_AddItemToArray(at, second);
  else
    cJSON_Delete(second);
  char *text = cJSON_PrintUnformatted(root);
  GError *error = NULL;
  ZzgovRulebook *rulebook = zzgov_rulebook_load(text, strlen(text), &error);
  assert_no_error(error);
  cJSON_free(text);
  cJSON_Delete(root);
  return rulebook;
}

/* Other PM2.5 tiers from 2022 on. */
static inline ZzgovRulebook *rulebook_of_2022(void) {
  return rulebook_until("eco-compensation", "pm25.tiers", "2021-12-31",
                        "[{\"up_to\":\"0.7\",\"rate_yuan\":\"123456.78\"},"
                        "{\"up_to\":null,\"rate_yuan\":\"3\"}]");
}

/* --- outputs ---------------------------------------------------------------------------------- */

/* All outputs, with guards before and behind that nobody may touch. */
typedef struct {
  size_t n;
  ZzgovFen *fen[N_OUTPUTS]; /* the factors, the total */
  uint8_t *status;
} Outputs;

static inline void *guarded(size_t bytes) {
  char *memory = g_malloc(bytes + 2 * GUARD);
  memset(memory, GUARD_BYTE, bytes + 2 * GUARD);
  return memory + GUARD;
}

static inline void unguard(void *place, size_t bytes) {
  unsigned char *memory = (unsigned char *)place - GUARD;
  for (size_t i = 0; i < GUARD; i++)
    if (memory[i] != GUARD_BYTE || memory[GUARD + bytes + i] != GUARD_BYTE)
      cr_assert_fail("something is written beside %zu bytes", bytes);
  g_free(memory);
}

static inline Outputs outputs_new(size_t n) {
  Outputs outputs = {n, {NULL}, guarded(n)};
  for (size_t i = 0; i < N_OUTPUTS; i++)
    outputs.fen[i] = guarded(n * sizeof(ZzgovFen));
  return outputs;
}

static inline void outputs_free(Outputs *outputs) {
  for (size_t i = 0; i < N_OUTPUTS; i++)
    unguard(outputs->fen[i], outputs->n * sizeof(ZzgovFen));
  unguard(outputs->status, outputs->n);
}

/* Bits 0 ... 3 ask for the factors, bit 4 for the total, bit 5 for the statuses. */
enum { ALL_OUTPUTS = 0x3F, STATUS_OUTPUT = 0x20 };

static inline void want(ZzgovEcoColumns *columns, const Outputs *outputs, unsigned mask) {
  for (size_t f = 0; f < N_FACTORS; f++)
    columns->factor_fen[f] = mask >> f & 1 ? outputs->fen[f] : NULL;
  columns->total_fen = mask >> N_FACTORS & 1 ? outputs->fen[N_FACTORS] : NULL;
  columns->status = mask & STATUS_OUTPUT ? outputs->status : NULL;
}

/* --- checks ----------------------------------------------------------------------------------- */

/* What all rows come to. */
typedef struct {
  Wide fen[N_OUTPUTS];
  size_t n_bad, first_bad;
} Expected;

static inline void expect_row(Expected *expected, const Row *wanted, size_t row) {
  for (size_t i = 0; i < N_OUTPUTS; i++)
    expected->fen[i] += wanted->fen[i];
  if (wanted->status != ZZGOV_ROW_GOOD && expected->n_bad++ == 0)
    expected->first_bad = row;
}

static inline void assert_fen(const ZzgovFen *fen, size_t row, ZzgovFen wanted, size_t output) {
  if (fen && fen[row] != wanted)
    cr_assert_fail("output %zu of row %zu is %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, output,
                   row, fen[row], wanted);
}

static inline void assert_row(const ZzgovEcoColumns *columns, const Row *wanted, size_t row) {
  for (size_t f = 0; f < N_FACTORS; f++)
    assert_fen(columns->factor_fen[f], row, wanted->fen[f], f);
  assert_fen(columns->total_fen, row, wanted->fen[N_FACTORS], N_FACTORS);
  if (columns->status && columns->status[row] != wanted->status)
    cr_assert_fail("status of row %zu is %d, not %d", row, columns->status[row], wanted->status);
}

static inline void assert_sums(const ZzgovEcoColumnSums *sums, const Expected *expected) {
  for (size_t f = 0; f < N_FACTORS; f++)
    cr_assert(sums->factor_fen[f] == expected->fen[f],
              "factor %zu: %" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, f, sums->factor_fen[f],
              (ZzgovFen)expected->fen[f]);
  cr_assert(sums->total_fen == expected->fen[N_FACTORS],
            "%" G_GINT64_FORMAT ", not %" G_GINT64_FORMAT, sums->total_fen,
            (ZzgovFen)expected->fen[N_FACTORS]);
  cr_assert_eq(sums->n_bad, expected->n_bad, "%zu are bad, not %zu", sums->n_bad, expected->n_bad);
  cr_assert_eq(sums->first_bad, expected->first_bad, "first is %zu, not %zu", sums->first_bad,
               expected->first_bad);
}

/* Calls, and compares every row, every output that is asked for, and the sums. */
static inline void assert_columns(const ZzgovRulebook *rulebook, const Law *law,
                                  const ZzgovEcoColumns *columns) {
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  Expected expected = {{0}, 0, columns->n_rows};
  GError *error = NULL;
  bool done = zzgov_eco_compensation_columns(rulebook, columns, &sums, &error);
  assert_no_error(error);
  cr_assert(done);
  for (size_t row = 0; row < columns->n_rows; row++) {
    Row wanted = row_of(law, columns, row);
    assert_row(columns, &wanted, row);
    expect_row(&expected, &wanted, row);
  }
  assert_sums(&sums, &expected);
}

/* The same by the default rulebook with all outputs. */
static inline void assert_all_outputs(ZzgovEcoColumns columns) {
  Outputs outputs = outputs_new(columns.n_rows);
  want(&columns, &outputs, ALL_OUTPUTS);
  assert_columns(zzgov_rulebook_get_default(), &law_of_2020, &columns);
  outputs_free(&outputs);
}

#endif
