/* Columns of all lengths and layouts, by the kernel that ZZGOV_KERNEL names. */
#include "columns-helper.h"

static const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

/* --- kernels ---------------------------------------------------------------------------------- */

static const char *const kernels[] = {"avx512", "avx2", "plain"};

static bool machine_has(const char *kernel) {
#ifdef __x86_64__
  if (strcmp(kernel, "avx512") == 0)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
  if (strcmp(kernel, "avx2") == 0)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#endif
  return strcmp(kernel, "plain") == 0;
}

static const char *best_kernel(void) {
  size_t i = 0;
  while (!machine_has(kernels[i]))
    i++;
  return kernels[i];
}

Test(columns, the_kernel_is_the_best_or_the_one_asked_for) {
  const char *wanted = g_getenv("ZZGOV_KERNEL");
  if (!wanted || !machine_has(wanted))
    wanted = best_kernel();
  cr_assert_str_eq(zzgov_columns_kernel(), wanted);
}

/* Each test is a process of its own. */
static void assert_kernel(const char *asked, const char *wanted) {
  g_setenv("ZZGOV_KERNEL", asked, TRUE);
  cr_assert_str_eq(zzgov_columns_kernel(), wanted, "%s", asked);
}

Test(columns, an_unknown_kernel_is_the_best) { assert_kernel("abacus", best_kernel()); }
Test(columns, an_empty_kernel_is_the_best) { assert_kernel("", best_kernel()); }
Test(columns, avx512_where_there_is_one) {
  assert_kernel("avx512", machine_has("avx512") ? "avx512" : best_kernel());
}
Test(columns, avx2_where_there_is_one) {
  assert_kernel("avx2", machine_has("avx2") ? "avx2" : best_kernel());
}

Test(columns, the_kernel_is_chosen_once) {
  assert_kernel("plain", "plain");
  assert_kernel("avx2", "plain");
  g_unsetenv("ZZGOV_KERNEL");
  cr_assert_str_eq(zzgov_columns_kernel(), "plain");
}

/* --- lengths ---------------------------------------------------------------------------------- */

/* The rows of ECO-05 ... ECO-09 that one can follow by hand. */
Test(columns, amounts_in_full) {
  const double values[] = {58, 4.9, 88, 3}, bases[] = {52, 8, 90, 6};
  const ZzgovFen wanted[] = {70000000, 48500000, 0, 30000000};
  ZzgovEcoColumns columns = ZZGOV_ECO_COLUMNS_INIT;
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  ZzgovFen total = -1, factors[N_FACTORS];
  columns.n_rows = 1;
  columns.month = ZZGOV_MONTH(2020, 11);
  columns.total_fen = &total;
  for (size_t f = 0; f < N_FACTORS; f++) {
    columns.values[f] = (ZzgovColumn){&values[f], 0};
    columns.bases[f] = (ZzgovColumn){&bases[f], 0};
    columns.factor_fen[f] = &factors[f];
  }
  cr_assert(zzgov_eco_compensation_columns(built_in(), &columns, &sums, NULL));
  for (size_t f = 0; f < N_FACTORS; f++)
    cr_assert(factors[f] == wanted[f] && sums.factor_fen[f] == wanted[f], "factor %zu", f);
  cr_assert(total == 148500000 && sums.total_fen == total);
  cr_assert(sums.n_bad == 0 && sums.first_bad == 1);
}

static void assert_length(size_t n) {
  for (uint64_t seed = 1; seed <= 2; seed++)
    for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
      Table table = table_random(n, 2 * n + seed);
      assert_all_outputs(columns_of(&table, both_types[t]));
      table_free(&table);
    }
}

Test(columns, tails_of_every_length) {
  for (size_t n = 0; n <= 130; n++)
    assert_length(n);
}

Test(columns, tails_behind_whole_blocks) {
  static const size_t starts[] = {512, 1024};
  for (size_t i = 0; i < G_N_ELEMENTS(starts); i++)
    for (size_t n = starts[i] - 9; n <= starts[i] + 9; n++)
      assert_length(n);
}

Test(columns, no_rows_need_no_data) {
  ZzgovEcoColumns columns = ZZGOV_ECO_COLUMNS_INIT;
  ZzgovEcoColumnSums sums = {sizeof sums, 1, {2, 3, 4, 5}, 6, 7};
  columns.month = ZZGOV_MONTH(2020, 10);
  cr_assert(zzgov_eco_compensation_columns(built_in(), &columns, NULL, NULL));
  cr_assert(zzgov_eco_compensation_columns(built_in(), &columns, &sums, NULL));
  cr_assert(sums.total_fen == 0 && sums.n_bad == 0 && sums.first_bad == 0);
  for (size_t f = 0; f < N_FACTORS; f++)
    cr_assert_eq(sums.factor_fen[f], 0);
  cr_assert_eq(sums.size, sizeof sums);
}

/* --- layouts ---------------------------------------------------------------------------------- */

/* Lays a column out in memory of its own, with a stride, `offset` bytes from a multiple of 16. */
static char *lay_out(ZzgovEcoColumns *columns, size_t c, ptrdiff_t stride, size_t offset) {
  size_t n = columns->n_rows, step = (size_t)(stride < 0 ? -stride : stride);
  const char *from = column_at(columns, c)->data;
  char *memory = g_malloc(n * step + 8 + offset), *first = memory + offset;
  if (stride < 0 && n > 0)
    first += (n - 1) * step;
  for (size_t row = 0; row < n && (stride || row == 0); row++)
    memcpy(first + (ptrdiff_t)row * stride, from + 8 * row, 8);
  set_column(columns, c, first, stride);
  return memory;
}

/* Strides and offsets of the eight columns. */
typedef struct {
  ptrdiff_t stride[N_COLUMNS];
  size_t offset[N_COLUMNS];
} Layout;

static void assert_layout(const Layout *layout, size_t n, uint64_t seed) {
  Table table = table_random(n, seed);
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
    ZzgovEcoColumns columns = columns_of(&table, both_types[t]);
    char *memory[N_COLUMNS];
    for (size_t c = 0; c < N_COLUMNS; c++)
      memory[c] = lay_out(&columns, c, layout->stride[c], layout->offset[c]);
    assert_all_outputs(columns);
    for (size_t c = 0; c < N_COLUMNS; c++)
      g_free(memory[c]);
  }
  table_free(&table);
}

static const ptrdiff_t strides[] = {0, 8, 16, 24, -8, -16, -24, 9, 13, -11, 4096};

Test(columns, one_stride_for_all) {
  for (size_t i = 0; i < G_N_ELEMENTS(strides); i++)
    for (size_t offset = 0; offset < 9; offset++) {
      Layout layout;
      for (size_t c = 0; c < N_COLUMNS; c++)
        layout.stride[c] = strides[i], layout.offset[c] = offset;
      assert_layout(&layout, 67, i);
      assert_layout(&layout, 64, i);
    }
}

Test(columns, unaligned_contiguous_columns) {
  for (size_t offset = 1; offset < 8; offset++)
    for (size_t odd = 0; odd < N_COLUMNS; odd++) {
      Layout layout = {{8, 8, 8, 8, 8, 8, 8, 8}, {0}};
      layout.offset[odd] = offset;
      assert_layout(&layout, 520, offset);
    }
}

Test(columns, a_stride_for_each) {
  uint64_t state = 2020;
  for (int i = 0; i < 300; i++) {
    Layout layout;
    for (size_t c = 0; c < N_COLUMNS; c++) {
      layout.stride[c] = strides[next_random(&state) % (G_N_ELEMENTS(strides) - 1)];
      layout.offset[c] = next_random(&state) % 9;
    }
    assert_layout(&layout, next_random(&state) % 700, (uint64_t)i);
  }
}

/* Every choice of columns that are one value for all rows. */
Test(columns, each_a_value_or_a_column) {
  Table table = table_random(523, 3);
  for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++)
    for (unsigned mask = 0; mask < 1 << N_COLUMNS; mask++) {
      ZzgovEcoColumns columns = columns_of(&table, both_types[t]);
      for (size_t c = 0; c < N_COLUMNS; c++)
        if (mask >> c & 1)
          set_column(&columns, c, column_at(&columns, c)->data, 0);
      assert_all_outputs(columns);
    }
  table_free(&table);
}

/* Records of eight values each, and columns that lie over one another. */
Test(columns, records_and_shared_columns) {
  Table table = table_random(400, 4);
  ZzgovEcoColumns columns = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  for (size_t c = 0; c < N_COLUMNS; c++)
    set_column(&columns, c, table.doubles + c, N_COLUMNS * sizeof(double));
  assert_all_outputs(columns);
  for (size_t c = 0; c < N_COLUMNS; c++)
    set_column(&columns, c, table.doubles + c, sizeof(double));
  assert_all_outputs(columns);
  for (size_t c = 0; c < N_COLUMNS; c++)
    set_column(&columns, c, table.doubles, sizeof(double));
  assert_all_outputs(columns);
  table_free(&table);
}

/* --- outputs ---------------------------------------------------------------------------------- */

static void assert_wanted(const Table *table, ZzgovColumnType type, unsigned mask) {
  ZzgovEcoColumns columns = columns_of(table, type);
  Outputs outputs = outputs_new(table->n);
  want(&columns, &outputs, mask);
  assert_columns(built_in(), &law_of_2020, &columns);
  memset(outputs.status, 0xEE, table->n);
  cr_assert(zzgov_eco_compensation_columns(built_in(), &columns, NULL, NULL), "without sums");
  cr_assert(!columns.status || table->n == 0 || columns.status[table->n - 1] == ZZGOV_ROW_GOOD);
  outputs_free(&outputs);
}

Test(columns, every_choice_of_outputs) {
  static const size_t lengths[] = {1, 37, 64, 600};
  for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++) {
    Table table = table_random(lengths[i], i);
    for (unsigned mask = 0; mask <= ALL_OUTPUTS; mask++)
      for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++)
        assert_wanted(&table, both_types[t], mask);
    table_free(&table);
  }
}

/* The same with rows that the kernel passes on. */
Test(columns, every_choice_of_outputs_with_bad_rows) {
  Table table = table_random(600, 9);
  table.doubles[3 * 600 + 17] = 0.1234567;
  table.millionths[4 * 600 + 599] = MOST_MILLIONTHS + 1;
  for (unsigned mask = STATUS_OUTPUT; mask <= ALL_OUTPUTS; mask++)
    for (size_t t = 0; t < G_N_ELEMENTS(both_types); t++) {
      ZzgovEcoColumns columns = columns_of(&table, both_types[t]);
      Outputs outputs = outputs_new(table.n);
      want(&columns, &outputs, mask);
      assert_columns(built_in(), &law_of_2020, &columns);
      outputs_free(&outputs);
    }
  table_free(&table);
}

/* A newer caller's structs are longer: what we do not know, we neither read nor write. */
Test(columns, newer_structs_are_longer) {
  struct {
    ZzgovEcoColumns known;
    int64_t unknown[3];
  } columns = {ZZGOV_ECO_COLUMNS_INIT, {1, 2, 3}};
  struct {
    ZzgovEcoColumnSums known;
    int64_t unknown[3];
  } sums = {ZZGOV_ECO_COLUMN_SUMS_INIT, {1, 2, 3}};
  Table table = table_random(10, 5);
  columns.known = columns_of(&table, ZZGOV_COLUMN_DOUBLES);
  columns.known.size = sizeof columns;
  sums.known.size = sizeof sums;
  cr_assert(zzgov_eco_compensation_columns(built_in(), &columns.known, &sums.known, NULL));
  cr_assert(sums.known.size == sizeof sums && sums.known.first_bad == 10);
  cr_assert(sums.unknown[0] == 1 && sums.unknown[1] == 2 && sums.unknown[2] == 3);
  table_free(&table);
}
