/* Columns of base stations, and what comes out of them. */
#ifndef TEST_STATION_COLUMNS_HELPER_H
#define TEST_STATION_COLUMNS_HELPER_H

#include "columns-helper.h"

static inline const ZzgovRulebook *built_in(void) { return zzgov_rulebook_get_default(); }

enum { MOST_ROWS = 10000, N_AMOUNTS = 3 };

typedef struct {
  size_t n;
  uint8_t mode[MOST_ROWS];
  int64_t stations[MOST_ROWS];
  ZzgovDate built_on[MOST_ROWS];
  ZzgovFen reward[MOST_ROWS];
} Stations;

typedef struct {
  ZzgovFen fen[N_AMOUNTS][MOST_ROWS];
  uint8_t reasons[MOST_ROWS], status[MOST_ROWS];
} Found;

static inline Stations *stations_new(void) { return g_new0(Stations, 1); }

static inline void add(Stations *stations, int mode, int64_t number, ZzgovDate built_on,
                       ZzgovFen reward) {
  size_t i = stations->n++;
  stations->mode[i] = (uint8_t)mode;
  stations->stations[i] = number;
  stations->built_on[i] = built_on;
  stations->reward[i] = reward;
}

static inline ZzgovStationColumns columns_over(const Stations *stations) {
  ZzgovStationColumns columns = ZZGOV_STATION_COLUMNS_INIT;
  columns.n_rows = stations->n;
  columns.mode = (ZzgovColumn){stations->mode, 1};
  columns.stations = (ZzgovColumn){stations->stations, 8};
  columns.built_on = (ZzgovColumn){stations->built_on, 4};
  columns.provincial_reward_fen = (ZzgovColumn){stations->reward, 8};
  return columns;
}

static inline void want_all(ZzgovStationColumns *columns, Found *found) {
  columns->city_fen = found->fen[0];
  columns->provincial_fen = found->fen[1];
  columns->combined_fen = found->fen[2];
  columns->reasons = found->reasons;
}

#endif
