"""Random months of several cities, and what they cost by fractions."""

import random
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd

import zzgov
from zzgov.columns import settle

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "oracle"))
from columns import LAW, MILLION
from panel import MEAN_OF_RATES, RATE_OF_MEANS, bases, deductions, random_row

AMOUNTS = ["pm25_fen", "pm25_improvement_fen", "pm10_fen", "pm10_improvement_fen", "total_fen"]
READINGS = ["pm25", "pm10", "pm25_last_year", "pm10_last_year"]
KEYS = ["city", "month", "name"]
RATE_BASES = {"mean-of-rates": MEAN_OF_RATES, "rate-of-means": RATE_OF_MEANS}

DEARER = {
    "eco-compensation": {"pm25.tiers": [{"up_to": "2", "rate_yuan": "100000"}, {"up_to": None, "rate_yuan": "300000"}]}
}
LAW_DEARER = [([Fraction(2), None], [10_000_000, 30_000_000]), *LAW[1:]]
"""The same as a patch and for the fractions."""


def random_readings(seed, n_months=18, cities=("郑州", "开封")):
    """In no order; months of 1 to 40 areas, some with ties: amounts that end in half a fen."""
    chance = random.Random(seed)
    rows = []
    for city in cities:
        for number in range(n_months):
            kind = chance.choice(("plain", "plain", "ties"))
            for area in range(chance.choice((1, 4, 8, 16, 16, chance.randint(1, 40)))):
                pm25, pm25_last, pm10, pm10_last = (value / MILLION for value in random_row(chance, kind))
                month = f"{2020 + (number + 9) // 12}-{(number + 9) % 12 + 1:02}"
                rows.append((city, month, f"区{area}", pm25, pm10, pm25_last, pm10_last))
    chance.shuffle(rows)
    return pd.DataFrame(rows, columns=[*KEYS, *READINGS])


def many_readings(seed, n_months, n_cities):
    """Sixteen areas a month."""
    chance = np.random.default_rng(seed)
    n = n_cities * n_months * 16
    city, rest = np.divmod(np.arange(n), n_months * 16)
    month, area = np.divmod(rest, 16)
    months = [f"{2020 + (m + 9) // 12}-{(m + 9) % 12 + 1:02}" for m in range(n_months)]
    frame = pd.DataFrame({"city": city.astype(str), "month": np.array(months)[month], "name": area.astype(str)})
    return frame.assign(**{name: chance.integers(200, 1500, n) / 10 for name in READINGS})


def keyed(frame):
    """Amounts by city, month and area, so that order does not matter."""
    return {tuple(row[:3]): tuple(row[3:]) for row in frame[[*KEYS, *AMOUNTS]].itertuples(index=False)}


def of_columns(readings, rules=None, rate_base="mean-of-rates"):
    """By the local columns."""
    group = pd.factorize(readings["city"] + readings["month"], sort=True)[0]
    done = settle(group, *(readings[name] for name in READINGS), rules=rules, rate_base=rate_base)
    amounts = (*done.factors_fen.values(), done.total_fen)
    return readings.assign(**dict(zip(AMOUNTS, amounts, strict=True)))


def of_fractions(readings, law=LAW, rate_base="mean-of-rates"):
    """By fractions: 58.1 is 581/10."""
    found = {}
    for _, month in readings.groupby(["city", "month"]):
        rows = [[exact(row[c]) for c in (2, 4, 3, 5)] for row in month[["city", "month", *READINGS]].to_numpy()]
        city = bases(rows, RATE_BASES[rate_base])
        for key, row in zip(month[KEYS].itertuples(index=False), rows, strict=True):
            found[tuple(key)] = tuple(deductions(law, row, city))
    return found


def exact(value):
    return Fraction(round(value * MILLION), MILLION)


def random_rows(seed, n):
    """Values and bases as the columns of zzgov_eco_compensation(), and their fen by the local columns."""
    chance = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {name: chance.integers(-40 * MILLION, 150 * MILLION, n) / MILLION for name in ROW_COLUMNS}, index=range(n)
    )
    return frame, zzgov.columns.eco_compensation(**{name: frame[name] for name in ROW_COLUMNS})


ROW_COLUMNS = [name + end for end in ("", "_base") for name in ("pm25", "pm10", "pm25_improvement", "pm10_improvement")]
