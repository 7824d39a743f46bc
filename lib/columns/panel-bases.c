#include "panel.h"

enum { NONE = SIZE_MAX, SPOILT = SIZE_MAX - 1 };

static bool is_good(const ZzPanelJob *job, size_t row) {
  for (size_t c = 0; c < ZZ_N_READINGS; c++)
    if (zz_panel_status(job, c, row) != ZZGOV_ROW_GOOD)
      return false;
  return true;
}

/* A row of each group, NONE or SPOILT. */
static size_t *rows_of_groups(const ZzPanelJob *job) {
  const ZzgovEcoPanel *asked = job->asked;
  size_t *rows = g_new(size_t, asked->n_groups + 1);
  for (size_t g = 0; g < asked->n_groups; g++)
    rows[g] = NONE;
  for (size_t row = 0; row < asked->n_rows; row++)
    if (rows[asked->group[row]] != SPOILT)
      rows[asked->group[row]] = is_good(job, row) ? row : SPOILT;
  return rows;
}

static void write_factor(const ZzPanelJob *job, ZzPanelExact *exact, const size_t *rows, size_t f) {
  ZzgovWideDecimal *bases = job->asked->group_base[f];
  for (size_t g = 0; bases && g < job->asked->n_groups; g++)
    bases[g] = rows[g] < SPOILT ? zz_panel_exact_base(exact, rows[g], f)
                                : (ZzgovWideDecimal){ZZGOV_ABSENT, 0};
}

void zz_panel_write_bases(const ZzPanelJob *job) {
  bool wanted = false;
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    wanted = wanted || job->asked->group_base[f];
  if (!wanted)
    return;
  g_autofree size_t *rows = rows_of_groups(job);
  ZzPanelExact *exact = zz_panel_exact_new(job->asked, job->rows);
  for (size_t f = 0; f < ZZ_N_FACTORS; f++)
    write_factor(job, exact, rows, f);
  zz_panel_exact_free(exact);
}
