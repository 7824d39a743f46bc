/* The inside of a rulebook. */
#ifndef ZZ_RULEBOOK_PRIVATE_H
#define ZZ_RULEBOOK_PRIVATE_H

#include "arena.h"
#include "calendar-private.h"
#include "json.h"
#include "path.h"
#include <zzgov/rulebook.h>

typedef struct ZzRegulation ZzRegulation;
typedef struct ZzParameter ZzParameter;
typedef struct ZzLaw ZzLaw;

/** Where in the law something stands. */
typedef struct {
  const char *provision;
  const char *document; /* its number */
  const char *article;
  ZzgovText title;
} ZzCitation;

/** A value with the days on which it is in force. */
typedef struct {
  ZzgovDate from;
  ZzgovDate until; /* ZZGOV_DATE_ABSENT = open */
  ZzCitation citation;
  const void *value; /* the slot that the parameter's field describes */
} ZzEntry;

/** A parameter's values, the earliest first, without gap or overlap. */
typedef struct {
  const ZzEntry *entries;
  size_t n_entries;
} ZzHistory;

/** What the loader knows of one regulation. */
typedef struct {
  const ZzHistory **histories; /* one per parameter */
  const ZzCitation *provisions;
  size_t n_provisions;
} ZzChapter;

struct ZzgovRulebook {
  gatomicrefcount references;
  ZzArena *arena;
  ZzgovRulebook *original; /* what a patched one lies over, or NULL */
  const char *id, *version, *text;
  ZzChapter *chapters; /* one per regulation */
  ZzgovCalendar *calendar;
  ZzLaw *laws; /* what columns have worked out so far (lib/columns/rates.h) */
};

/** The entry in force on a day; before the first one the first; NULL after the last. */
const ZzEntry *zz_rulebook_entry(const ZzgovRulebook *rulebook, const ZzRegulation *regulation,
                                 size_t parameter, ZzgovDate day);

/** The value in force on a day; the caller knows that there is one. */
const void *zz_rulebook_value(const ZzgovRulebook *rulebook, const ZzRegulation *regulation,
                              size_t parameter, ZzgovDate day);

/** The days around a day on which each parameter of a regulation keeps its value. */
typedef struct {
  ZzgovDate from, until;
} ZzPeriod;
ZzPeriod zz_rulebook_period(const ZzgovRulebook *rulebook, const ZzRegulation *regulation,
                            ZzgovDate day);

/** The last entry of a parameter, for what depends on no day. */
const ZzEntry *zz_rulebook_latest(const ZzgovRulebook *rulebook, const ZzRegulation *regulation,
                                  size_t parameter);

/** The citation of a provision of a regulation; NULL if the rulebook has none. */
const ZzCitation *zz_rulebook_citation(const ZzgovRulebook *rulebook,
                                       const ZzRegulation *regulation, const char *provision);

/** The parameters of a regulation that are what-ifs, a bit each; none of a rulebook as loaded. */
uint32_t zz_rulebook_what_ifs(const ZzgovRulebook *rulebook, const ZzRegulation *regulation);

/** What a patched rulebook lies over: the law; one that is not patched itself. */
const ZzgovRulebook *zz_rulebook_law(const ZzgovRulebook *rulebook);

size_t zz_regulation_index(const ZzRegulation *regulation);
size_t zz_n_regulations(void);

/** Gives back what columns have worked out. */
void zz_laws_free(ZzLaw *laws);

/** A new rulebook with one reference and an empty arena. */
ZzgovRulebook *zz_rulebook_new(void);

/**
 * Lays the member `rules` of a request over a rulebook: each member by itself is checked here, what
 * depends on several by zz_rulebook_check_patch(), which comes later in the order of faults.
 */
ZzgovRulebook *zz_rulebook_patch_node(const ZzgovRulebook *rulebook, const cJSON *rules,
                                      const ZzPath *path, GError **error);
bool zz_rulebook_check_patch(const ZzgovRulebook *patched, const ZzPath *path, GError **error);

/** The text of the rulebook that is compiled in (made by lib/rules/maintenance/embed.py). */
extern const char zz_embedded_rulebook[];
extern const size_t zz_embedded_rulebook_length;

#endif
