"""What a page shows of an output, and what came."""

import re


def line_matches(expected, got):
    return re.fullmatch(".*".join(map(re.escape, expected.split("…"))), got) is not None


def matches(expected, got):
    """Whether the output is what the page shows; see the head of this file for `…`."""
    expected, got = expected.splitlines(), got.splitlines()
    at = line = 0
    gap = None  # behind the last `…`, and the line from which to try again
    while line < len(got):
        if at < len(expected) and expected[at].strip() == "…":
            at += 1
            gap = (at, line)
        elif at < len(expected) and line_matches(expected[at], got[line]):
            at, line = at + 1, line + 1
        elif gap:
            gap = (gap[0], gap[1] + 1)
            at, line = gap
        else:
            return False
    return all(rest.strip() == "…" for rest in expected[at:])


def difference(expected, got):
    return f"the output is not what the page shows\n--- page\n{expected}--- output\n{got}---"
