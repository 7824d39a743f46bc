"""Loops compiled by numba: doubles as they are, and exact integers as the library's."""

import numpy as np
from numba import config, njit, prange, set_num_threads

import names
from names import LIMIT, LIMIT_2
from native import FEWEST_ROWS_FOR_THREADS
from rounds import Contender

compiled = njit(error_model="numpy")


@compiled
def charge(excess, edge, low, high):
    if excess <= 0:
        return excess * 0
    return excess * low if excess <= edge else edge * low + (excess - edge) * high


@compiled
def plain(a, ab, b, bb, c, cb, d, db, out):
    for i in range(len(out)):
        yuan = charge(a[i] - ab[i], 5.0, 100_000.0, 200_000.0) + charge(bb[i] - b[i], 3.0, 150_000.0, 350_000.0)
        yuan += charge(c[i] - cb[i], 5.0, 50_000.0, 100_000.0) + charge(db[i] - d[i], 3.0, 100_000.0, 200_000.0)
        out[i] = np.int64(yuan * 100 + 0.5)


@compiled
def is_bad(x):
    return (not abs(x) <= 1e9) | (np.rint(x * 1e6) / 1e6 != x)


@compiled
def is_bad_row(a, ab, b, bb, c, cb, d, db):
    bad = is_bad(a) | is_bad(ab) | is_bad(b) | is_bad(bb)
    return bad | is_bad(c) | is_bad(cb) | is_bad(d) | is_bad(db)


@compiled
def is_far(m):
    return (m > 10**15) | (m < -(10**15))


@compiled
def to_millionths(x):
    return np.int64(np.rint(x * 1e6))


@compiled
def row_of_integers(a, ab, b, bb, c, cb, d, db):
    """Rates in fen per millionth; the upper one is the larger, so the larger amount holds."""
    e, f, g, h = a - ab, bb - b, c - cb, db - d
    fen = max(0, e * 10, e * 20 - 50_000_000) + max(0, f * 15, f * 35 - 60_000_000)
    return fen + max(0, g * 5, g * 10 - 25_000_000) + max(0, h * 10, h * 20 - 30_000_000)


@compiled
def exact_row(a, ab, b, bb, c, cb, d, db):
    return row_of_integers(
        to_millionths(a), to_millionths(ab), to_millionths(b), to_millionths(bb),
        to_millionths(c), to_millionths(cb), to_millionths(d), to_millionths(db),
    )  # fmt: skip


@compiled
def exact(a, ab, b, bb, c, cb, d, db, out):
    bad = False
    for i in range(len(out)):
        bad |= is_bad_row(a[i], ab[i], b[i], bb[i], c[i], cb[i], d[i], db[i])
        out[i] = exact_row(a[i], ab[i], b[i], bb[i], c[i], cb[i], d[i], db[i])
    return not bad


@njit(error_model="numpy", parallel=True)
def exact_parallel(a, ab, b, bb, c, cb, d, db, out):
    n_bad = 0
    for i in prange(len(out)):
        n_bad += is_bad_row(a[i], ab[i], b[i], bb[i], c[i], cb[i], d[i], db[i])
        out[i] = exact_row(a[i], ab[i], b[i], bb[i], c[i], cb[i], d[i], db[i])
    return n_bad == 0


@compiled
def exact_integers(a, ab, b, bb, c, cb, d, db, out):
    bad = False
    for i in range(len(out)):
        bad |= is_far(a[i]) | is_far(ab[i]) | is_far(b[i]) | is_far(bb[i])
        bad |= is_far(c[i]) | is_far(cb[i]) | is_far(d[i]) | is_far(db[i])
        out[i] = row_of_integers(a[i], ab[i], b[i], bb[i], c[i], cb[i], d[i], db[i])
    return not bad


@compiled
def add_readings(group, pm25, pm25_last, pm10, pm10_last, sums):
    for i in range(len(group)):
        of_group = sums[group[i]]
        of_group[0] += pm25[i]
        of_group[1] += (pm25_last[i] - pm25[i]) / pm25_last[i] * 100
        of_group[2] += pm10[i]
        of_group[3] += (pm10_last[i] - pm10[i]) / pm10_last[i] * 100
        of_group[4] += 1


@compiled
def to_fen(yuan):
    return np.int64(yuan * 100 + 0.5)


@compiled
def settle(group, pm25, pm25_last, pm10, pm10_last, out, n_groups):
    """A pass that sums and a pass that charges."""
    sums = np.zeros((n_groups, 5))
    add_readings(group, pm25, pm25_last, pm10, pm10_last, sums)
    for i in range(len(group)):
        base = sums[group[i]]
        n = base[4]
        pm25_rate = (pm25_last[i] - pm25[i]) / pm25_last[i] * 100
        pm10_rate = (pm10_last[i] - pm10[i]) / pm10_last[i] * 100
        fen = to_fen(charge(pm25[i] - base[0] / n, 5.0, 100_000.0, 200_000.0))
        fen += to_fen(charge(base[1] / n - pm25_rate, 3.0, 150_000.0, 350_000.0))
        fen += to_fen(charge(pm10[i] - base[2] / n, 5.0, 50_000.0, 100_000.0))
        out[i] = fen + to_fen(charge(base[3] / n - pm10_rate, 3.0, 100_000.0, 200_000.0))


def panel_contender(panel, fen_off):
    def work():
        settle(panel.group, *panel.doubles, panel.out, panel.n_groups)
        return panel.out

    return Contender(names.PANEL_NUMBA, work, fen_off=fen_off)


def contenders(rows):
    def contender(name, function, columns, threads=1, compared=LIMIT):
        def work():
            if function(*columns, rows.out) is False:
                raise SystemExit(f"{name}: a row is refused")
            return rows.out

        return Contender(name, work, threads=threads, limit=compared)

    yield contender(names.NUMBA, plain, rows.doubles)
    yield contender(names.NUMBA_EXACT, exact, rows.doubles)
    yield contender(names.NUMBA_INTEGERS, exact_integers, rows.millionths)
    if rows.n >= FEWEST_ROWS_FOR_THREADS and config.NUMBA_NUM_THREADS >= 2:
        set_num_threads(2)
        yield contender(names.NUMBA_EXACT_2, exact_parallel, rows.doubles, 2, LIMIT_2)
