"""Columns of doubles against fractions: which values are taken, and what rows cost, by every kernel of this machine.

    columns.py --library PATH [--rows 200000] [--seed 2020]
"""

import argparse
import ctypes
import math
import os
import random
import struct
import sys
import traceback
from array import array
from fractions import Fraction

KERNELS = ("avx512", "avx2", "plain")
N_FACTORS = 4
GOOD, NOT_A_NUMBER, OUT_OF_RANGE, NOT_MILLIONTHS, OVERFLOW = range(5)
MONTH = 2020 * 12 + 10
MILLION = 10**6
POOL = 40_000

# For each factor the upper edges, the last one open, and the rates in fen a point: art. 4, then what no law says.
LAW = [([5, None], [10_000_000, 20_000_000]), ([3, None], [15_000_000, 35_000_000]),
       ([5, None], [5_000_000, 10_000_000]), ([3, None], [10_000_000, 20_000_000])]
PATCH = [([Fraction(1, 2), 7, None], [12345678, 1, 98765432101]), ([None], [33333333]), ([5, None], [100_000_000, 0]),
         ([Fraction(1, MILLION), Fraction(3000001, MILLION), None], [499999, 500000, 10000001])]
PARAMETERS = ("pm25", "pm25_improvement", "pm10", "pm10_improvement")


# --- the library -------------------------------------------------------------------------------------------------------

class Column(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("stride", ctypes.c_ssize_t)]


class Columns(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("n_rows", ctypes.c_size_t), ("month", ctypes.c_int32), ("type", ctypes.c_int),
                ("values", Column * N_FACTORS), ("bases", Column * N_FACTORS), ("total_fen", ctypes.c_void_p),
                ("factor_fen", ctypes.c_void_p * N_FACTORS), ("status", ctypes.c_void_p), ("threads", ctypes.c_uint),
                ("progress", ctypes.c_void_p), ("progress_data", ctypes.c_void_p)]


class Sums(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("total_fen", ctypes.c_int64), ("factor_fen", ctypes.c_int64 * N_FACTORS),
                ("n_bad", ctypes.c_size_t), ("first_bad", ctypes.c_size_t)]


def load(path):
    library = ctypes.CDLL(path)
    library.zzgov_rulebook_get_default.restype = ctypes.c_void_p
    library.zzgov_rulebook_patch.restype = ctypes.c_void_p
    library.zzgov_rulebook_patch.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_void_p]
    library.zzgov_columns_kernel.restype = ctypes.c_char_p
    library.zzgov_eco_compensation_columns.restype = ctypes.c_bool
    library.zzgov_eco_compensation_columns.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
    return library


def decimal_text(value):
    """A decimal of at most six digits."""
    return f"{value * MILLION // MILLION}.{int(value * MILLION % MILLION):06d}"


def rulebook(library, law):
    """The default rulebook with these tiers."""
    lists = []
    for name, (edges, rates) in zip(PARAMETERS, law):
        tiers = []
        for edge, rate in zip(edges, rates):
            up_to = "" if edge is None else f'"up_to":"{decimal_text(edge)}",'
            tiers.append("{" + up_to + f'"rate_yuan":"{rate // 100}.{rate % 100:02d}"' + "}")
        lists.append(f'"{name}.tiers":[' + ",".join(tiers) + "]")
    text = ('{"eco-compensation":{' + ",".join(lists) + "}}").encode()
    patched = library.zzgov_rulebook_patch(library.zzgov_rulebook_get_default(), text, len(text), None)
    assert patched, text
    return patched


def address(numbers):
    return numbers.buffer_info()[0]


def computed(library, rules, values, sums):
    """Statuses and amounts (factors, then the total) of rows whose eight columns are these arrays."""
    n = len(values[0])
    status, amounts = array("B", bytes(n)), [array("q", bytes(8 * n)) for _ in range(N_FACTORS + 1)]
    columns = Columns(size=ctypes.sizeof(Columns), n_rows=n, month=MONTH, type=1, status=address(status), threads=1)
    for factor in range(N_FACTORS):
        columns.values[factor] = Column(address(values[2 * factor]), 8)
        columns.bases[factor] = Column(address(values[2 * factor + 1]), 8)
        columns.factor_fen[factor] = address(amounts[factor])
    columns.total_fen = address(amounts[N_FACTORS])
    done = library.zzgov_eco_compensation_columns(rules, ctypes.byref(columns), sums and ctypes.byref(sums), None)
    assert done, "the call fails"
    return status, amounts


# --- the same in fractions ---------------------------------------------------------------------------------------------

def meant(x):
    """The status of a double, and the decimal that it stands for."""
    if not math.isfinite(x):
        return NOT_A_NUMBER, None
    exact = Fraction(x)
    if abs(exact) > 10**9:
        return OUT_OF_RANGE, None
    decimal = Fraction(round(exact * MILLION), MILLION)
    if abs(exact - decimal) <= Fraction(math.ulp(x)) / 2:
        return GOOD, decimal
    return NOT_MILLIONTHS, None


def charged(tiers, excess):
    """What an excess costs in marginal tiers, rounded once, half away from zero."""
    if excess <= 0:
        return 0
    cost, lower = Fraction(0), 0
    for edge, rate in zip(*tiers):
        upper = excess if edge is None else min(excess, edge)
        cost += (upper - lower) * rate
        if upper == excess:
            break
        lower = edge
    return math.floor(cost + Fraction(1, 2))


def expected_row(law, row):
    """Status, the factors' amounts and the total of (status, decimal) pairs."""
    for status, _ in row:
        if status != GOOD:
            return status, [0] * (N_FACTORS + 1)
    amounts = []
    for factor in range(N_FACTORS):
        value, base = row[2 * factor][1], row[2 * factor + 1][1]
        amounts.append(charged(law[factor], value - base if factor % 2 == 0 else base - value))
    total = sum(amounts)
    return (GOOD, amounts + [total]) if total < 2**63 else (OVERFLOW, [0] * (N_FACTORS + 1))


# --- random doubles ----------------------------------------------------------------------------------------------------

def shortest(chance, most_digits=6):
    """A decimal as people write it, read as the nearest double."""
    digits = chance.randint(0, most_digits)
    whole = chance.randrange(chance.choice((2, 20, 200, 200, 10**5, 10**9)))
    sign = "-" if chance.random() < 0.2 else ""
    return float(f"{sign}{whole}.{chance.randrange(10**digits):0{max(digits, 1)}d}")


def of_bits(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def wild(chance):
    """Any double at all, or one in the last places beside a decimal, or with a digit too many."""
    kind = chance.randrange(5)
    if kind == 0:
        return of_bits(chance.getrandbits(64))
    if kind == 1:
        return math.ldexp(1 + chance.random(), chance.randint(-70, 31)) * chance.choice((1, -1))
    if kind == 2:
        return shortest(chance, 9)
    x = shortest(chance)
    for _ in range(chance.randint(0, 3)):
        x = math.nextafter(x, chance.choice((math.inf, -math.inf)))
    return x


SPECIAL = [0.0, -0.0, math.nan, -math.nan, math.inf, -math.inf, 5e-324, -5e-324, 2.0**-1022, 2.0**-7, 2.0**-6, 1e-6, -1e-6, 5e-7,
           1e9, -1e9, math.nextafter(1e9, math.inf), math.nextafter(1e9, 0), 999999999.999999, 1000000000.000001, 1e9 + 1,
           2.0**53 - 1, 2.0**53, 1.7976931348623157e308]


def pools(chance):
    """Doubles with what they stand for: all kinds, and the good ones of ordinary size."""
    every = [(x, meant(x)) for x in SPECIAL * 50 + [wild(chance) for _ in range(POOL)] + [shortest(chance) for _ in range(POOL)]]
    good = [pair for pair in every if pair[1][0] == GOOD and abs(pair[0]) <= 10**6]
    return every, good


def random_rows(chance, pairs, n, wild_ones):
    """Rows of eight doubles with what they stand for, some with one that may be bad."""
    every, good = pairs
    rows = [chance.choices(good, k=2 * N_FACTORS) for _ in range(n)]
    for _ in range(wild_ones):
        rows[chance.randrange(n)][chance.randrange(2 * N_FACTORS)] = chance.choice(every)
    return rows


# --- both compared -----------------------------------------------------------------------------------------------------

class Batch:
    """Rows under one law, as columns, and what they must give."""

    def __init__(self, law, rows):
        self.law = law
        self.expected = []
        self.values = [array("d") for _ in range(2 * N_FACTORS)]
        for row in rows:
            for column, (x, _) in zip(self.values, row):
                column.append(x)
            self.expected.append(expected_row(law, [stands for _, stands in row]))

    def faults(self, library, rules):
        total = [sum(fen[factor] for _, fen in self.expected) for factor in range(N_FACTORS + 1)]
        sums = Sums(size=ctypes.sizeof(Sums)) if total[N_FACTORS] < 2**63 else None
        status, amounts = computed(library, rules, self.values, sums)
        for row, (wanted, fen) in enumerate(self.expected):
            found = [column[row] for column in amounts]
            if status[row] != wanted or found != fen:
                yield f"row {row}, {[column[row].hex() for column in self.values]}: {status[row]} {found}, not {wanted} {fen}"
        bad = [row for row, (wanted, _) in enumerate(self.expected) if wanted != GOOD] + [len(self.expected)]
        if sums and [*sums.factor_fen, sums.total_fen, sums.n_bad, sums.first_bad] != [*total, len(bad) - 1, bad[0]]:
            yield f"sums {[*sums.factor_fen, sums.total_fen, sums.n_bad, sums.first_bad]}, not {[*total, len(bad) - 1, bad[0]]}"


def random_batches(chance, n):
    """Rows by one law and the other. A bad row sends its neighbours another way, so most batches have one at most."""
    pairs, batches = pools(chance), []
    while n > 0:
        size, wild_ones = (chance.randint(1, 40), chance.randrange(2)) if len(batches) % 50 else (chance.randint(1, 3000), 100)
        batches.append(Batch((LAW, PATCH)[chance.randrange(2)], random_rows(chance, pairs, min(size, n), wild_ones)))
        n -= size
    return batches


def run(path, kernel, batches):
    """In a process of its own, for the kernel is chosen once. The exit status tells."""
    os.environ["ZZGOV_KERNEL"] = kernel
    library = load(path)
    name = library.zzgov_columns_kernel().decode()
    rules = {id(law): rulebook(library, law) for law in (LAW, PATCH)}
    faults = [fault for batch in batches for fault in batch.faults(library, rules[id(batch.law)])]
    print(f"{kernel}: {name}, {sum(len(batch.expected) for batch in batches)} rows, {len(faults)} faults", *faults[:5], sep="\n")
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
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=2020)
    options = parser.parse_args()
    batches = random_batches(random.Random(options.seed), options.rows)
    statuses = {status for batch in batches for status, _ in batch.expected}
    assert statuses >= {GOOD, NOT_A_NUMBER, OUT_OF_RANGE, NOT_MILLIONTHS}, statuses
    sys.stdout.flush()
    if sum(in_child(options.library, kernel, batches) != 0 for kernel in KERNELS):
        sys.exit(1)


if __name__ == "__main__":
    main()
