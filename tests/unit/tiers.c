#include "helper.h"

#include "tiers.h"

/* Three tiers: 1 yuan up to 5, 2 yuan up to 7.5, 3.01 yuan beyond. */
static const ZzTier three[] = {{5000000, 100}, {7500000, 200}, {ZZGOV_ABSENT, 301}};
static const ZzList three_tiers = {three, 3};
static const ZzTier flat[] = {{ZZGOV_ABSENT, 100000000000000}};
static const ZzList flat_tier = {flat, 1};

static const struct {
  int64_t num, den;
  ZzgovFen fen;
  const char *formula;
} charges[] = {
    {0, 1, 0, "0"},
    {-3, 1, 0, "0"},
    {1, 1, 100, "1 × 1"},
    {5, 1, 500, "5 × 1"},
    {5000001, 1000000, 500, "5 × 1 + 0.000001 × 2"},
    {4999999, 1000000, 500, "4.999999 × 1"},
    {6, 1, 700, "5 × 1 + 1 × 2"},
    {15, 2, 1000, "5 × 1 + 2.5 × 2"},
    {17, 2, 1301, "5 × 1 + 2.5 × 2 + 1 × 3.01"},
    {16, 3, 567, "5 × 1 + 1/3 × 2"},
    {1, 3, 33, "1/3 × 1"},
    {1, 200, 1, "0.005 × 1"}, /* half a fen goes up */
    {999, 200000, 0, "0.004995 × 1"},
    {155, 29, 569, "5 × 1 + 10/29 × 2"},
};

Test(tiers, charges) {
  ZzCharge charge;
  ZzExact excess;
  zz_charge_init(&charge, &three_tiers);
  zz_exact_init(&excess);
  for (size_t i = 0; i < G_N_ELEMENTS(charges); i++) {
    ZzgovFen amount = -1;
    zz_exact_set(&excess, (ZzFraction){charges[i].num, charges[i].den});
    cr_assert(zz_charge(&charge, &excess, &amount), "%s", charges[i].formula);
    cr_assert_eq(amount, charges[i].fen, "%s: %" G_GINT64_FORMAT, charges[i].formula, amount);
    assert_text(zz_charge_formula(&charge, &excess), charges[i].formula);
  }
  zz_exact_clear(&excess);
  zz_charge_clear(&charge);
}

Test(tiers, amounts_up_to_int64) {
  ZzCharge charge;
  ZzExact excess;
  ZzgovFen amount = -1;
  zz_charge_init(&charge, &flat_tier);
  zz_exact_init(&excess);
  zz_exact_set(&excess, (ZzFraction){INT64_MAX, 100000000000000});
  cr_assert(zz_charge(&charge, &excess, &amount));
  cr_assert_eq(amount, INT64_MAX);
  zz_exact_set(&excess, (ZzFraction){INT64_MAX, 99999999999999});
  cr_assert_not(zz_charge(&charge, &excess, &amount));
  zz_exact_clear(&excess);
  zz_charge_clear(&charge);
}

static void assert_list(const ZzTier *tiers, size_t n, const char *path) {
  GError *error = NULL;
  const ZzList list = {tiers, n};
  const ZzPath at = {NULL, "t", 0};
  cr_assert_eq(zz_tiers_check(&list, &at, &error), path == NULL, "%s", path);
  if (path)
    assert_error(error, ZZGOV_ERROR_INVALID_VALUE, path);
}

Test(tiers, ascend_and_end_open) {
  const ZzTier closed[] = {{5, 1}, {6, 1}}, equal[] = {{5, 1}, {5, 1}, {ZZGOV_ABSENT, 1}};
  const ZzTier falling[] = {{5, 1}, {4, 1}, {ZZGOV_ABSENT, 1}};
  const ZzTier open_inside[] = {{ZZGOV_ABSENT, 1}, {ZZGOV_ABSENT, 1}};
  assert_list(three, 3, NULL);
  assert_list(flat, 1, NULL);
  assert_list(closed, 2, "/t/1/up_to");
  assert_list(closed, 1, "/t/0/up_to");
  assert_list(equal, 3, "/t/1/up_to");
  assert_list(falling, 3, "/t/1/up_to");
  assert_list(open_inside, 2, "/t/0/up_to");
}
