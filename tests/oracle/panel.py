"""Panels of raw readings against fractions: exact bases and rates of every month, by every kernel of this machine.

    panel.py --library PATH [--rows 20000] [--seed 2020]
"""

import argparse
import ctypes
import os
import random
import sys
import traceback
from array import array
from fractions import Fraction

from columns import (GOOD, KERNELS, LAW, MILLION, MONTH, N_FACTORS, NOT_A_NUMBER, NOT_MILLIONTHS, OUT_OF_RANGE, PATCH, SPECIAL,
                     Column, Sums, address, charged, load, meant, rulebook, wild)

GROUP_SPOILT = 5
MEAN_OF_RATES, RATE_OF_MEANS = 1, 2
DOUBLES, MILLIONTHS = 1, 2
N_READINGS = 4
N_AREAS = 7
MOST = 100_000


class Panel(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("n_rows", ctypes.c_size_t), ("n_groups", ctypes.c_size_t), ("n_areas", ctypes.c_size_t),
                ("group", ctypes.c_void_p), ("area", ctypes.c_void_p), ("months", ctypes.c_void_p), ("type", ctypes.c_int),
                ("readings", Column * N_READINGS), ("rate_base", ctypes.c_int), ("total_fen", ctypes.c_void_p),
                ("factor_fen", ctypes.c_void_p * N_FACTORS), ("group_total_fen", ctypes.c_void_p), ("area_total_fen", ctypes.c_void_p),
                ("group_base", ctypes.c_void_p * N_FACTORS), ("status", ctypes.c_void_p), ("threads", ctypes.c_uint), ("progress", ctypes.c_void_p), ("progress_data", ctypes.c_void_p)]


def zeros(n):
    return array("q", bytes(8 * n))


# --- the same in fractions ---------------------------------------------------------------------------------------------

def status_of(row):
    """Of (status, decimal) pairs: the first value that is bad says why."""
    for number, (status, value) in enumerate(row):
        if status == GOOD and (value > MOST or value < 0 or (number % 2 and value == 0)):
            status = OUT_OF_RANGE
        if status != GOOD:
            return status
    return GOOD


def rate(this_year, last_year):
    """ECO-04: percentage points, positive = cleaner."""
    return 100 * Fraction(last_year - this_year) / last_year


def bases(rows, rate_base):
    """The city's four figures of a month (ECO-03, A-ECO-5)."""
    figures = []
    for column in (0, 2):
        this_year, last_year = ([row[c] for row in rows] for c in (column, column + 1))
        figures.append(sum(this_year) / Fraction(len(rows)))
        if rate_base == RATE_OF_MEANS:
            figures.append(rate(sum(this_year), sum(last_year)))
        else:
            figures.append(sum(map(rate, this_year, last_year)) / len(rows))
    return figures


def deductions(law, row, city):
    """The amounts of the four factors and their total."""
    own = [row[0], rate(row[0], row[1]), row[2], rate(row[2], row[3])]
    amounts = [charged(tiers, own[f] - city[f] if f % 2 == 0 else city[f] - own[f]) for f, tiers in enumerate(law)]
    return amounts + [sum(amounts)]


# --- random readings ---------------------------------------------------------------------------------------------------

def decimal(chance, digits):
    """Mostly of ordinary size, now and then from one end to the other."""
    most = chance.choice((150, 150, 150, 1, MOST))
    return chance.randint(1, most * 10**digits) * 10**(6 - digits)


def tie(chance):
    """This and last year's millionths of which quotients end in parts of two."""
    power = chance.randint(14, 22)
    last_year = 5**chance.randint(0, 4) << power
    return (last_year >> 10) * chance.randint(1, 1200), last_year


def random_row(chance, kind):
    """Millionths: this year's and last year's, twice."""
    if kind == "ties":
        return [*tie(chance), *tie(chance)]
    digits = chance.choice((1, 1, 2, 3, 6))
    return [0 if c % 2 == 0 and chance.random() < 0.02 else decimal(chance, digits) for c in range(N_READINGS)]


def random_double(chance, millionths):
    return chance.choice((wild(chance), chance.choice(SPECIAL))) if chance.random() < 0.002 else millionths / MILLION


def bad_millionths(chance, millionths):
    return chance.choice((-1, 0, MOST * MILLION + 1, -2**63, 2**63 - 1)) if chance.random() < 0.002 else millionths


class Batch:
    """A panel by one law and one reading, and what it must give."""

    def __init__(self, chance, law, rate_base, column_type):
        self.law, self.rate_base, self.type = law, rate_base, column_type
        self.n_groups = chance.randint(1, 60)
        self.group, self.area = array("I"), array("I")
        self.columns = [array("d" if column_type == DOUBLES else "q") for _ in range(N_READINGS)]
        self.meanings = []
        self.fill(chance)
        self.status, self.fen = [GOOD] * len(self.group), [[0] * (N_FACTORS + 1)] * len(self.group)
        self.settle()

    def fill(self, chance):
        groups = [g for g in range(self.n_groups) for _ in range(chance.choice((0, 1, 2, 4, 8, chance.randint(1, 40))))]
        if chance.random() < 0.5:
            chance.shuffle(groups)
        elif chance.random() < 0.3:
            groups.reverse()
        kinds = [chance.choice(("people", "people", "ties")) for _ in range(self.n_groups)]
        for group in groups:
            self.group.append(group)
            self.area.append(chance.randrange(N_AREAS))
            self.add_row(chance, random_row(chance, kinds[group]))

    def add_row(self, chance, row):
        meanings = []
        for column, millionths in zip(self.columns, row):
            if self.type == DOUBLES:
                column.append(random_double(chance, millionths))
                meanings.append(meant(column[-1]))
            else:
                column.append(bad_millionths(chance, millionths))
                meanings.append((GOOD, Fraction(column[-1], MILLION)))
        self.meanings.append(meanings)

    def settle(self):
        members = [[] for _ in range(self.n_groups)]
        for row, group in enumerate(self.group):
            members[group].append(row)
            self.status[row] = status_of(self.meanings[row])
        for rows in filter(None, members):
            self.settle_group(rows)

    def settle_group(self, rows):
        if any(self.status[row] != GOOD for row in rows):
            for row in rows:
                self.status[row] = self.status[row] or GROUP_SPOILT
            return
        values = [[value for _, value in self.meanings[row]] for row in rows]
        city = bases(values, self.rate_base)
        for row, own in zip(rows, values):
            self.fen[row] = deductions(self.law, own, city)

    def totals(self, places, n):
        sums = [0] * n
        for place, fen in zip(places, self.fen):
            sums[place] += fen[N_FACTORS]
        return sums

    # --- both compared -------------------------------------------------------------------------------------------------

    def panel(self, outputs):
        n = len(self.group)
        panel = Panel(size=ctypes.sizeof(Panel), n_rows=n, n_groups=self.n_groups, n_areas=N_AREAS, group=address(self.group),
                      area=address(self.area), type=self.type, rate_base=self.rate_base, months=address(outputs["months"]),
                      total_fen=address(outputs["fen"][N_FACTORS]), group_total_fen=address(outputs["groups"]),
                      area_total_fen=address(outputs["areas"]), status=address(outputs["status"]))
        for c, column in enumerate(self.columns):
            panel.readings[c] = Column(address(column), 8)
        for factor in range(N_FACTORS):
            panel.factor_fen[factor] = address(outputs["fen"][factor])
        return panel

    def computed(self, library, rules):
        n = max(len(self.group), 1)
        outputs = {"status": array("B", bytes(n)), "fen": [zeros(n) for _ in range(N_FACTORS + 1)], "groups": zeros(self.n_groups),
                   "areas": zeros(N_AREAS), "months": array("i", [MONTH] * self.n_groups)}
        sums = Sums(size=ctypes.sizeof(Sums))
        done = library.zzgov_eco_compensation_panel(rules, ctypes.byref(self.panel(outputs)), ctypes.byref(sums), None)
        assert done, "the call fails"
        return outputs, sums

    def faults(self, library, rules):
        outputs, sums = self.computed(library, rules)
        for row, (status, fen) in enumerate(zip(self.status, self.fen)):
            found = [column[row] for column in outputs["fen"]]
            if outputs["status"][row] != status or found != fen:
                readings = [column[row] for column in self.columns]
                yield f"row {row} of group {self.group[row]}, {readings}: {outputs['status'][row]} {found}, not {status} {fen}"
        bad = [row for row, status in enumerate(self.status) if status != GOOD] + [len(self.status)]
        factors = [sum(fen[factor] for fen in self.fen) for factor in range(N_FACTORS + 1)]
        for what, found, wanted in (("groups", [*outputs["groups"]], self.totals(self.group, self.n_groups)),
                                    ("areas", [*outputs["areas"]], self.totals(self.area, N_AREAS)),
                                    ("sums", [*sums.factor_fen, sums.total_fen], factors),
                                    ("bad", [sums.n_bad, sums.first_bad], [len(bad) - 1, bad[0]])):
            if found != wanted:
                yield f"{what}: {found}, not {wanted}"


def random_batches(chance, n):
    """Panels by both laws, both readings and both types in turn."""
    batches = []
    while sum(len(batch.group) for batch in batches) < n:
        turn = len(batches)
        batch = Batch(chance, (LAW, PATCH)[turn % 2], (MEAN_OF_RATES, RATE_OF_MEANS)[turn // 2 % 2], (DOUBLES, MILLIONTHS)[turn // 4 % 2])
        if sum(fen[N_FACTORS] for fen in batch.fen) < 2**63:
            batches.append(batch)
    return batches


def run(path, kernel, batches):
    """In a process of its own, for the kernel is chosen once. The exit status tells."""
    os.environ["ZZGOV_KERNEL"] = kernel
    library = load(path)
    library.zzgov_eco_compensation_panel.restype = ctypes.c_bool
    library.zzgov_eco_compensation_panel.argtypes = [ctypes.c_void_p] * 4
    name = library.zzgov_columns_kernel().decode()
    rules = {id(law): rulebook(library, law) for law in (LAW, PATCH)}
    faults = [fault for batch in batches for fault in batch.faults(library, rules[id(batch.law)])]
    print(f"{kernel}: {name}, {sum(len(batch.group) for batch in batches)} rows, {len(faults)} faults", *faults[:5], sep="\n")
    sys.stdout.flush()
    return 1 if faults else 0


def in_child(*arguments):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        status = run(*arguments)
    except Exception:
        traceback.print_exc()
        status = 2
    os._exit(status)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", required=True)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=2020)
    options = parser.parse_args()
    batches = random_batches(random.Random(options.seed), options.rows)
    statuses = {status for batch in batches for status in batch.status}
    assert statuses >= {GOOD, NOT_A_NUMBER, OUT_OF_RANGE, NOT_MILLIONTHS, GROUP_SPOILT}, statuses
    sys.stdout.flush()
    if sum(in_child(options.library, kernel, batches) != 0 for kernel in KERNELS):
        sys.exit(1)


if __name__ == "__main__":
    main()
