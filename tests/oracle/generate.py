#!/usr/bin/env python3
"""Random requests, one a line, for the comparison of a command with the oracle."""

import argparse
import random
import sys

from emit import Writer, line
from generate_bad import damage_text, damage_value
from generate_good import chance, good_request

BOM = b"\xef\xbb\xbf"
DEFAULT_BAD = 0.25
# Faults of the text are looked for byte by byte, which long requests would only slow down.
MAX_DAMAGED_AREAS = 40


def requests(seed, count, bad=DEFAULT_BAD):
    rng = random.Random(seed)
    for _ in range(count):
        yield one_request(rng, bad)


def one_request(rng, bad):
    value = good_request(rng)
    if chance(rng, bad) and len(value["input"].get("areas", ())) <= MAX_DAMAGED_AREAS:
        return damaged(rng, value)
    return line(prefixed(rng, written(rng, value)))


def written(rng, value):
    blanks, escapes = rng.choice(((0, 0), (0, 0), (0.3, 0), (0.2, 0.3), (0, 0.5)))
    return Writer(rng, blanks, escapes).value(value).encode("utf-8")


def prefixed(rng, text):
    return BOM + text if chance(rng, 0.03) else text


def damaged(rng, value):
    """Faults of values, of the text, or of both: several at once test which one is reported."""
    values, texts = rng.choice(((1, 0), (1, 0), (2, 0), (3, 0), (0, 1), (0, 1), (1, 1), (2, 2)))
    for _ in range(values):
        value = damage_value(rng, value)
    text = written(rng, value)
    for _ in range(texts):
        text = damage_text(rng, text)
    return line(prefixed(rng, text))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--bad", type=float, default=DEFAULT_BAD, help="share of damaged requests (default %(default)s)")
    options = parser.parse_args()
    for text in requests(options.seed, options.count, options.bad):
        sys.stdout.buffer.write(text + b"\n")


if __name__ == "__main__":
    main()
