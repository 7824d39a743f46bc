"""Rounds in shuffled order, one sample of each contender in each; medians of times and of ratios within a round.

A sample is the fastest of three stretches, for other processes take the processor away for as long as a stretch lasts;
of long ones there is one.
"""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

import numpy as np

LEAST_SECONDS = 0.002  # of a stretch
LONG_SECONDS = 0.02
STRETCHES = 3


@dataclass
class Contender:
    """Somebody's way to do the work."""

    name: str
    work: Callable[[], object]  # does it once; what comes out is checked, and not timed with the check
    repeat: Callable[[int], object] | None = None  # does it so many times
    threads: int = 1
    limit: str | None = None  # the contender that shows how fast as many bytes can be streamed
    tolerance: float | None = None  # of the sum, where amounts are not compared row by row
    fen_off: int = 0  # by how many fen a row may be off
    amounts: Callable[[object], object] = np.asarray  # from what comes out, row by row
    rows_off: float | None = None  # the share of rows that are
    times: list = field(default_factory=list)  # seconds of one piece of work, by round
    calls: int = 1

    def stretch(self):
        """Seconds for all calls."""
        started = time.perf_counter()
        if self.repeat:
            self.repeat(self.calls)
        else:
            for _ in range(self.calls):
                self.work()
        return time.perf_counter() - started

    def sample(self):
        """Seconds for one call."""
        fastest = self.stretch()
        if fastest < LONG_SECONDS:
            fastest = min(fastest, *(self.stretch() for _ in range(STRETCHES - 1)))
        return fastest / self.calls


def check(contender, expected):
    """Ends the run where a contender does not compute what is asked: its time would mean nothing."""
    got = contender.work()
    if got is None:
        return
    got = contender.amounts(got)
    if contender.tolerance is None:
        off = np.abs(got - expected)
        good = off.max() <= contender.fen_off
        contender.rows_off = float(np.count_nonzero(off) / len(off))
    else:
        good = abs(float(got.sum()) / float(expected.sum()) - 1) <= contender.tolerance
    if not good:
        raise SystemExit(f"{contender.name}: other amounts than expected")


def calibrate(contender):
    while contender.stretch() < LEAST_SECONDS:
        contender.calls *= 2


def measure(contenders, rounds):
    order = random.Random(2020)
    for contender in contenders:
        calibrate(contender)
    for _ in range(rounds):
        for contender in order.sample(contenders, len(contenders)):
            contender.times.append(contender.sample())


def ratio(contender, reference):
    """How many times the reference's time it takes: the median over the rounds."""
    return median(a / b for a, b in zip(contender.times, reference.times))


def results(contenders, references):
    """Times and ratios by contender; `references` are names that further ratios refer to."""
    by_name = {contender.name: contender for contender in contenders}
    return {
        contender.name: {
            "threads": contender.threads,
            "rows_off": contender.rows_off,
            "sum_tolerance": contender.tolerance,
            "seconds": median(contender.times),
            "fastest": min(contender.times),
            "limit": contender.limit if contender.limit in by_name else None,
            "to_limit": ratio(contender, by_name[contender.limit]) if contender.limit in by_name else None,
            "to": {name: ratio(contender, by_name[name]) for name in references if name in by_name},
        }
        for contender in contenders
    }
