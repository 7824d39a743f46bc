/* A struct with a member of every kind, and the table that describes it: what the codec can do,
 * whether or not a regulation asks for it today. */
#ifndef TEST_THING_H
#define TEST_THING_H

#include "decode.h"

typedef struct {
  size_t size;
  int64_t number;
} Part;

typedef struct {
  size_t size;
  const char *text;
  ZzgovDecimal decimal;
  ZzgovFen money_fen;
  int64_t integer;
  ZzgovTruth truth;
  int word;
  ZzgovDate date;
  ZzgovMonth month;
  bool flag;
  const Part *part;
  const Part *parts;
  size_t n_parts;
  const ZzgovDate *dates;
  size_t n_dates;
  const char *const *texts;
  size_t n_texts;
} Thing;

static bool has_no_blank(const char *text) { return strchr(text, ' ') == NULL; }

static const ZzField part_fields[] = {
    {.name = "number",
     .kind = ZZ_INTEGER,
     .flags = ZZ_REQUIRED,
     ZZ_AT(Part, number),
     .min = -9,
     .max = 9},
};
static const ZzTable part_table = ZZ_SIZED_TABLE_OF(Part, part_fields);
static const ZzField part_item = {.kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &part_table};
static const ZzField day_item = {.kind = ZZ_DATE};
static const ZzField word_item = {.kind = ZZ_STRING, .min = 1, .max = 3};
static const ZzWord colours[] = {{"red", {"red", "红"}}, {"green", {"green", "绿"}}};

static const ZzField thing_fields[] = {
    {.name = "text",
     .kind = ZZ_STRING,
     .flags = ZZ_REQUIRED,
     ZZ_AT(Thing, text),
     .min = 1,
     .max = 5,
     .valid = has_no_blank},
    {.name = "decimal",
     .kind = ZZ_DECIMAL,
     .flags = ZZ_ABOVE_MIN,
     ZZ_AT(Thing, decimal),
     .max = ZZ_WHOLE(10)},
    {.name = "money_yuan", .kind = ZZ_MONEY, ZZ_AT(Thing, money_fen), .max = ZZ_MONEY_MAX},
    {.name = "integer", .kind = ZZ_INTEGER, ZZ_AT(Thing, integer), .min = -5, .max = 5},
    {.name = "truth", .kind = ZZ_TRUTH, ZZ_AT(Thing, truth)},
    {.name = "word", .kind = ZZ_WORD, ZZ_AT(Thing, word), ZZ_WORDS(colours), .fallback = 2},
    {.name = "date", .kind = ZZ_DATE, ZZ_AT(Thing, date)},
    {.name = "month", .kind = ZZ_MONTH, ZZ_AT(Thing, month)},
    {.name = "flag", .kind = ZZ_BOOL, ZZ_AT(Thing, flag), .fallback = 1},
    {.name = "part", .kind = ZZ_OBJECT, ZZ_AT(Thing, part), .table = &part_table},
    {.name = "parts",
     .kind = ZZ_ARRAY,
     ZZ_LIST_AT(Thing, parts, n_parts),
     .min = 1,
     .max = 2,
     .item = &part_item},
    {.name = "dates",
     .kind = ZZ_ARRAY,
     ZZ_LIST_AT(Thing, dates, n_dates),
     .max = 2,
     .item = &day_item},
    {.name = "texts",
     .kind = ZZ_ARRAY,
     ZZ_LIST_AT(Thing, texts, n_texts),
     .max = 2,
     .item = &word_item},
};
static const ZzTable thing_table = ZZ_SIZED_TABLE_OF(Thing, thing_fields);

#endif
