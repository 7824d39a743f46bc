/* What people see of a settlement: grids of text by the descriptors, then rendered. */
#ifndef ZZ_REPORT_H
#define ZZ_REPORT_H

#include "message.h"
#include "request.h"

#include <zzgov/report.h>

/** Requests of one calculator, all answered. */
typedef struct {
  const ZzCalculator *calculator;
  const ZzField *array; /* of its result, whose elements are rows; or NULL */
  const ZzRequest *requests;
  size_t n;
  ZzgovLang lang;
  bool explain;
  bool whole;  /* the elements of each request are all that the law knows */
  bool folded; /* the steps are shown when they are asked for */
} ZzReport;

/* --- values ----------------------------------------------------------------------------------- */

/** How values are written. */
typedef struct {
  ZzgovLang lang;
  bool people; /* 1,234.50 and — for people; 1234.50 and nothing for programs */
  bool whole;  /* as of the report */
  bool brief;  /* of an amount only what it is for, beside others of its kind */
} ZzStyle;

/** How values of a report are written for people, or for programs. */
ZzStyle zz_style_of(const ZzReport *report, bool people);

/** The text of a slot; free with g_free(). */
char *zz_value_text(const ZzField *field, const void *slot, size_t count, ZzStyle style);

/** An amount with or without commas. */
char *zz_money_text(ZzgovFen fen, ZzStyle style);

/** A unit in words: "yuan" is 元 in Chinese; "" for the kinds of statuses. */
const char *zz_unit_text(const char *unit, ZzgovLang lang);

/** The value of a step; statuses by their labels. Free with g_free(). */
char *zz_step_value(const ZzReport *report, const ZzgovStep *step);

/** The formula of a step, long fractions as decimals behind "≈". Free with g_free(). */
char *zz_formula_shown(const ZzReport *report, const char *formula);

/** Whether a formula ends in a calculation, so that "=" may stand before its value. */
bool zz_formula_is_sum(const char *formula);

/** The value of a parameter, whatever its kind. Free with g_free(). */
char *zz_parameter_text(const ZzField *field, const void *value, ZzStyle style);

/* --- leaves: the values of a struct, flat ----------------------------------------------------- */

enum { ZZ_MOST_DEPTH = 4 };

/** The way from a struct to one value: objects, and the elements of arrays that begin with a word,
 * such as the four factors of an area. */
typedef struct {
  const ZzField *fields[ZZ_MOST_DEPTH];
  size_t element[ZZ_MOST_DEPTH]; /* of an array, which of its elements */
  size_t depth;
} ZzLeaf;

/** All leaves of a table; `brief` leaves out what the factors' amounts come from. */
GArray *zz_leaves_of(const ZzTable *table, bool brief);

const ZzLeaf *zz_leaf_at(const GArray *leaves, size_t i);
const ZzField *zz_leaf_field(const ZzLeaf *leaf);

/** Where its value stands in a struct, or NULL; and of an array the number of elements. */
const void *zz_leaf_slot(const ZzLeaf *leaf, const void *source, size_t *count);

/** Its title: a label for people, the contract's names for programs; free with g_free(). */
char *zz_leaf_title(const ZzLeaf *leaf, ZzStyle style);

/* --- grids ------------------------------------------------------------------------------------ */

typedef struct {
  char *title;
  bool number;
  bool whole; /* its cells are not to be broken into lines */
} ZzGridColumn;

typedef struct {
  char *title;     /* or NULL */
  GArray *columns; /* of ZzGridColumn */
  GPtrArray *rows; /* of char **, NULL after the last cell */
  char **sums;     /* the last row, or NULL */
} ZzGrid;

void zz_grid_free(ZzGrid *grid);

/** What a request asks and what its result says as a whole: one column for each leaf. */
ZzGrid *zz_grid_of_requests(const ZzReport *report);

/** The same of one request, a row for each leaf. */
ZzGrid *zz_grid_of_facts(const ZzReport *report, const ZzRequest *request);

/** Its options that are not as usual. */
ZzGrid *zz_grid_of_options(const ZzReport *report, const ZzRequest *request);

/** An object of objects, such as the bases: a row for each member. NULL without one. */
ZzGrid *zz_grid_of_object(const ZzReport *report, const ZzRequest *request);

/** The elements of a request's result, with sums. */
ZzGrid *zz_grid_of_elements(const ZzReport *report, const ZzRequest *request, bool brief);

/** Everything in one grid, for programs. */
ZzGrid *zz_grid_of_all(const ZzReport *report);

/** What a request is called among others: its month, its subject; free with g_free(). */
char *zz_request_title(const ZzReport *report, const ZzRequest *request);

/** The elements of a request's result. */
const char *zz_elements_of(const ZzReport *report, const ZzRequest *request, size_t *n);

/** The warnings of a request, and the name of the element that one is about, or NULL. */
const ZzgovWarning *zz_warnings_of(const ZzRequest *request, size_t *n);
const char *zz_warning_subject(const ZzReport *report, const ZzRequest *request,
                               const ZzgovWarning *warning);

/** Which element a warning is about; false for the request as a whole. */
bool zz_warning_element(const ZzgovWarning *warning, size_t *element);

/** Values of the law that a request replaces, as JSON; NULL for none. Free with g_free(). */
char *zz_what_if_text(const ZzReport *report, const ZzRequest *request);

/** The same for people: each parameter, its value here and by the law; NULL for none, and where the
 * request before says the same. */
ZzGrid *zz_grid_of_what_ifs(const ZzReport *report, const ZzRequest *request);

/** "What-if, not the law" */
const char *zz_what_if_title(ZzgovLang lang);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzGrid, zz_grid_free)

/* --- renderers -------------------------------------------------------------------------------- */

void zz_report_text(GString *out, const ZzReport *report, bool colours);
void zz_report_csv(GString *out, const ZzReport *report);
void zz_report_json(GString *out, const ZzReport *report);
void zz_report_html(GString *out, const ZzReport *report);

/** The same as a section of another page. */
void zz_report_fragment(GString *out, const ZzReport *report);

/** Inline SVG: bars of the amounts of each element; a time line. Nothing where there is nothing. */
void zz_svg_bars(GString *out, const ZzReport *report, const ZzRequest *request);
void zz_svg_spans(GString *out, const ZzReport *report, const ZzRequest *request);

/** A text in HTML: markup characters escaped, control characters replaced. */
void zz_html_escape(GString *out, const char *text);

/** The width of a text on a terminal, where Chinese characters take two columns. */
size_t zz_text_width(const char *text);

#endif
