#include "tiers.h"

#include "error-private.h"

static const ZzField tier_fields[] = {
    {.name = "up_to",
     .kind = ZZ_DECIMAL,
     .flags = ZZ_ABOVE_MIN | ZZ_NULLABLE,
     ZZ_AT(ZzTier, up_to),
     .max = ZZ_WHOLE(1000000000),
     .help = {"upper edge of the tier, itself part of it; null in the last",
              "本档上限(含);最后一档为null"}},
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

/* Walks the tiers that an excess reaches. All numbers are counts of 1 / (den x 10^6). */
typedef struct {
  const ZzTier *tiers;
  size_t i;
  mpz_t excess, edge, part; /* the excess, where the walk has come to, the part in tier i */
} Walk;

static void walk_init(Walk *walk, const ZzList *list, const ZzExact *excess) {
  walk->tiers = list->items;
  walk->i = 0;
  mpz_inits(walk->excess, walk->edge, walk->part, NULL);
  mpz_mul_ui(walk->excess, excess->num, ZZGOV_DECIMAL_ONE);
}

static void walk_clear(Walk *walk) { mpz_clears(walk->excess, walk->edge, walk->part, NULL); }

/* The part in the next tier; false when the excess is used up. */
static bool walk_next(Walk *walk, const mpz_t den, ZzgovFen *rate) {
  if (mpz_cmp(walk->excess, walk->edge) <= 0)
    return false;
  const ZzTier *tier = &walk->tiers[walk->i++];
  *rate = tier->rate_fen;
  mpz_set(walk->part, walk->edge);
  if (tier->up_to != ZZGOV_ABSENT)
    mpz_mul_ui(walk->edge, den, (unsigned long)tier->up_to);
  if (tier->up_to == ZZGOV_ABSENT || mpz_cmp(walk->edge, walk->excess) > 0)
    mpz_set(walk->edge, walk->excess);
  mpz_sub(walk->part, walk->edge, walk->part);
  return true;
}

bool zz_tiers_charge(const ZzList *tiers, const ZzExact *excess, ZzgovFen *amount) {
  *amount = 0;
  if (mpz_sgn(excess->num) <= 0)
    return true;
  Walk walk;
  ZzgovFen rate;
  mpz_t sum, den;
  mpz_inits(sum, den, NULL);
  walk_init(&walk, tiers, excess);
  while (walk_next(&walk, excess->den, &rate))
    mpz_addmul_ui(sum, walk.part, (unsigned long)rate);
  mpz_mul_ui(den, excess->den, ZZGOV_DECIMAL_ONE);
  bool fits = zz_quotient_round(sum, den, amount);
  walk_clear(&walk);
  mpz_clears(sum, den, NULL);
  return fits;
}

static void append_part(GString *formula, const Walk *walk, const mpz_t den, ZzgovFen rate) {
  char rate_text[ZZ_NUMBER_SIZE];
  ZzExact part;
  zz_exact_init(&part);
  mpz_set(part.num, walk->part);
  mpz_mul_ui(part.den, den, ZZGOV_DECIMAL_ONE);
  g_autofree char *part_text = zz_exact_to_text(&part);
  zz_exact_clear(&part);
  zz_fen_write_short(rate, rate_text);
  g_string_append_printf(formula, "%s%s × %s", formula->len ? " + " : "", part_text, rate_text);
}

char *zz_tiers_formula(const ZzList *tiers, const ZzExact *excess) {
  GString *formula = g_string_new(NULL);
  Walk walk;
  ZzgovFen rate;
  walk_init(&walk, tiers, excess);
  while (walk_next(&walk, excess->den, &rate))
    append_part(formula, &walk, excess->den, rate);
  walk_clear(&walk);
  if (formula->len == 0)
    g_string_append_c(formula, '0');
  return g_string_free(formula, FALSE);
}
