#include "example.h"

#include "error-private.h"
#include "regulation.h"

#include <string.h>
#include <zzgov/table.h>

const char *zzgov_table_example(const char *calculator, ZzgovLang lang, GError **error) {
  if (!calculator) {
    zz_fail_argument(error, "calculator");
    return NULL;
  }
  for (const ZzExample *example = zz_examples; example->calculator; example++)
    if (strcmp(example->calculator, calculator) == 0)
      return zz_text_in(&example->csv, lang);
  zz_fail_unknown_calculator(error, calculator, NULL);
  return NULL;
}
