#include "tiers.h"

#include "error-private.h"

static const ZzField tier_fields[] = {
    {.name = "up_to",
     .kind = ZZ_DECIMAL,
     .flags = ZZ_ABOVE_MIN | ZZ_NULLABLE,
     ZZ_AT(ZzTier, up_to),
     .max = ZZ_WHOLE(1000000000),
     .help = {"upper edge of the tier, itself part of it; null in the last",
              "本档上限（含）；最后一档为null"}},
    {.name = "rate_yuan",
     .kind = ZZ_MONEY,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzTier, rate_fen),
     .max = ZZ_MONEY_MAX,
     .unit = "yuan",
     .help = {"rate per unit of the excess that lies in the tier",
              "超出部分落在本档内的每单位费率"}},
};
static const ZzTable tier_table = ZZ_TABLE_OF(ZzTier, tier_fields);
const ZzField zz_tier_item = {
    .name = "tier", .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &tier_table};

static bool fail_edge(GError **error, const ZzPath *path, size_t i, ZzMessage message,
                      const ZzTier *tiers) {
  const ZzPath element = {path, NULL, i}, edge = {&element, "up_to", 0};
  char found[ZZ_NUMBER_SIZE], before[ZZ_NUMBER_SIZE];
  zz_decimal_write(tiers[i].up_to, found);
  zz_decimal_write(i > 0 ? tiers[i - 1].up_to : 0, before);
  return zz_fail(error, ZZGOV_ERROR_INVALID_VALUE, &edge, message, found, before);
}

bool zz_tiers_check(const void *value, const ZzPath *path, GError **error) {
  const ZzList *list = value;
  const ZzTier *tiers = list->items;
  for (size_t i = 0; i < list->n; i++) {
    bool open = tiers[i].up_to == ZZGOV_ABSENT, last = i + 1 == list->n;
    if (open != last)
      return fail_edge(error, path, i, open ? ZZ_MSG_OPEN_TIER_INSIDE : ZZ_MSG_LAST_TIER_CLOSED,
                       tiers);
    if (!open && i > 0 && tiers[i].up_to <= tiers[i - 1].up_to)
      return fail_edge(error, path, i, ZZ_MSG_NOT_ASCENDING, tiers);
  }
  return true;
}

void zz_charge_init(ZzCharge *charge, const ZzList *tiers) {
  charge->tiers = tiers;
  mpz_inits(charge->excess, charge->edge, charge->part, NULL);
  zz_exact_init(&charge->amount);
}

void zz_charge_clear(ZzCharge *charge) {
  mpz_clears(charge->excess, charge->edge, charge->part, NULL);
  zz_exact_clear(&charge->amount);
}

/* Begins the walk through the tiers that an excess reaches. The edges of tiers are millionths, so
 * all numbers of the walk are counts of 1 / (den x 10^6). */
static void begin(ZzCharge *charge, const ZzExact *excess) {
  charge->next = 0;
  mpz_mul_ui(charge->excess, excess->num, ZZGOV_DECIMAL_ONE);
  mpz_set_ui(charge->edge, 0);
  mpz_mul_ui(charge->amount.den, excess->den, ZZGOV_DECIMAL_ONE);
}

/* The part in the next tier; false when the excess is used up. */
static bool next_part(ZzCharge *charge, const ZzExact *excess, ZzgovFen *rate) {
  if (mpz_cmp(charge->excess, charge->edge) <= 0)
    return false;
  const ZzTier *tier = (const ZzTier *)charge->tiers->items + charge->next++;
  *rate = tier->rate_fen;
  mpz_swap(charge->part, charge->edge);
  if (tier->up_to != ZZGOV_ABSENT)
    mpz_mul_ui(charge->edge, excess->den, (unsigned long)tier->up_to);
  if (tier->up_to == ZZGOV_ABSENT || mpz_cmp(charge->edge, charge->excess) > 0)
    mpz_set(charge->edge, charge->excess);
  mpz_sub(charge->part, charge->edge, charge->part);
  return true;
}

bool zz_charge(ZzCharge *charge, const ZzExact *excess, ZzgovFen *amount) {
  ZzgovFen rate;
  *amount = 0;
  if (mpz_sgn(excess->num) <= 0)
    return true;
  mpz_set_ui(charge->amount.num, 0);
  begin(charge, excess);
  while (next_part(charge, excess, &rate))
    mpz_addmul_ui(charge->amount.num, charge->part, (unsigned long)rate);
  return zz_exact_round_checked(&charge->amount, amount);
}

char *zz_charge_formula(ZzCharge *charge, const ZzExact *excess) {
  GString *formula = g_string_new(NULL);
  ZzgovFen rate;
  begin(charge, excess);
  while (next_part(charge, excess, &rate)) {
    char rate_text[ZZ_NUMBER_SIZE];
    mpz_set(charge->amount.num, charge->part);
    g_autofree char *part = zz_exact_to_text(&charge->amount);
    zz_fen_write_short(rate, rate_text);
    g_string_append_printf(formula, "%s%s × %s", formula->len ? " + " : "", part, rate_text);
  }
  if (formula->len == 0)
    g_string_append_c(formula, '0');
  return g_string_free(formula, FALSE);
}
