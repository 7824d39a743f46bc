#include "rulebook-private.h"

#include "encode.h"
#include "error-private.h"
#include "number.h"
#include "regulation.h"

#include <string.h>

ZzgovRulebook *zz_rulebook_new(void) {
  ZzgovRulebook *rulebook = g_new0(ZzgovRulebook, 1);
  g_atomic_ref_count_init(&rulebook->references);
  rulebook->arena = zz_arena_new();
  return rulebook;
}

/* References are counted on a rulebook that is otherwise immutable, hence the casts. */
ZzgovRulebook *zzgov_rulebook_ref(const ZzgovRulebook *rulebook) {
  ZzgovRulebook *counted = (ZzgovRulebook *)rulebook;
  if (counted)
    g_atomic_ref_count_inc(&counted->references);
  return counted;
}

void zzgov_rulebook_unref(ZzgovRulebook *rulebook) {
  while (rulebook && g_atomic_ref_count_dec(&rulebook->references)) {
    ZzgovRulebook *original = rulebook->original;
    zz_laws_free(rulebook->laws);
    zz_arena_free(rulebook->arena);
    g_free(rulebook);
    rulebook = original;
  }
}

static gpointer load_embedded(gpointer unused) {
  (void)unused;
  return zzgov_rulebook_load(zz_embedded_rulebook, zz_embedded_rulebook_length, NULL);
}

const ZzgovRulebook *zzgov_rulebook_get_default(void) {
  static GOnce once = G_ONCE_INIT;
  return g_once(&once, load_embedded, NULL);
}

const char *zzgov_rulebook_get_id(const ZzgovRulebook *rulebook) {
  return rulebook ? rulebook->id : NULL;
}

const char *zzgov_rulebook_get_version(const ZzgovRulebook *rulebook) {
  return rulebook ? rulebook->version : NULL;
}

bool zzgov_rulebook_is_patched(const ZzgovRulebook *rulebook) {
  return rulebook && rulebook->original;
}

const ZzgovCalendar *zzgov_rulebook_get_calendar(const ZzgovRulebook *rulebook) {
  return rulebook ? rulebook->calendar : NULL;
}

const char *zzgov_rulebook_get_text(const ZzgovRulebook *rulebook) {
  return rulebook ? rulebook->text : NULL;
}

static const ZzHistory *history_of(const ZzgovRulebook *rulebook, const ZzRegulation *regulation,
                                   size_t parameter) {
  return rulebook->chapters[zz_regulation_index(regulation)].histories[parameter];
}

/* Whether a provision applies at all on a day is for its own parameter to say (such as
 * `from_month`), which a what-if may set earlier; so the first value also serves before its day. */
static size_t entry_on(const ZzHistory *history, ZzgovDate day) {
  size_t i = history->n_entries - 1;
  while (i > 0 && day < history->entries[i].from)
    i--;
  return i;
}

const ZzEntry *zz_rulebook_entry(const ZzgovRulebook *rulebook, const ZzRegulation *regulation,
                                 size_t parameter, ZzgovDate day) {
  const ZzHistory *history = history_of(rulebook, regulation, parameter);
  const ZzEntry *entry = &history->entries[entry_on(history, day)];
  return entry->until == ZZGOV_DATE_ABSENT || day <= entry->until ? entry : NULL;
}

ZzPeriod zz_rulebook_period(const ZzgovRulebook *rulebook, const ZzRegulation *regulation,
                            ZzgovDate day) {
  ZzPeriod period = {zz_month_first_day(ZZGOV_MONTH(1900, 1)),
                     zz_month_first_day(ZZGOV_MONTH(2200, 1)) - 1};
  for (size_t p = 0; p < regulation->n_parameters; p++) {
    const ZzHistory *history = history_of(rulebook, regulation, p);
    size_t i = entry_on(history, day);
    if (i > 0)
      period.from = MAX(period.from, history->entries[i].from);
    if (history->entries[i].until != ZZGOV_DATE_ABSENT)
      period.until = MIN(period.until, history->entries[i].until);
  }
  return period;
}

const void *zz_rulebook_value(const ZzgovRulebook *rulebook, const ZzRegulation *regulation,
                              size_t parameter, ZzgovDate day) {
  return zz_rulebook_entry(rulebook, regulation, parameter, day)->value;
}

const ZzEntry *zz_rulebook_latest(const ZzgovRulebook *rulebook, const ZzRegulation *regulation,
                                  size_t parameter) {
  const ZzHistory *history = history_of(rulebook, regulation, parameter);
  return &history->entries[history->n_entries - 1];
}

const ZzCitation *zz_rulebook_citation(const ZzgovRulebook *rulebook,
                                       const ZzRegulation *regulation, const char *provision) {
  const ZzChapter *chapter = &rulebook->chapters[zz_regulation_index(regulation)];
  for (size_t i = 0; i < chapter->n_provisions; i++)
    if (strcmp(chapter->provisions[i].provision, provision) == 0)
      return &chapter->provisions[i];
  return NULL;
}

/* --- differences ------------------------------------------------------------------------------ */

static void append_entry(GString *text, const ZzField *field, const ZzEntry *entry) {
  char from[ZZ_NUMBER_SIZE], until[ZZ_NUMBER_SIZE] = "";
  zz_date_write(entry->from, from);
  if (entry->until != ZZGOV_DATE_ABSENT)
    zz_date_write(entry->until, until);
  g_string_append_printf(text, "%s%s…%s ", text->len ? "; " : "", from, until);
  size_t n = zz_has_count(field) ? zz_count(field, entry->value) : 0;
  zz_encode_value(text, field, entry->value, n);
}

static char *describe_history(const ZzgovRulebook *rulebook, const ZzRegulation *regulation,
                              size_t parameter) {
  const ZzHistory *history = history_of(rulebook, regulation, parameter);
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < history->n_entries; i++)
    append_entry(text, &regulation->parameters[parameter].value, &history->entries[i]);
  return g_string_free(text, FALSE);
}

static void diff_regulation(GString *out, const ZzgovRulebook *before, const ZzgovRulebook *after,
                            const ZzRegulation *regulation) {
  for (size_t i = 0; i < regulation->n_parameters; i++) {
    g_autofree char *old = describe_history(before, regulation, i);
    g_autofree char *new = describe_history(after, regulation, i);
    if (strcmp(old, new) != 0)
      g_string_append_printf(out, "%s %s: %s → %s\n", regulation->id,
                             regulation->parameters[i].value.name, old, new);
  }
}

static const char *describe_day(const ZzgovCalendar *calendar, ZzgovDate day) {
  bool worked;
  if (!zzgov_calendar_is_working_day(calendar, day, &worked, NULL))
    return "not covered";
  return worked ? "worked" : "off";
}

static void diff_calendar(GString *out, const ZzgovCalendar *before, const ZzgovCalendar *after) {
  ZzgovDate first, last, other_first, other_last;
  zzgov_calendar_get_range(before, &first, &last);
  zzgov_calendar_get_range(after, &other_first, &other_last);
  for (ZzgovDate day = MIN(first, other_first); day <= MAX(last, other_last); day++) {
    const char *old = describe_day(before, day), *new = describe_day(after, day);
    char text[ZZ_NUMBER_SIZE];
    zz_date_write(day, text);
    if (old != new)
      g_string_append_printf(out, "calendar %s: %s → %s\n", text, old, new);
  }
}

char *zzgov_rulebook_diff(const ZzgovRulebook *before, const ZzgovRulebook *after, GError **error) {
  if (!before || !after) {
    zz_fail_argument(error, before ? "after" : "before");
    return NULL;
  }
  GString *out = g_string_new(NULL);
  if (strcmp(before->id, after->id) != 0 || strcmp(before->version, after->version) != 0)
    g_string_append_printf(out, "rulebook: %s %s → %s %s\n", before->id, before->version, after->id,
                           after->version);
  for (const ZzRegulation *const *regulation = zz_regulations; *regulation; regulation++)
    diff_regulation(out, before, after, *regulation);
  diff_calendar(out, before->calendar, after->calendar);
  return g_string_free(out, FALSE);
}
