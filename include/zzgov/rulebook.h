/* Rulebooks: the figures of the law, dated and cited. */
#ifndef ZZGOV_RULEBOOK_H
#define ZZGOV_RULEBOOK_H

#include <zzgov/calendar.h>
#include <zzgov/macros.h>

G_BEGIN_DECLS

/** The figures of the law: immutable, reference-counted, safe to share between threads. */
typedef struct ZzgovRulebook ZzgovRulebook;

/**
 * The rulebook compiled into the library. It is read once, at the first call.
 *
 * @return lent, valid for the life of the process; never NULL
 */
ZZGOV_AVAILABLE_IN_0_1
const ZzgovRulebook *zzgov_rulebook_get_default(void);

/**
 * Reads a rulebook from JSON text (docs/rulebook-format.md). Loading is strict: an unknown,
 * repeated or missing member, a bad date, a gap or an overlap is an error.
 *
 * @param text    the JSON text, UTF-8
 * @param length  its length in bytes
 * @param error   set to ZZGOV_ERROR_INVALID_RULEBOOK with path, line and column, or to
 *                ZZGOV_ERROR_INVALID_ARGUMENT; may be NULL
 * @return a new rulebook, released with zzgov_rulebook_unref(), or NULL
 */
ZZGOV_AVAILABLE_IN_0_1
ZzgovRulebook *zzgov_rulebook_load(const char *text, size_t length, GError **error);

/**
 * Reads a rulebook from a file; as zzgov_rulebook_load(), with the file's name in the message.
 *
 * @param error  also ZZGOV_ERROR_UNREADABLE; may be NULL
 */
ZZGOV_AVAILABLE_IN_0_1
ZzgovRulebook *zzgov_rulebook_load_file(const char *filename, GError **error);

/**
 * Lays what-if values over a rulebook: `{"<regulation>": {"<parameter>": <value>}}`, each in place
 * of the whole value in force, for all its dates. The original stays as it is.
 *
 * @param rulebook  what to lay over; the new rulebook keeps it alive
 * @param text      JSON as in the member `rules` of a request
 * @param length    its length in bytes
 * @param error     the code and path that a request would give ("/rules/..."); may be NULL
 * @return a new rulebook, released with zzgov_rulebook_unref(), or NULL
 */
ZZGOV_AVAILABLE_IN_0_1
ZzgovRulebook *zzgov_rulebook_patch(const ZzgovRulebook *rulebook, const char *text, size_t length,
                                    GError **error);

/** Takes a reference; returns its argument. */
ZZGOV_AVAILABLE_IN_0_1
ZzgovRulebook *zzgov_rulebook_ref(const ZzgovRulebook *rulebook);

/** Gives a reference back; NULL is allowed. */
ZZGOV_AVAILABLE_IN_0_1
void zzgov_rulebook_unref(ZzgovRulebook *rulebook);

/** Its id, such as "zhengzhou"; lent. NULL for NULL. */
ZZGOV_AVAILABLE_IN_0_1
const char *zzgov_rulebook_get_id(const ZzgovRulebook *rulebook);

/** Its version, such as "2020.9"; lent. NULL for NULL. */
ZZGOV_AVAILABLE_IN_0_1
const char *zzgov_rulebook_get_version(const ZzgovRulebook *rulebook);

/** Whether what-if values lie over it. */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_rulebook_is_patched(const ZzgovRulebook *rulebook);

/** Its calendar of working days; lent as long as the rulebook lives. NULL for NULL. */
ZZGOV_AVAILABLE_IN_0_1
const ZzgovCalendar *zzgov_rulebook_get_calendar(const ZzgovRulebook *rulebook);

/** The JSON text that zzgov_rulebook_load() read; of a patched one, that of the original. Lent. */
ZZGOV_AVAILABLE_IN_0_1
const char *zzgov_rulebook_get_text(const ZzgovRulebook *rulebook);

/**
 * The parameters in which two rulebooks differ, a line each: regulation, parameter, what stands in
 * the one and in the other, then the differing days of the calendar. Citations are not compared.
 *
 * @param error  ZZGOV_ERROR_INVALID_ARGUMENT for NULL; may be NULL
 * @return a new text, "" where they agree; free with g_free(); NULL on failure
 */
ZZGOV_AVAILABLE_IN_0_1
char *zzgov_rulebook_diff(const ZzgovRulebook *before, const ZzgovRulebook *after, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzgovRulebook, zzgov_rulebook_unref)

G_END_DECLS

#endif
