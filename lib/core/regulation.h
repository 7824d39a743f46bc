/* What a regulation is made of: parameters (figures of the law) and calculators. */
#ifndef ZZ_REGULATION_H
#define ZZ_REGULATION_H

#include "arena.h"
#include "field.h"
#include "path.h"
#include "rulebook-private.h"
#include <zzgov/rulebook.h>
#include <zzgov/trace.h>

/** A figure of the law, or a what-if in its place. */
struct ZzParameter {
  ZzField value; /* name, kind, bounds; for arrays at ZzList */
  bool fixed;    /* a fact that a request cannot patch */
  /* What depends on several members; NULL for none. */
  bool (*check)(const void *value, const ZzPath *path, GError **error);
};

/** Parameters of one value, bounds in the unit of their slots, with their labels. */
#define ZZ_PARAMETER(parameter_name, parameter_kind, low, high, en, zh)                            \
  {                                                                                                \
    .value = {                                                                                     \
      .name = (parameter_name),                                                                    \
      .kind = (parameter_kind),                                                                    \
      .min = (low),                                                                                \
      .max = (high),                                                                               \
      .help = {en, zh}                                                                             \
    }                                                                                              \
  }

/** The same where the lower bound itself is not allowed. */
#define ZZ_PARAMETER_ABOVE(parameter_name, parameter_kind, low, high, en, zh)                      \
  {                                                                                                \
    .value = {                                                                                     \
      .name = (parameter_name),                                                                    \
      .kind = (parameter_kind),                                                                    \
      .flags = ZZ_ABOVE_MIN,                                                                       \
      .min = (low),                                                                                \
      .max = (high),                                                                               \
      .help = {en, zh}                                                                             \
    }                                                                                              \
  }

/** A parameter of amounts by year; its slot is a ZzList of ZzYearAmount. */
#define ZZ_YEARS_PARAMETER(parameter_name, en, zh)                                                 \
  {                                                                                                \
    .value = {                                                                                     \
      .name = (parameter_name),                                                                    \
      .kind = ZZ_YEARS,                                                                            \
      ZZ_LIST_AT(ZzList, items, n),                                                                \
      .help = {en, zh}                                                                             \
    }                                                                                              \
  }

/** A list of facts that a request cannot set; its slot is a ZzList. */
#define ZZ_FACTS_PARAMETER(parameter_name, low, high, list_item, list_check)                       \
  {                                                                                                \
    .value = {.name = (parameter_name),                                                            \
              .kind = ZZ_ARRAY,                                                                    \
              ZZ_LIST_AT(ZzList, items, n),                                                        \
              .min = (low),                                                                        \
              .max = (high),                                                                       \
              .item = (list_item)},                                                                \
    .fixed = true, .check = (list_check)                                                           \
  }

/** The slot of an array parameter. */
typedef struct {
  const void *items;
  size_t n;
} ZzList;

/** One computation: rulebook, input, options in, result out. */
typedef struct {
  const ZzgovRulebook *rulebook;
  const void *input;
  const void *options;
  ZzgovTrace *trace; /* NULL = not asked for */
  ZzArena *arena;    /* of the result */
  GArray *warnings;  /* of ZzgovWarning, in the order of their paths */
} ZzCase;

/** A stretch of days on a time line. */
typedef enum { ZZ_SPAN_RED, ZZ_SPAN_BLACK, ZZ_SPAN_SHOWN, ZZ_SPAN_LONGEST } ZzSpanKind;
typedef struct {
  ZzgovText row, what; /* the name of its row; what it is. Both live as long as the result */
  ZzSpanKind kind;
  ZzgovDate from, until;
} ZzSpan;

/** A calculator. `check` sees what depends on other members; `compute` does the work. */
typedef struct {
  const char *id;
  ZzgovText title;
  const char *example_options; /* of the command, that its sample table needs; NULL for none */
  const ZzTable *input, *options, *result;
  size_t warnings_offset; /* of `const ZzgovWarning *warnings; size_t n_warnings` in the result */
  bool (*check)(const ZzCase *zcase, GError **error);
  bool (*compute)(ZzCase *zcase, void *result, GError **error);
  /* Whether the elements are all that the law knows, such as the areas of the city; NULL: no. */
  bool (*is_whole)(const ZzCase *zcase);
  /* Adds the spans of a time line, row by row; the day that is asked about. NULL for none. */
  ZzgovDate (*spans)(const ZzCase *zcase, const void *result, GArray *spans);
} ZzCalculator;

struct ZzRegulation {
  const char *id;
  const char *const *provisions; /* that steps cite by id; NULL after the last, or NULL */
  bool dateless; /* its inputs have no day, so each parameter has one value, without end */
  const ZzParameter *parameters;
  size_t n_parameters;
  const ZzCalculator *const *calculators;
  size_t n_calculators;
};

/** The regulations of the list in meson.build, NULL after the last. */
extern const ZzRegulation *const zz_regulations[];

/** Whether a request may set any of its parameters. */
bool zz_regulation_is_patchable(const ZzRegulation *regulation);

/** The calculator of an id, or NULL; and the error that there is none, with the nearest. */
const ZzCalculator *zz_calculator_find(const char *id);
bool zz_fail_unknown_calculator(GError **error, const char *id, const ZzPath *path);

/** The regulation of a calculator. */
const ZzRegulation *zz_regulation_of(const ZzCalculator *calculator);

/** The i-th calculator of all, NULL after the last. */
const ZzCalculator *zz_calculator_at(size_t i);

/**
 * Runs a calculator on input and options that are checked member by member already; the result
 * owns its arena (zz_arena_free_owned()), which the call takes over. NULL with an error.
 */
void *zz_run(const ZzCalculator *calculator, ZzCase *zcase, GError **error);

/** The typed door: imports input and options (NULL = defaults), checks, runs. */
void *zz_run_typed(const ZzCalculator *calculator, const ZzgovRulebook *rulebook, const void *input,
                   const void *options, ZzgovTrace *trace, GError **error);

/** A list of texts that grows in the arena of a case, such as the reasons of a refusal. */
typedef struct {
  const char *const *texts;
  size_t n;
} ZzTexts;
void zz_texts_add(const ZzCase *zcase, ZzTexts *texts, const char *text);

/** The amount of a year, or NULL. */
const ZzgovFen *zz_year_amount(const ZzList *years, ZzgovDate day);

/** Adds to a total; a total beyond int64 is an error at the array of its elements. */
bool zz_add_total(ZzgovFen *total, ZzgovFen amount, const ZzPath *elements, GError **error);

/** Whether a parameter has a value in force on a day given at a path. */
bool zz_check_parameter_in_force(const ZzCase *zcase, const ZzRegulation *regulation,
                                 size_t parameter, ZzgovDate day, const ZzPath *path,
                                 GError **error);

/** Whether every parameter of a regulation has a value in force on a day given at a path. */
bool zz_check_in_force(const ZzCase *zcase, const ZzRegulation *regulation, ZzgovDate day,
                       const ZzPath *path, GError **error);

/** Adds a warning at a path. */
void zz_warn(ZzCase *zcase, const char *code, const char *provision, const ZzPath *path,
             int message, ...);

/** A parameter in `ZzFigure.on`. */
#define ZZ_ON(parameter) (UINT32_C(1) << (parameter))

/** A figure to be explained, and what it rests on. */
typedef struct {
  const char *provision;  /* of the law, cited by id, ... */
  const ZzEntry *entry;   /* ... or the value in force that is cited, or a what-if in its place */
  const ZzgovText *label; /* what is determined; NULL: the title of the provision */
  uint32_t on;            /* parameters that it depends on; is one a what-if, the label says so */
  const char *subject, *formula, *value, *unit;
} ZzFigure;

/** Adds a step. */
void zz_explain(const ZzCase *zcase, const ZzRegulation *regulation, ZzFigure figure);

/** The same for an amount, and for a decimal of a unit. */
void zz_explain_fen(const ZzCase *zcase, const ZzRegulation *regulation, ZzFigure figure,
                    ZzgovFen value);
void zz_explain_wide(const ZzCase *zcase, const ZzRegulation *regulation, ZzFigure figure,
                     ZzgovWideDecimal value);

/** The label of a member of a result, for the step that determines it. */
const ZzgovText *zz_label(const ZzTable *table, const char *name);

#endif
