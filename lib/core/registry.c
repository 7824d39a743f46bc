#include "error-private.h"
#include "nearest.h"
#include "regulation.h"

#include <string.h>

size_t zz_regulation_index(const ZzRegulation *regulation) {
  size_t i = 0;
  while (zz_regulations[i] != regulation)
    i++;
  return i;
}

size_t zz_n_regulations(void) {
  size_t n = 0;
  while (zz_regulations[n])
    n++;
  return n;
}

bool zz_regulation_is_patchable(const ZzRegulation *regulation) {
  for (size_t i = 0; i < regulation->n_parameters; i++)
    if (!regulation->parameters[i].fixed)
      return true;
  return false;
}

const ZzCalculator *zz_calculator_at(size_t i) {
  for (size_t r = 0; zz_regulations[r]; r++) {
    if (i < zz_regulations[r]->n_calculators)
      return zz_regulations[r]->calculators[i];
    i -= zz_regulations[r]->n_calculators;
  }
  return NULL;
}

const ZzCalculator *zz_calculator_find(const char *id) {
  const ZzCalculator *calculator;
  for (size_t i = 0; (calculator = zz_calculator_at(i)); i++)
    if (strcmp(calculator->id, id) == 0)
      return calculator;
  return NULL;
}

static const char *name_at(gconstpointer list, size_t i) {
  (void)list;
  const ZzCalculator *calculator = zz_calculator_at(i);
  return calculator ? calculator->id : NULL;
}

const ZzRegulation *zz_regulation_of(const ZzCalculator *calculator) {
  for (const ZzRegulation *const *regulation = zz_regulations; *regulation; regulation++)
    for (size_t i = 0; i < (*regulation)->n_calculators; i++)
      if ((*regulation)->calculators[i] == calculator)
        return *regulation;
  return NULL;
}

bool zz_fail_unknown_calculator(GError **error, const char *id, const ZzPath *path) {
  const char *nearest = zz_nearest(id, name_at, NULL);
  return zz_fail(error, ZZGOV_ERROR_UNKNOWN_CALCULATOR, path,
                 nearest ? ZZ_MSG_UNKNOWN_NEAR : ZZ_MSG_UNKNOWN, id, nearest);
}
