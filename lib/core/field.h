/* Descriptors: one table of fields per struct says all there is to say about it.
 *
 * By these tables the codec reads and writes JSON, checks and copies typed structs, writes the JSON
 * Schema and lists the fields. A slot is the memory of one value:
 *
 *   ZZ_STRING   const char *   absent NULL          ZZ_BOOL    bool       never absent
 *   ZZ_DECIMAL  ZzgovDecimal   absent ZZGOV_ABSENT  ZZ_WORD    int        absent 0
 *   ZZ_MONEY    ZzgovFen       absent ZZGOV_ABSENT  ZZ_DATE    ZzgovDate  absent ZZGOV_DATE_ABSENT
 *   ZZ_INTEGER  int64_t        absent ZZGOV_ABSENT  ZZ_MONTH   ZzgovMonth absent ZZGOV_DATE_ABSENT
 *   ZZ_OBJECT   const void *   absent NULL          ZZ_NODE    const cJSON *, the tree as it is
 *   ZZ_WIDE     ZzgovWideDecimal, of results: never absent
 *   ZZ_TRUTH    ZzgovTruth     absent ZZGOV_UNKNOWN
 *   ZZ_ARRAY    const void *   absent NULL, elements side by side, their number at `count_offset`
 *   ZZ_YEARS    const ZzYearAmount *, the same for an object of amounts by year
 */
#ifndef ZZ_FIELD_H
#define ZZ_FIELD_H

#include <zzgov/date.h>
#include <zzgov/decimal.h>

typedef enum {
  ZZ_STRING,
  ZZ_DECIMAL,
  ZZ_MONEY,
  ZZ_INTEGER,
  ZZ_BOOL,
  ZZ_DATE,
  ZZ_MONTH,
  ZZ_WORD,
  ZZ_OBJECT,
  ZZ_ARRAY,
  ZZ_TRUTH,
  ZZ_WIDE,
  ZZ_YEARS,
  ZZ_NODE,
} ZzKind;

enum {
  ZZ_REQUIRED = 1,  /* absence is an error */
  ZZ_NULLABLE = 2,  /* written as null when absent, not left out */
  ZZ_ABOVE_MIN = 4, /* the minimum itself is not allowed */
  ZZ_SUMMED = 8,    /* of results: an amount that adds up over the elements */
  ZZ_BAR = 16,      /* of results: a part of the element's bar in a chart */
};

/** A word of a fixed set; its value is its place in the list from 1. */
typedef struct {
  const char *word;
  ZzgovText help;
} ZzWord;

typedef struct ZzField ZzField;
typedef struct ZzTable ZzTable;

struct ZzField {
  const char *name;
  ZzKind kind;
  unsigned flags;
  size_t offset, count_offset;
  int64_t min, max; /* in the slot's unit; of an array its number of elements */
  int64_t fallback; /* of ZZ_BOOL, ZZ_WORD: the default */
  const ZzWord *words;
  size_t n_words;
  const ZzTable *table;            /* of ZZ_OBJECT */
  const ZzField *item;             /* of ZZ_ARRAY; its offset is 0 */
  bool (*valid)(const char *text); /* of ZZ_STRING: what bounds can't say; NULL for none */
  const char *unit;
  const char *provision;
  ZzgovText help;
  ZzgovText whole;     /* of a result: its label where the elements are all that the law knows */
  ZzgovText expected;  /* of `valid`: what is taken */
  const char *headers; /* of a spreadsheet, besides name and label; '|' between them */
  /* Of each word: other ways to write it in a spreadsheet, '|' between them; NULL for none. */
  const char *const *writings;
};

/** An amount that holds for a year; of ZZ_YEARS, ascending. */
typedef struct {
  int year;
  ZzgovFen fen;
} ZzYearAmount;

struct ZzTable {
  size_t size; /* of the struct */
  bool sized;  /* the struct begins with its size, as public inputs do */
  const ZzField *fields;
  size_t n_fields;
};

/** Of a table that has no members, and of a ZzgovText. */
extern const ZzTable zz_empty_table, zz_text_table;

#define ZZ_AT(type, member) .offset = offsetof(type, member)
#define ZZ_LIST_AT(type, member, count)                                                            \
  .offset = offsetof(type, member), .count_offset = offsetof(type, count)
#define ZZ_WORDS(list) .words = (list), .n_words = G_N_ELEMENTS(list)
/** The largest number of fields of a table, and of parameters of a regulation. */
enum { ZZ_MAX_FIELDS = 32 };

/** The number of elements of a list; one that is too long does not compile. */
#define ZZ_COUNT_FIELDS(list)                                                                      \
  (G_N_ELEMENTS(list) + 0 * sizeof(char[G_N_ELEMENTS(list) <= ZZ_MAX_FIELDS ? 1 : -1]))

#define ZZ_TABLE_OF(type, list)                                                                    \
  { sizeof(type), false, (list), ZZ_COUNT_FIELDS(list) }
#define ZZ_SIZED_TABLE_OF(type, list)                                                              \
  { sizeof(type), true, (list), ZZ_COUNT_FIELDS(list) }

/** Fields that many tables share. */
#define ZZ_NAME_OF(type, what_en, what_zh)                                                         \
  {                                                                                                \
    .name = "name", .kind = ZZ_STRING, .flags = ZZ_REQUIRED, ZZ_AT(type, name), .min = 1,          \
    .max = ZZ_NAME_MAX, .help = {                                                                  \
      what_en,                                                                                     \
      what_zh                                                                                      \
    }                                                                                              \
  }
#define ZZ_OUT(out_kind, type, member) .kind = (out_kind), .flags = ZZ_REQUIRED, ZZ_AT(type, member)
/** An amount of a result that adds up over the elements, and one that is also a part of their bars.
 */
#define ZZ_OUT_SUM(type, member)                                                                   \
  .kind = ZZ_MONEY, .flags = ZZ_REQUIRED | ZZ_SUMMED, ZZ_AT(type, member), .unit = "yuan"
#define ZZ_OUT_PART(type, member)                                                                  \
  .kind = ZZ_MONEY, .flags = ZZ_REQUIRED | ZZ_SUMMED | ZZ_BAR, ZZ_AT(type, member), .unit = "yuan"
#define ZZ_OUT_LIST(type, member, count, item_field)                                               \
  .kind = ZZ_ARRAY, .flags = ZZ_REQUIRED, ZZ_LIST_AT(type, member, count), .item = (item_field)

/** The items of lists of dates and integers. */
extern const ZzField zz_date_item, zz_integer_item;

/** Bounds that many fields share; the longest name is the contract's. */
enum { ZZ_NAME_MAX = 1024, ZZ_YEAR_MIN = 1900, ZZ_YEAR_MAX = 2199 };
#define ZZ_MONEY_MAX INT64_C(100000000000000)
#define ZZ_WHOLE(n) (INT64_C(n) * ZZGOV_DECIMAL_ONE)

/** Fills a struct with "absent" and the defaults. */
void zz_table_init(const ZzTable *table, void *target);

/** Whether a field's elements are objects, such as the areas of a month. */
bool zz_is_rows(const ZzField *field);

/** Sets one slot to "absent" or its default. */
void zz_slot_init(const ZzField *field, void *slot);

/** Whether a slot holds "absent". */
bool zz_slot_is_absent(const ZzField *field, const void *slot);

/** The size of a slot (of an element, for the item of an array). */
size_t zz_slot_size(const ZzField *field);

/** Whether a field has a number of elements at `count_offset`. */
bool zz_has_count(const ZzField *field);

/** The number of elements of an array field of a struct, and a pointer to where it stands. */
size_t *zz_count_slot(const ZzField *field, void *target);
size_t zz_count(const ZzField *field, const void *source);

/** The field of a name, or NULL. */
const ZzField *zz_table_find(const ZzTable *table, const char *name);

/** The word of a value 1 ... n_words, or NULL. */
const char *zz_word(const ZzField *field, int value);

/** The length of a label without the bracket that may stand at its end. */
size_t zz_stem_length(const char *label);

/** What a field takes, in words: "decimal, 0 ... 100000". Free both texts with g_free(). */
ZzgovText zz_field_expected(const ZzField *field);
void zz_expected_clear(ZzgovText *expected);

#endif
