"""What is computed: rows of values and bases, months of raw readings, and the fen that must come out."""

from fractions import Fraction

import numpy as np

MILLION = 1_000_000
FACTORS = ("pm25", "pm25_improvement", "pm10", "pm10_improvement")
# Of each factor: the edge between its two tiers, yuan per unit below and above it.
TIERS = ((5, 100_000, 200_000), (3, 150_000, 350_000), (5, 50_000, 100_000), (3, 100_000, 200_000))
LOWER_IS_WORSE = (False, True, False, True)
# Value and base of each factor in turn.
COLUMNS = tuple(name for factor in FACTORS for name in (factor, f"{factor}_base"))
READINGS = ("pm25", "pm25_last_year", "pm10", "pm10_last_year")
AREAS = 16


def of_columns(columns):
    """Per factor: worse, better, edge, low, high; the excess is worse - better."""
    for f, tiers in enumerate(TIERS):
        value, base = columns[2 * f], columns[2 * f + 1]
        yield (base, value, *tiers) if LOWER_IS_WORSE[f] else (value, base, *tiers)


def exact_fen(millionths):
    """The totals in int64: every rate is whole fen for a millionth."""
    total = 0
    for worse, better, edge, low, high in of_columns(millionths):
        excess = np.maximum(worse - better, 0)
        upper = np.maximum(excess - edge * MILLION, 0)
        total = total + excess * (low * 100 // MILLION) + upper * ((high - low) * 100 // MILLION)
    return total


class Rows:
    """Eight columns of decimals with six digits, as doubles and as int64 millionths; native contenders write `out`."""

    def __init__(self, n):
        random = np.random.default_rng(2020)
        ranges = ((20, 150), (40, 90), (-30, 40), (-5, 20)) * 2
        self.n = n
        self.millionths = [random.integers(low * MILLION, high * MILLION, n) for low, high in ranges]
        self.doubles = [column / MILLION for column in self.millionths]
        self.named = dict(zip(COLUMNS, self.doubles))
        self.out = np.zeros(n, np.int64)
        self.expected = exact_fen(self.millionths)
        self.expected_one_base = exact_fen([c[:1] if i % 2 else c for i, c in enumerate(self.millionths)])


class Panel:
    """Months of sixteen areas: readings with one digit after the point, or with six."""

    def __init__(self, n_groups, shuffled, digits=1):
        random = np.random.default_rng(2021)
        unit = 10**digits
        self.n_groups, self.n = n_groups, n_groups * AREAS
        ranges = ((20, 150), (25, 160), (40, 250), (45, 260))
        self.group = np.repeat(np.arange(n_groups, dtype=np.uint32), AREAS)
        self.millionths = [random.integers(a * unit, b * unit, self.n) * (MILLION // unit) for a, b in ranges]
        if shuffled:
            order = random.permutation(self.n)
            self.group = self.group[order]
            self.millionths = [column[order] for column in self.millionths]
        self.doubles = [column / MILLION for column in self.millionths]
        self.named = {"group": self.group, **dict(zip(READINGS, self.doubles))}
        self.out = np.zeros(self.n, np.int64)

    def exact_total(self, group):
        """The rows of a group and their totals in fen, by fractions."""
        rows = np.flatnonzero(self.group == group)
        pm25, pm25_last, pm10, pm10_last = ([Fraction(int(c[r]), MILLION) for r in rows] for c in self.millionths)
        columns = []
        for values in (pm25, rates(pm25, pm25_last), pm10, rates(pm10, pm10_last)):
            columns += [values, [sum(values) / len(values)] * len(values)]
        return rows, [exact_row([column[i] for column in columns]) for i in range(len(rows))]


def rates(this_year, last_year):
    return [(last - this) / last * 100 for this, last in zip(this_year, last_year)]


def exact_row(row):
    """Each factor's amount is rounded once, half a fen up."""
    total = 0
    for worse, better, edge, low, high in of_columns(row):
        excess = max(worse - better, 0)
        total += int((excess * low + max(excess - edge, 0) * (high - low)) * 100 + Fraction(1, 2))
    return total
