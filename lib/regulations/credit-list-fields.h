/* Descriptors of credit-list.c: parameters, input, result. Included only there. */
#ifndef ZZ_CREDIT_LIST_FIELDS_H
#define ZZ_CREDIT_LIST_FIELDS_H

#include "regulation.h"

#include <zzgov/credit-list.h>

/* --- parameters ------------------------------------------------------------------------------- */

enum { TERMS, SCORE, ITEMS, INCENTIVES, SANCTIONS };

/* Shortest and longest publicity period of each grade, in months. */
typedef struct {
  const int64_t *trust, *general, *serious;
  size_t n_trust, n_general, n_serious;
} Terms;

static const ZzField months_item = {.kind = ZZ_INTEGER, .flags = ZZ_REQUIRED, .max = 1200};
#define TERM(member, en, zh)                                                                       \
  {                                                                                                \
    .name = #member, .kind = ZZ_ARRAY, .flags = ZZ_REQUIRED,                                       \
    ZZ_LIST_AT(Terms, member, n_##member), .min = 2, .max = 2, .item = &months_item, .help = {     \
      en,                                                                                          \
      zh                                                                                           \
    }                                                                                              \
  }
static const ZzField term_fields[] = {TERM(trust, "trustworthy", "守信"),
                                      TERM(general, "generally untrustworthy", "一般失信"),
                                      TERM(serious, "seriously untrustworthy", "严重失信")};
static const ZzTable term_table = ZZ_TABLE_OF(Terms, term_fields);

/* The library's weights for ranking. */
typedef struct {
  int64_t start, commendation, trust, general, serious, black;
} Score;

#define WEIGHT(member, en, zh)                                                                     \
  {                                                                                                \
    .name = #member, .kind = ZZ_INTEGER, .flags = ZZ_REQUIRED, ZZ_AT(Score, member),               \
    .min = -1000000, .max = 1000000, .help = {                                                     \
      en,                                                                                          \
      zh                                                                                           \
    }                                                                                              \
  }
static const ZzField score_fields[] = {WEIGHT(start, "start", "起始分"),
                                       WEIGHT(commendation, "commendation", "表彰"),
                                       WEIGHT(trust, "other trustworthy record", "其他守信"),
                                       WEIGHT(general, "general record", "一般失信"),
                                       WEIGHT(serious, "serious record", "严重失信"),
                                       WEIGHT(black, "black-listable record", "应列入黑名单")};
static const ZzTable score_table = ZZ_TABLE_OF(Score, score_fields);

/* An item of article 5 or 6, and how people write it. */
#define ITEMS_OF_LAW(ITEM)                                                                         \
  ITEM("5", "五", "1", "一", "lawful and honest")                                                  \
  ITEM("5", "五", "2", "二", "commended")                                                          \
  ITEM("5", "五", "3", "三", "other trustworthy cases")                                            \
  ITEM("6", "六", "1", "一", "standards not followed")                                             \
  ITEM("6", "六", "2", "二", "fees not paid")                                                      \
  ITEM("6", "六", "3", "三", "minor unlawful conduct")                                             \
  ITEM("6", "六", "4", "四", "built without permission")                                           \
  ITEM("6", "六", "5", "五", "false documents")                                                    \
  ITEM("6", "六", "6", "六", "pledges not kept")                                                   \
  ITEM("6", "六", "7", "七", "deferred papers not supplied")                                       \
  ITEM("6", "六", "8", "八", "exemption rules broken")                                             \
  ITEM("6", "六", "9", "九", "not built as approved")
#define ITEM_WORD(a, article, i, item, en) {a "." i, {en, "第" article "条第（" item "）项"}},
#define ITEM_WRITINGS(a, article, i, item, en)                                                     \
  "第" article "条第" item "项|第" article "条（" item "）|第" article "条（" item "）项|" article \
  "（" item "）|第" a "条第" i "项|第" a "条第（" i "）项|" a "（" i "）",
static const ZzWord item_words[] = {ITEMS_OF_LAW(ITEM_WORD)};
static const char *const item_writings[] = {ITEMS_OF_LAW(ITEM_WRITINGS)};
enum { N_ITEMS = G_N_ELEMENTS(item_words) };
static const ZzWord grades[] = {
    {"trust", {"trustworthy", "守信"}},
    {"general", {"generally untrustworthy", "一般失信"}},
    {"serious", {"seriously untrustworthy", "严重失信"}},
};
enum { LIST_NONE = 1, LIST_RED, LIST_BLACK };
static const ZzWord lists[] = {
    {"none", {"no list", "不列入名单"}},
    {"red", {"red list", "红名单"}},
    {"black", {"black list", "黑名单"}},
};

/* An item of articles 5 and 6: its grade, the list it can lead to, the sanction of its own. */
typedef struct {
  int item, grade, list;
  int64_t sanction; /* or ZZGOV_ABSENT */
  const ZzgovText *text;
} Item;

static const ZzField item_fields[] = {
    {.name = "item",
     .kind = ZZ_WORD,
     .flags = ZZ_REQUIRED,
     ZZ_AT(Item, item),
     ZZ_WORDS(item_words)},
    {.name = "grade", .kind = ZZ_WORD, .flags = ZZ_REQUIRED, ZZ_AT(Item, grade), ZZ_WORDS(grades)},
    {.name = "list", .kind = ZZ_WORD, .flags = ZZ_REQUIRED, ZZ_AT(Item, list), ZZ_WORDS(lists)},
    {.name = "sanction", .kind = ZZ_INTEGER, ZZ_AT(Item, sanction), .min = 1, .max = 100},
    {.name = "text",
     .kind = ZZ_OBJECT,
     .flags = ZZ_REQUIRED,
     ZZ_AT(Item, text),
     .table = &zz_text_table},
};
static const ZzTable item_table = ZZ_TABLE_OF(Item, item_fields);
static const ZzField item_item = {.kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &item_table};

/* An incentive or a sanction; incentives always apply. */
typedef struct {
  int64_t number;
  int applies;
  const ZzgovText *text;
} Measure;

enum { APPLIES_ALWAYS = 1, APPLIES_WITH_ITEM, APPLIES_ON_NEW_VIOLATION };
static const ZzWord applications[] = {
    {"always", {"to all on the list", "适用于名单内全部主体"}},
    {"item", {"only with the item that names it", "仅适用于相应情形"}},
    {"new-violation",
     {"only on a new violation during the listing", "名单期间有新的违法失信行为的"}},
};
static const ZzField measure_fields[] = {
    {.name = "number",
     .kind = ZZ_INTEGER,
     .flags = ZZ_REQUIRED,
     ZZ_AT(Measure, number),
     .min = 1,
     .max = 100},
    {.name = "applies",
     .kind = ZZ_WORD,
     ZZ_AT(Measure, applies),
     ZZ_WORDS(applications),
     .fallback = APPLIES_ALWAYS},
    {.name = "text",
     .kind = ZZ_OBJECT,
     .flags = ZZ_REQUIRED,
     ZZ_AT(Measure, text),
     .table = &zz_text_table},
};
static const ZzTable measure_table = ZZ_TABLE_OF(Measure, measure_fields);
static const ZzField measure_item = {
    .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &measure_table};

/* --- input ------------------------------------------------------------------------------------ */

static bool is_unified_code(const char *code);

static const ZzField subject_fields[] = {
    ZZ_NAME_OF(ZzgovCreditSubject, "subject", "主体名称"),
    {.name = "unified_code",
     .kind = ZZ_STRING,
     ZZ_AT(ZzgovCreditSubject, unified_code),
     .min = 18,
     .max = 18,
     .valid = is_unified_code,
     .help = {"unified social credit code", "统一社会信用代码"},
     .expected = {"unified social credit code with its check character",
                  "统一社会信用代码（18位，校验码须正确）"},
     .headers = "信用代码|unified social credit code"},
};
static const ZzTable subject_table = ZZ_SIZED_TABLE_OF(ZzgovCreditSubject, subject_fields);

#define STEP(step_kind, member, en, zh, more)                                                      \
  {.name = #member,                                                                                \
   .kind = (step_kind),                                                                            \
   ZZ_AT(ZzgovCreditRepair, member),                                                               \
   .provision = "CRED-15",                                                                         \
   .help = {en, zh},                                                                               \
   .headers = (more)},
/* In the order in which missing steps are named; from TRAINING on only for serious records. */
enum { TRAINING = 5, N_STEPS = 8 };
#define REPAIR_STEPS(STEP)                                                                         \
  STEP(ZZ_BOOL, corrected, "conduct corrected", "主动纠正失信行为", "纠正失信行为")                \
  STEP(ZZ_BOOL, effects_removed, "effects removed", "消除不良影响", NULL)                          \
  STEP(ZZ_BOOL, pledge, "public pledge", "公开做出信用修复承诺", "信用修复承诺")                   \
  STEP(ZZ_BOOL, completion_report, "report of completion", "报送信用修复完成情况",                 \
       "信用修复完成情况")                                                                         \
  STEP(ZZ_DATE, department_checked_on, "department's check", "公示责任部门核实日期",               \
       "部门核实日期")                                                                             \
  STEP(ZZ_BOOL, training, "training", "参加信用修复专题培训", "信用修复专题培训")                  \
  STEP(ZZ_BOOL, credit_report, "credit report", "向信用网站提交信用报告", "提交信用报告")          \
  STEP(ZZ_DATE, site_checked_on, "credit web site's check", "信用网站核实日期", NULL)
static const ZzField repair_fields[N_STEPS] = {REPAIR_STEPS(STEP)};
static const ZzTable repair_table = ZZ_SIZED_TABLE_OF(ZzgovCreditRepair, repair_fields);

static const ZzField record_fields[] = {
    {.name = "id",
     .kind = ZZ_STRING,
     ZZ_AT(ZzgovCreditRecord, id),
     .min = 1,
     .max = ZZ_NAME_MAX,
     .help = {"record id, unique", "记录编号（不得重复）"},
     .headers = "编号|信息编号|record"},
    {.name = "item",
     .kind = ZZ_WORD,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovCreditRecord, item),
     ZZ_WORDS(item_words),
     .writings = item_writings,
     .provision = "CRED-04",
     .help = {"article and item", "条款项"},
     .headers = "条款|项目|情形|条款项目"},
    {.name = "published_on",
     .kind = ZZ_DATE,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovCreditRecord, published_on),
     .provision = "CRED-14",
     .help = {"day of publication", "公示之日"},
     .headers = "公示日期|公示时间"},
    {.name = "refuses_to_correct",
     .kind = ZZ_BOOL,
     ZZ_AT(ZzgovCreditRecord, refuses_to_correct),
     .provision = "CRED-06",
     .help = {"refuses to correct", "拒不改正"}},
    {.name = "serious_effect",
     .kind = ZZ_BOOL,
     ZZ_AT(ZzgovCreditRecord, serious_effect),
     .provision = "CRED-06",
     .help = {"serious effect", "造成严重影响"}},
    {.name = "excluded_from_repair",
     .kind = ZZ_BOOL,
     ZZ_AT(ZzgovCreditRecord, excluded_from_repair),
     .provision = "CRED-15",
     .help = {"named by the state as beyond repair", "国家规定不予修复的特定严重失信信息"},
     .headers = "国家规定不予修复"},
    {.name = "new_violation_on",
     .kind = ZZ_DATE,
     ZZ_AT(ZzgovCreditRecord, new_violation_on),
     .provision = "CRED-18",
     .help = {"new violation during the listing", "新的违法失信行为日期"}},
    {.name = "repair",
     .kind = ZZ_OBJECT,
     ZZ_AT(ZzgovCreditRecord, repair),
     .table = &repair_table,
     .provision = "CRED-15",
     .help = {"steps of a credit repair", "信用修复"}},
};
static const ZzTable record_table = ZZ_SIZED_TABLE_OF(ZzgovCreditRecord, record_fields);
static const ZzField record_item = {
    .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &record_table};
static const ZzField input_fields[] = {
    {.name = "subject",
     .kind = ZZ_OBJECT,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovCreditListInput, subject),
     .table = &subject_table,
     .provision = "CRED-01",
     .help = {"who the records are about", "信用主体"}},
    {.name = "as_of",
     .kind = ZZ_DATE,
     .flags = ZZ_REQUIRED,
     ZZ_AT(ZzgovCreditListInput, as_of),
     .provision = "CRED-20",
     .help = {"day that is asked about", "查询日期"}},
    {.name = "records",
     .kind = ZZ_ARRAY,
     .flags = ZZ_REQUIRED,
     ZZ_LIST_AT(ZzgovCreditListInput, records, n_records),
     .max = 10000,
     .item = &record_item,
     .help = {"records", "信用记录"}},
};
static const ZzTable input_table = ZZ_SIZED_TABLE_OF(ZzgovCreditListInput, input_fields);

/* --- result ----------------------------------------------------------------------------------- */

static const ZzWord statuses[] = {
    {"black", {"on the black list", "列入黑名单"}},
    {"red", {"on the red list", "列入红名单"}},
    {"none", {"on no list", "未列入名单"}},
};
#define MISSING(kind, member, en, zh, more) {#member, {en, zh}},
static const ZzWord missing_words[N_STEPS] = {REPAIR_STEPS(MISSING)};
static const ZzField missing_item = {
    .kind = ZZ_STRING, .flags = ZZ_REQUIRED, ZZ_WORDS(missing_words)};
static const ZzField result_repair_fields[] = {
    {.name = "may_apply",
     ZZ_OUT(ZZ_BOOL, ZzgovCreditRepairResult, may_apply),
     .help = {"may apply for repair", "可申请修复"}},
    {.name = "repaired",
     ZZ_OUT(ZZ_BOOL, ZzgovCreditRepairResult, repaired),
     .help = {"repaired in time", "已修复"}},
    {.name = "missing",
     ZZ_OUT_LIST(ZzgovCreditRepairResult, missing, n_missing, &missing_item),
     .help = {"repair steps not there", "未完成的修复步骤"}},
};
static const ZzTable result_repair_table =
    ZZ_TABLE_OF(ZzgovCreditRepairResult, result_repair_fields);
static const ZzField result_record_fields[] = {
    {.name = "id",
     .kind = ZZ_STRING,
     .flags = ZZ_NULLABLE,
     ZZ_AT(ZzgovCreditRecordResult, id),
     .help = {"record id", "记录编号"}},
    {.name = "item",
     ZZ_OUT(ZZ_WORD, ZzgovCreditRecordResult, item),
     ZZ_WORDS(item_words),
     .help = {"article and item", "条款项"}},
    {.name = "grade",
     ZZ_OUT(ZZ_WORD, ZzgovCreditRecordResult, grade),
     ZZ_WORDS(grades),
     .provision = "CRED-04",
     .help = {"grade", "等级"}},
    {.name = "black_listable",
     ZZ_OUT(ZZ_BOOL, ZzgovCreditRecordResult, black_listable),
     .provision = "CRED-06",
     .help = {"leads to the black list", "应列入黑名单"}},
    {.name = "live",
     ZZ_OUT(ZZ_BOOL, ZzgovCreditRecordResult, live),
     .provision = "CRED-16",
     .help = {"shown on the day", "公示中"}},
    {.name = "shortest_end",
     ZZ_OUT(ZZ_DATE, ZzgovCreditRecordResult, shortest_end),
     .provision = "CRED-14",
     .help = {"end of the shortest period", "最短公示期限届满日"}},
    {.name = "longest_end",
     ZZ_OUT(ZZ_DATE, ZzgovCreditRecordResult, longest_end),
     .provision = "CRED-14",
     .help = {"end of the longest period", "最长公示期限届满日"}},
    {.name = "last_day",
     ZZ_OUT(ZZ_DATE, ZzgovCreditRecordResult, last_day),
     .provision = "CRED-16",
     .help = {"last day shown", "公示最后一日"}},
    {.name = "repair",
     .kind = ZZ_OBJECT,
     .flags = ZZ_NULLABLE,
     ZZ_AT(ZzgovCreditRecordResult, repair),
     .table = &result_repair_table,
     .provision = "CRED-15",
     .help = {"how the repair stands", "修复情况"}},
};
static const ZzTable result_record_table =
    ZZ_TABLE_OF(ZzgovCreditRecordResult, result_record_fields);
static const ZzField result_record_item = {
    .kind = ZZ_OBJECT, .flags = ZZ_REQUIRED, .table = &result_record_table};
static const ZzField result_fields[] = {
    {.name = "as_of", ZZ_OUT(ZZ_DATE, ZzgovCreditListResult, as_of), .help = {"day", "查询日期"}},
    {.name = "status",
     ZZ_OUT(ZZ_WORD, ZzgovCreditListResult, status),
     ZZ_WORDS(statuses),
     .provision = "CRED-20",
     .help = {"list status", "名单状态"}},
    {.name = "list_last_day",
     .kind = ZZ_DATE,
     .flags = ZZ_NULLABLE,
     ZZ_AT(ZzgovCreditListResult, list_last_day),
     .provision = "CRED-20",
     .help = {"last day on the list", "名单公示最后一日"}},
    {.name = "score",
     ZZ_OUT(ZZ_INTEGER, ZzgovCreditListResult, score),
     .unit = "points",
     .help = {"score (the library's convention)", "得分（本库约定，非法定）"}},
    {.name = "records",
     ZZ_OUT_LIST(ZzgovCreditListResult, records, n_records, &result_record_item),
     .help = {"records, in the order of the input", "各条信息（按输入顺序）"}},
    {.name = "incentives",
     ZZ_OUT_LIST(ZzgovCreditListResult, incentives, n_incentives, &zz_integer_item),
     .provision = "CRED-17",
     .help = {"incentives by number", "联合激励措施（第十五条项次）"}},
    {.name = "sanctions",
     ZZ_OUT_LIST(ZzgovCreditListResult, sanctions, n_sanctions, &zz_integer_item),
     .provision = "CRED-18",
     .help = {"sanctions by number", "联合惩戒措施（第十六条项次）"}},
};
static const ZzTable result_table = ZZ_TABLE_OF(ZzgovCreditListResult, result_fields);

#endif
