#!/usr/bin/env python3
"""How fast columns, months and lines are computed, as ratios to what people use instead, in one run.

    columns.py --library libzzgov.so --command zzgov --output FOLDER [--quick]

Writes columns.md and columns.json into FOLDER and the tables to standard output. Each round takes one sample of each
contender, in shuffled order; times are medians, ratios are medians of the ratios within a round.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import lines
import names
import native
import panel
import peers
import report
from library import Library, build_limit, kernels
from rounds import check, measure, results
from rows import AREAS, Panel, Rows

# Rows and rounds.
ROWS = ((16, 51), (65_536, 51), (1_000_000, 25), (10_000_000, 7))
QUICK_ROWS = ((16, 15), (65_536, 15), (1_000_000, 9))
GROUPS = ((4_096, 9), (62_500, 9), (625_000, 3))
QUICK_GROUPS = ((16_384, 9),)
LINES, QUICK_LINES = (200_000, 9), (20_000, 9)
BYTES_PER_ROW = 700  # of all contenders together, at most


def say(text):
    print(text, file=sys.stderr, flush=True)


def memory_available():
    with open("/proc/meminfo", encoding="utf-8") as file:
        found = {line.split(":")[0]: int(line.split()[1]) for line in file}
    return found["MemAvailable"] * 1024


class Run:
    """What all measurements share."""

    def __init__(self, options, folder):
        self.quick = options.quick
        self.command = options.command
        self.folder = folder
        self.limit = build_limit(folder)
        self.library = Library(options.library)
        self.kernels = kernels(options.library, folder)
        self.missing = set()
        self.missing |= {f"kernel {name}" for name in ("avx512", "avx2", "plain") if name not in self.kernels}

    def fits(self, n):
        """Whether so many rows fit into memory; else says that they are left out."""
        fits = n * BYTES_PER_ROW < memory_available()
        if not fits:
            self.missing.add(f"{n:,} rows: too little memory")
        return fits

    def columns(self, n, rounds):
        say(f"{n:,} rows")
        rows = Rows(n)
        contenders = list(native.columns_contenders(self.library, self.kernels, self.limit, rows))
        contenders += peers.peers(rows, self.missing)
        for contender in contenders:
            one_base = contender.name == names.ZZGOV_ONE_BASE
            check(contender, rows.expected_one_base if one_base else rows.expected)
        measure(contenders, rounds)
        return results(contenders, report.REFERENCES)

    def of_library(self, name, months):
        """The library's panel, settled and compared with fractions."""
        found = panel.of_library(name, self.library, self.limit, months)
        if found:
            panel.check_exactly(months, found.work(), 0)
        else:
            self.missing.add(panel.MISSING)
        return [found] if found else []

    def panel(self, n_groups, shuffled, rounds):
        months, six_digits = Panel(n_groups, shuffled), Panel(n_groups, shuffled, digits=6)
        say(f"{months.n:,} rows of months{', shuffled' if shuffled else ''}")
        ours = self.of_library(names.PANEL, months)
        contenders = ours + list(peers.peers(months, self.missing, panel.PEERS))
        expected = contenders[0].work().copy()
        panel.check_exactly(months, expected, 0 if ours else panel.FEN_OFF)
        for contender in contenders:
            check(contender, expected)
        hard = self.of_library(names.PANEL_SIX_DIGITS, six_digits)
        for contender in hard:
            check(contender, contender.work().copy())
        contenders += hard
        contenders.append(native.streaming(names.LIMIT_4, self.limit, months, n_columns=4, compared=names.LIMIT_4))
        measure(contenders, rounds)
        return results(contenders, report.PANEL_REFERENCES)

    def lines(self, n, rounds):
        say(f"{n:,} lines")
        path = self.folder / "requests.ndjson"
        expected = lines.write_requests(path, n)
        for threads in (1, 2):
            if not (lines.answered_totals(self.command, path, threads) == expected).all():
                raise SystemExit("zzgov eval --ndjson: other amounts than expected")
        contenders = list(lines.contenders(self.command, self.library, self.limit, path, n))
        measure(contenders, rounds)
        return results(contenders, report.LINE_REFERENCES)


def measure_all(run):
    load_before = os.getloadavg()[0]
    found = {"columns": {}, "panel": {}, "lines": {}}
    for n, rounds in QUICK_ROWS if run.quick else ROWS:
        if run.fits(n):
            found["columns"][f"{n:,}"] = run.columns(n, rounds)
    for n, rounds in QUICK_GROUPS if run.quick else GROUPS:
        for shuffled in (False, True):
            if run.fits(n * AREAS):
                label = f"{n * AREAS:,} {'shuffled' if shuffled else 'sorted'}"
                found["panel"][label] = run.panel(n, shuffled, rounds)
    n, rounds = QUICK_LINES if run.quick else LINES
    found["lines"][f"{n:,}"] = run.lines(n, rounds)
    about = {
        "machine": report.machine(run.library.kernel, load_before),
        "versions": report.versions(run.command),
        "missing": sorted(run.missing),
    }
    return about | found | {"aims": list(report.aims(found))}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--command", required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--quick", action="store_true", help="fewer rows and rounds: within a minute")
    return parser.parse_args()


def main():
    options = parse_arguments()
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        found = measure_all(Run(options, Path(folder)))
    text = "\n".join(report.markdown(found)) + "\n"
    (options.output / "columns.md").write_text(text, encoding="utf-8")
    (options.output / "columns.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
