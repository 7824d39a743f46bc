#!/usr/bin/env python3
"""Feeds requests to `COMMAND eval` and compares each response with the oracle's answer.

Exit status: 0 all equal, 1 a difference or no case at all, 2 the oracle cannot work here.
"""

import argparse
import subprocess
import sys

from contract_json import MAX_BYTES
from explanation import check_explanation
from generate import DEFAULT_BAD, add_calculator_option, requests
from oracle import evaluate
from responses import Malformed, dump, normalise, parse, text_faults
from workdays import CalendarUnavailable

SHOWN_DIFFERENCES = 10
SHOWN_CHARACTERS = 2000
TIMEOUT_SECONDS = 600


class Report:
    def __init__(self):
        self.passed = self.failed = 0

    def count(self, request, expected, got, faults):
        if not faults:
            self.passed += 1
            return
        self.failed += 1
        if self.failed <= SHOWN_DIFFERENCES:
            print("difference:", *faults, sep="\n  ")
            for title, text in (("request ", request), ("expected", expected), ("got     ", got)):
                print(f"  {title}: {shortened(text)}")


def shortened(text):
    shown = text if isinstance(text, str) else text.decode("utf-8", "backslashreplace")
    return shown if len(shown) <= SHOWN_CHARACTERS else shown[:SHOWN_CHARACTERS] + f" … ({len(shown)} characters)"


def is_blank(request):
    return not request.strip(b" \t\r")


def first_difference(expected, got):
    """The place where two answers part, with some text around it."""
    at = next((at for at, pair in enumerate(zip(expected, got)) if pair[0] != pair[1]), min(len(expected), len(got)))
    window = slice(max(0, at - 60), at + 60)
    return f"another answer from character {at + 1} on: …{expected[window]}… became …{got[window]}…"


def faults_of(request, expected, explain, response):
    """What is wrong with the bytes of one response, as a list of texts."""
    try:
        parsed, got = parse(response), normalise(response)
    except Malformed as fault:
        return [str(fault)]
    if got != dump(expected):
        return [first_difference(dump(expected), got)]
    if ("explanation" in parsed) != explain:
        return ["an explanation must be there exactly when asked for"]
    return text_faults(parsed) + (check_explanation(parsed, request) if explain else [])


def evaluated(texts, without_workdays):
    """(request, expected, explain) of each request; those that need the missing calendar are left out on demand."""
    cases, left_out = [], 0
    for text in texts:
        try:
            cases.append((text, *evaluate(text)))
        except CalendarUnavailable:
            if not without_workdays:
                raise
            left_out += 1
    if left_out:
        print(f"{left_out} requests left out: they need the Python package chinesecalendar")
    return cases


def run(command, arguments, text):
    return subprocess.run([command, "eval", *arguments], input=text, stdout=subprocess.PIPE, timeout=TIMEOUT_SECONDS, check=False)


def check_status(report, status, cases):
    """3 exactly when some request had an error."""
    expected = 3 if any("error" in case[1] for case in cases) else 0
    if status != expected:
        report.count(b"(the command's exit status)", str(expected), str(status), ["another exit status"])


def compare_lines(command, cases, report):
    """All requests in one run, a line each."""
    process = run(command, ["--ndjson"], b"".join(text + b"\n" for text, _expected, _explain in cases))
    responses = split_lines(process.stdout)
    answered = [case for case in cases if not is_blank(case[0])]
    for index, (text, expected, explain) in enumerate(answered):
        response = responses[index] if index < len(responses) else b""
        report.count(text, dump(expected), response, faults_of(text, expected, explain, response))
    for response in responses[len(answered):]:
        report.count(b"", "no further response", response, ["more responses than requests"])
    check_status(report, process.returncode, answered)


def split_lines(output):
    lines = output.split(b"\n")
    return [text + b"\n" for text in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def compare_single(command, texts, without_workdays, report):
    """One request a run, with line feeds in it, which lines cannot have: the line of a fault is counted too."""
    spread = (text.replace(b",", b"\n,\n ") for text in texts if not is_blank(text))
    for text, expected, explain in evaluated(spread, without_workdays):
        process = run(command, ["-"], text)
        report.count(text, dump(expected), process.stdout, faults_of(text, expected, explain, process.stdout))
        check_status(report, process.returncode, [(text, expected)])


def compare_size(command, report):
    """The longest request that may be, and one byte more. Too long for random lines."""
    start = b'{"calculator":"workdays",\n"input":'
    for size in (MAX_BYTES, MAX_BYTES + 1):
        text = b"\xef\xbb\xbf" + start + b" " * (size - len(start))
        expected, explain = evaluate(text)
        process = run(command, ["-"], text)
        report.count(start + b" ...", dump(expected), process.stdout, faults_of(text, expected, explain, process.stdout))


def request_lines(options):
    if options.requests is None:
        return list(requests(options.seed, options.count, options.bad, options.calculator))
    with open(options.requests, "rb") as file:
        return file.read().removesuffix(b"\n").split(b"\n")


def parsed_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", required=True, help="the zzgov command, run as COMMAND eval")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--bad", type=float, default=DEFAULT_BAD, help="share of damaged requests (default %(default)s)")
    add_calculator_option(parser)
    parser.add_argument("--requests", help="a file with a request on each line, instead of random ones")
    parser.add_argument("--single", type=int, default=20, help="so many of them also in a run each (default %(default)s)")
    parser.add_argument("--size", action="store_true", help="also try requests of 64 MiB")
    parser.add_argument("--no-workdays", action="store_true", help="leave out what needs the package chinesecalendar")
    return parser.parse_args()


def main():
    options = parsed_options()
    texts = request_lines(options)
    report = Report()
    try:
        compare_lines(options.command, evaluated(texts, options.no_workdays), report)
        compare_single(options.command, texts[:options.single], options.no_workdays, report)
    except CalendarUnavailable as fault:
        print(f"{fault}; or leave such requests out with --no-workdays", file=sys.stderr)
        return 2
    if options.size:
        compare_size(options.command, report)
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed or not report.passed else 0


if __name__ == "__main__":
    sys.exit(main())
