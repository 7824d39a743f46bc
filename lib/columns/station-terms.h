/* What a base station gets (G5-01), for all doors. */
#ifndef ZZ_STATION_TERMS_H
#define ZZ_STATION_TERMS_H

#include "rulebook-private.h"

#include <zzgov/columns.h>

enum { ZZ_MOST_STATIONS = 10000000 }; /* of a batch, or of a row */

/** What holds on some days. */
typedef struct {
  ZzgovDate from, until;
  bool in_force;                     /* else there is nothing below */
  ZzgovFen ceiling, reward;          /* both together; the province's where none is given */
  ZzgovDate built_from, built_until; /* the plan's period */
} ZzStationTerms;

/** That of a day and the days around it. */
ZzStationTerms zz_station_terms(const ZzgovRulebook *rulebook, ZzgovDate day);

/** Whether figures are in force on a day given at a path. */
bool zz_station_check_in_force(const ZzgovRulebook *rulebook, ZzgovDate day, const ZzPath *path,
                               GError **error);

/** The city's match of the province's reward: 1 : 1, both within the ceiling. */
static inline ZzgovFen zz_station_match(const ZzStationTerms *terms, ZzgovFen reward) {
  return MAX(0, MIN(reward, terms->ceiling - reward));
}

/** Bits of ZzgovStationReason. */
static inline uint8_t zz_station_reasons(const ZzStationTerms *terms, int mode, ZzgovDate day) {
  bool outside = day < terms->built_from || day > terms->built_until;
  ZzgovStationReason mode_reason =
      mode != ZZGOV_STATION_MODE_SA ? ZZGOV_STATION_NOT_STANDALONE : (ZzgovStationReason)0;
  return (uint8_t)(mode_reason | (outside ? ZZGOV_STATION_OUTSIDE_PLAN_PERIOD : 0));
}

#endif
