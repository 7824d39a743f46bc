/* Formulas name members and words as the contract does; Chinese texts show their labels. */
#ifndef ZZ_FORMULA_H
#define ZZ_FORMULA_H

#include "message.h"
#include "regulation.h"

/** The formula of a step of a calculator in a language. Free with g_free(). */
char *zz_formula_text(const ZzCalculator *calculator, ZzgovLang lang, const char *formula);

/** The Chinese label of a member or a word that a table has somewhere, or NULL. */
const char *zz_label_of(const ZzTable *table, const char *word);

#endif
