/* Descriptors of a rulebook file (docs/rulebook-format.md). Included by rulebook-load.c only. */
#ifndef ZZ_RULEBOOK_FILE_H
#define ZZ_RULEBOOK_FILE_H

#include "calendar-private.h"
#include "field.h"

#include <cjson/cJSON.h>

enum { TEXT_MAX = 4096, MANY = 1000 };

#define REQUIRED_TEXT(type, member)                                                                \
  .kind = ZZ_STRING, .flags = ZZ_REQUIRED, ZZ_AT(type, member), .min = 1, .max = TEXT_MAX
#define REQUIRED_TITLE(type, member)                                                               \
  .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, ZZ_AT(type, member), .table = &zz_text_table

typedef struct {
  const char *key, *number;
  const ZzgovText *title;
  ZzgovDate issued_on, in_force_from;
} Document;

static const ZzField document_fields[] = {
    {.name = "key", REQUIRED_TEXT(Document, key)},
    {.name = "number", REQUIRED_TEXT(Document, number)},
    {.name = "title", REQUIRED_TITLE(Document, title)},
    {.name = "issued_on", .kind = ZZ_DATE, ZZ_AT(Document, issued_on)},
    {.name = "in_force_from", .kind = ZZ_DATE, ZZ_AT(Document, in_force_from)},
};
static const ZzTable document_table = ZZ_TABLE_OF(Document, document_fields);
static const ZzField document_item = {
    .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &document_table};

static const ZzField year_fields[] = {
    {.name = "year",
     .kind = ZZ_INTEGER,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzCalendarYear, year),
     .min = ZZ_YEAR_MIN,
     .max = ZZ_YEAR_MAX},
    {.name = "document", REQUIRED_TEXT(ZzCalendarYear, document)},
    {.name = "days_off",
     .kind = ZZ_ARRAY,
     .flags = ZZ_REQUIRED,
     ZZ_LIST_AT(ZzCalendarYear, days_off, n_days_off),
     .max = 366,
     .item = &zz_date_item},
    {.name = "days_worked",
     .kind = ZZ_ARRAY,
     .flags = ZZ_REQUIRED,
     ZZ_LIST_AT(ZzCalendarYear, days_worked, n_days_worked),
     .max = 366,
     .item = &zz_date_item},
};
static const ZzTable year_table = ZZ_TABLE_OF(ZzCalendarYear, year_fields);
static const ZzField year_item = {.kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &year_table};

static const ZzField calendar_fields[] = {
    {.name = "first_day", .kind = ZZ_DATE, .flags = ZZ_REQUIRED, ZZ_AT(ZzCalendarFacts, first_day)},
    {.name = "last_day", .kind = ZZ_DATE, .flags = ZZ_REQUIRED, ZZ_AT(ZzCalendarFacts, last_day)},
    {.name = "years",
     .kind = ZZ_ARRAY,
     .flags = ZZ_REQUIRED,
     ZZ_LIST_AT(ZzCalendarFacts, years, n_years),
     .min = 1,
     .max = ZZ_YEAR_MAX - ZZ_YEAR_MIN + 1,
     .item = &year_item},
};
static const ZzTable calendar_table = ZZ_TABLE_OF(ZzCalendarFacts, calendar_fields);

typedef struct {
  int64_t format;
  const char *id, *version;
  const ZzgovText *title;
  const Document *documents;
  size_t n_documents;
  const ZzCalendarFacts *calendar;
  const cJSON *regulations;
} File;

static const ZzField file_fields[] = {
    {.name = "format",
     .kind = ZZ_INTEGER,
     .flags = ZZ_REQUIRED,
     ZZ_AT(File, format),
     .min = 1,
     .max = 1},
    {.name = "id", REQUIRED_TEXT(File, id)},
    {.name = "version", REQUIRED_TEXT(File, version)},
    {.name = "title", REQUIRED_TITLE(File, title)},
    {.name = "documents",
     .kind = ZZ_ARRAY,
     .flags = ZZ_REQUIRED,
     ZZ_LIST_AT(File, documents, n_documents),
     .min = 1,
     .max = MANY,
     .item = &document_item},
    {.name = "calendar",
     .kind = ZZ_OBJECT,
     .flags = ZZ_REQUIRED,
     ZZ_AT(File, calendar),
     .table = &calendar_table},
    {.name = "regulations", .kind = ZZ_NODE, .flags = ZZ_REQUIRED, ZZ_AT(File, regulations)},
};
static const ZzTable file_table = ZZ_TABLE_OF(File, file_fields);

typedef struct {
  const char *id, *document, *article;
  const ZzgovText *title;
} Provision;

static const ZzField provision_fields[] = {
    {.name = "id", REQUIRED_TEXT(Provision, id)},
    {.name = "document", REQUIRED_TEXT(Provision, document)},
    {.name = "article", REQUIRED_TEXT(Provision, article)},
    {.name = "title", REQUIRED_TITLE(Provision, title)},
};
static const ZzTable provision_table = ZZ_TABLE_OF(Provision, provision_fields);
static const ZzField provision_item = {
    .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &provision_table};

typedef struct {
  const ZzgovText *title;
  const Provision *provisions;
  size_t n_provisions;
  const cJSON *parameters;
} Regulation;

static const ZzField regulation_fields[] = {
    {.name = "title", REQUIRED_TITLE(Regulation, title)},
    {.name = "provisions",
     .kind = ZZ_ARRAY,
     .flags = ZZ_REQUIRED,
     ZZ_LIST_AT(Regulation, provisions, n_provisions),
     .min = 1,
     .max = MANY,
     .item = &provision_item},
    {.name = "parameters", .kind = ZZ_NODE, .flags = ZZ_REQUIRED, ZZ_AT(Regulation, parameters)},
};
static const ZzTable regulation_table = ZZ_TABLE_OF(Regulation, regulation_fields);

typedef struct {
  ZzgovDate from, until;
  const char *document, *article;
  const cJSON *value;
} Value;

static const ZzField value_fields[] = {
    {.name = "from", .kind = ZZ_DATE, .flags = ZZ_REQUIRED, ZZ_AT(Value, from)},
    {.name = "until", .kind = ZZ_DATE, ZZ_AT(Value, until)},
    {.name = "document", REQUIRED_TEXT(Value, document)},
    {.name = "article", REQUIRED_TEXT(Value, article)},
    {.name = "value", .kind = ZZ_NODE, .flags = ZZ_REQUIRED, ZZ_AT(Value, value)},
};
static const ZzTable value_table = ZZ_TABLE_OF(Value, value_fields);
static const ZzField value_item = {.kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &value_table};

typedef struct {
  const char *provision, *unit, *note;
  int upper_edge;
  const Value *values;
  size_t n_values;
} Parameter;

static const ZzWord edges[] = {{"included", {"part of the tier", "含"}}};
static const ZzField parameter_fields[] = {
    {.name = "provision", REQUIRED_TEXT(Parameter, provision)},
    {.name = "unit", REQUIRED_TEXT(Parameter, unit)},
    {.name = "upper_edge", .kind = ZZ_WORD, ZZ_AT(Parameter, upper_edge), ZZ_WORDS(edges)},
    {.name = "note", .kind = ZZ_STRING, ZZ_AT(Parameter, note), .min = 1, .max = TEXT_MAX},
    {.name = "values",
     .kind = ZZ_ARRAY,
     .flags = ZZ_REQUIRED,
     ZZ_LIST_AT(Parameter, values, n_values),
     .min = 1,
     .max = MANY,
     .item = &value_item},
};
static const ZzTable parameter_table = ZZ_TABLE_OF(Parameter, parameter_fields);

#endif
