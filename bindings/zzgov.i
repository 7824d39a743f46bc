/* What SWIG shares between the languages: the functions that the raw modules have, and who owns
 * what. Only what is named here is wrapped. Each language's file sets %module and, for its own
 * values and errors, typemaps for
 *
 *   (const char *text, size_t length)              bytes in, none of them forbidden
 *   const char *const *headers                     texts in, NULL after the last
 *   (const char *const *requests, size_t n)        texts in, at least one
 *   const ZzgovRulebook *, const ZzgovTable *      never nothing
 *   GError **error                                 raised, released before
 *   bool *ok                                       a second result
 *   char *                                         UTF-8 out; NULL: nothing
 */
%{
#include <zzgov.h>
%}

/* A new text is released as soon as the language has its copy. */
%typemap(newfree) char * "g_free($1);"
%newobject zzgov_evaluate_json;
%newobject zzgov_list_calculators;
%newobject zzgov_schema;
%newobject zzgov_rulebook_diff;
%newobject zzgov_table_locate;
%newobject zzgov_report;
%newobject zzgov_rulebook_load;
%newobject zzgov_rulebook_load_file;
%newobject zzgov_rulebook_patch;
%newobject zzgov_table_read_csv;

%rename("%(strip:[zzgov_])s", %$isfunction) "";
%rename("%(strip:[ZZGOV_])s", %$isenumitem) "";
%nodefaultctor;
%nodefaultdtor;

/* Handles: a language's garbage collector gives back the reference that it holds. */
struct ZzgovRulebook {};
struct ZzgovTable {};
%extend ZzgovRulebook {
  ~ZzgovRulebook() { zzgov_rulebook_unref($self); }
}
%extend ZzgovTable {
  ~ZzgovTable() { zzgov_table_free($self); }
}
typedef struct ZzgovRulebook ZzgovRulebook;
typedef struct ZzgovTable ZzgovTable;
typedef enum { ZZGOV_LANG_EN = 0, ZZGOV_LANG_ZH = 1 } ZzgovLang;
typedef enum {
  ZZGOV_REPORT_TABLE = 1,
  ZZGOV_REPORT_COLOURED,
  ZZGOV_REPORT_CSV,
  ZZGOV_REPORT_JSON,
  ZZGOV_REPORT_HTML,
  ZZGOV_REPORT_FRAGMENT
} ZzgovReportFormat;

const char *zzgov_version(void);
char *zzgov_evaluate_json(const ZzgovRulebook *rulebook, const char *text, size_t length, bool *ok);
char *zzgov_list_calculators(ZzgovLang lang);
char *zzgov_schema(const char *calculator, ZzgovLang lang, GError **error);

const ZzgovRulebook *zzgov_rulebook_get_default(void);
ZzgovRulebook *zzgov_rulebook_load(const char *text, size_t length, GError **error);
ZzgovRulebook *zzgov_rulebook_load_file(const char *filename, GError **error);
ZzgovRulebook *zzgov_rulebook_patch(const ZzgovRulebook *rulebook, const char *text, size_t length,
                                    GError **error);
const char *zzgov_rulebook_get_id(const ZzgovRulebook *rulebook);
const char *zzgov_rulebook_get_version(const ZzgovRulebook *rulebook);
bool zzgov_rulebook_is_patched(const ZzgovRulebook *rulebook);
const char *zzgov_rulebook_get_text(const ZzgovRulebook *rulebook);
char *zzgov_rulebook_diff(const ZzgovRulebook *before, const ZzgovRulebook *after, GError **error);

ZzgovTable *zzgov_table_read_csv(const char *calculator, const char *text, size_t length,
                                 const char *frame, const char *const *headers, GError **error);
size_t zzgov_table_get_n_requests(const ZzgovTable *table);
const char *zzgov_table_get_request(const ZzgovTable *table, size_t index);
char *zzgov_table_locate(const ZzgovTable *table, size_t index, const char *pointer,
                         ZzgovLang lang);
const char *zzgov_table_example(const char *calculator, ZzgovLang lang, GError **error);

char *zzgov_report(const ZzgovRulebook *rulebook, const char *const *requests, size_t n,
                   ZzgovReportFormat format, ZzgovLang lang, size_t *failed, GError **error);

const char *zzgov_columns_kernel(void);
