#!/usr/bin/env python3
"""Random requests, one a line, for the comparison of a command with the oracle."""

import argparse
import random
import sys

from emit import Writer, line
from generate_bad import damage_value
from generate_bad_text import damage_text
from generate_good import NAMES, good_request
from generate_values import chance

BOM = b"\xef\xbb\xbf"
DEFAULT_BAD = 0.25
# Faults of the text are looked for byte by byte, which long requests would only slow down.
MAX_DAMAGED_ELEMENTS = 40


def requests(seed, count, bad=DEFAULT_BAD, names=None):
    rng = random.Random(seed)
    for _ in range(count):
        yield one_request(rng, bad, tuple(names or NAMES))


def one_request(rng, bad, names):
    value = good_request(rng, names)
    if chance(rng, bad) and elements(value) <= MAX_DAMAGED_ELEMENTS:
        return damaged(rng, value, names)
    return line(prefixed(rng, written(rng, value)))


def elements(value):
    return max((len(inner) for inner in value["input"].values() if isinstance(inner, list)), default=0)


def written(rng, value):
    blanks, escapes = rng.choice(((0, 0), (0, 0), (0.3, 0), (0.2, 0.3), (0, 0.5)))
    return Writer(rng, blanks, escapes).value(value).encode("utf-8")


def prefixed(rng, text):
    return BOM + text if chance(rng, 0.03) else text


def damaged(rng, value, names):
    """Faults of values, of the text, or of both: several at once test which one is reported."""
    values, texts = rng.choice(((1, 0), (1, 0), (1, 0), (1, 0), (1, 0), (2, 0), (3, 0), (0, 1), (0, 1), (1, 1), (2, 2)))
    for _ in range(values):
        value = damage_value(rng, value, names)
    text = written(rng, value)
    for _ in range(texts):
        text = damage_text(rng, text)
    return line(prefixed(rng, text))


def add_calculator_option(parser):
    parser.add_argument("--calculator", metavar="NAME", action="append", choices=NAMES,
                        help="only requests of this calculator; may be repeated (default: all)")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--bad", type=float, default=DEFAULT_BAD, help="share of damaged requests (default %(default)s)")
    add_calculator_option(parser)
    options = parser.parse_args()
    for text in requests(options.seed, options.count, options.bad, options.calculator):
        sys.stdout.buffer.write(text + b"\n")


if __name__ == "__main__":
    main()
