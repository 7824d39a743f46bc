#!/usr/bin/env python3
"""Run the test vectors through `zzgov eval`: each case alone, and all of one line together as one `--ndjson` batch.

    run_command.py --command PATH [FILES...]        (without FILES: all *.json beside this script)
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

REQUIRED = {"id", "says", "provision", "response"}
OPTIONAL = {"message_has", "explains"}
REQUESTS = ("request", "request_text", "request_hex")
FREE_AT_END = [["message"], ["message", "expected"]]
STEP = ["subject", "provision", "document", "article", "label", "formula", "value", "unit"]
WARNING = ["code", "provision", "path", "message"]
ALL_READ, HAD_ERROR = 0, 3
SECONDS = 300
BEFORE, BEHIND = 120, 240
BOM = b"\xef\xbb\xbf"


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def request_bytes(case):
    if "request_hex" in case:
        return bytes.fromhex(case["request_hex"])
    return (case["request_text"] if "request_text" in case else compact(case["request"])).encode()


def load(path):
    """The cases of a file; ValueError names what is wrong with its form."""
    cases = json.loads(path.read_text(encoding="utf-8"))["cases"]
    if not cases:
        raise ValueError("no cases")
    seen = set()
    for case in cases:
        name = case.get("id", "?")
        given = [kind for kind in REQUESTS if kind in case]
        if len(given) != 1 or not REQUIRED <= set(case) <= REQUIRED | OPTIONAL | set(REQUESTS):
            raise ValueError(f"{name}: wrong members")
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) or name in seen:
            raise ValueError(f"{name}: the id is repeated or not kebab-case")
        seen.add(name)
    return cases


def without_free_texts(response):
    """The response without message, expected and explanation."""
    kept = {name: value for name, value in response.items() if name != "explanation"}
    if "error" in kept:
        kept["error"] = {name: value for name, value in kept["error"].items() if name not in ("message", "expected")}
    if "warnings" in kept:
        kept["warnings"] = [{name: value for name, value in w.items() if name != "message"} for w in kept["warnings"]]
    return kept


def form_faults(response, asked):
    """Faults of what the comparison leaves out: place and presence of the free texts and the explanation."""
    texts = []
    if "error" in response:
        error = response["error"]
        texts.append(error.get("message"))
        fixed = 4 if error.get("code") == "invalid-json" else 2
        if list(error)[fixed:] not in FREE_AT_END:
            yield f"the error has the members {list(error)}"
    for warning in response.get("warnings", []):
        texts.append(warning.get("message"))
        if list(warning) != WARNING:
            yield f"a warning has the members {list(warning)}"
    if not all(isinstance(text, str) and text for text in texts):
        yield "an empty message"
    if ("explanation" in response) != (asked and "error" not in response):
        yield "an explanation is there exactly when it is asked for"
    if "explanation" in list(response)[:-1]:
        yield "the explanation is not the last member"
    for step in response.get("explanation", []):
        if list(step) != STEP:
            yield f"a step has the members {list(step)}"


def asks_for_explanation(request):
    try:
        return json.loads(request).get("explain") is True
    except (ValueError, AttributeError, RecursionError):
        return False


def difference(expected, found):
    """Both texts, long ones from a little before the first difference."""
    same = next((i for i, (a, b) in enumerate(zip(expected, found)) if a != b), min(len(expected), len(found)))
    start = max(0, same - BEFORE)
    cut = ["…" * (start > 0) + text[start : same + BEHIND] + "…" * (len(text) > same + BEHIND) for text in (expected, found)]
    return f"from character {same}\n    expected {cut[0]}\n    found    {cut[1]}"


def said(response):
    """The messages of a response, together."""
    items = [response["error"]] if "error" in response else response.get("warnings", [])
    return "\n".join(str(item.get("message")) for item in items)


def faults(case, output):
    """What is wrong with the bytes that answer a case."""
    try:
        text = output.decode("utf-8")
        response = json.loads(text)
        found = compact(without_free_texts(response))
        yield from form_faults(response, asks_for_explanation(request_bytes(case)))
    except (ValueError, AttributeError, TypeError) as error:
        yield f"no response: {error}: {output[:200]!r}"
        return
    if text != compact(response) + "\n":
        yield f"not compact with one line feed at its end: {text!r}"
    expected = compact(case["response"])
    if found != expected:
        yield difference(expected, found)
    for word in case.get("message_has", []):
        if word not in said(response):
            yield f"no message has {word!r}: {said(response)!r}"
    for wanted in case.get("explains", []):
        if not any(wanted.items() <= step.items() for step in response.get("explanation", [])):
            yield f"no step has {compact(wanted)}"


def run(command, *arguments, request, status):
    """Standard output, and the faults of exit status and standard error."""
    try:
        done = subprocess.run([command, *arguments], input=request, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return b"", [f"no answer in {SECONDS} seconds"]
    found = []
    if done.returncode != status:
        found.append(f"exit status {done.returncode}, expected {status}")
    if done.stderr:
        found.append(f"standard error is not empty: {done.stderr[:500]!r}")
    return done.stdout, found


def status_of(cases):
    return HAD_ERROR if any("error" in case["response"] for case in cases) else ALL_READ


def fits_a_line(case):
    request = request_bytes(case)
    return b"\n" not in request and request.removeprefix(BOM).strip(b" \t\r") != b""


def run_alone(command, case):
    output, found = run(command, "eval", "-", request=request_bytes(case), status=status_of([case]))
    return found + list(faults(case, output))


def run_batch(command, cases):
    """Faults of the batch as a whole, and the lists of faults of its cases."""
    lines = b"".join(request_bytes(case) + b"\n" for case in cases)
    output, found = run(command, "eval", "--ndjson", request=lines, status=status_of(cases))
    answers = re.findall(rb"[^\n]*\n|[^\n]+", output)
    if len(answers) != len(cases):
        return [*found, f"{len(cases)} requests, {len(answers)} responses"], []
    return found, [list(faults(case, answer)) for case, answer in zip(cases, answers, strict=True)]


def read_files(paths):
    """Pairs of file and case, and the files that cannot be used."""
    pairs, unusable = [], []
    for path in paths:
        try:
            pairs += [(path, case) for case in load(path)]
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            unusable.append(f"{path}: {error}")
    return pairs, unusable


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", required=True, metavar="PATH")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILES")
    options = parser.parse_args()

    pairs, whole = read_files(options.files or sorted(Path(__file__).resolve().parent.glob("*.json")))
    try:
        found = [run_alone(options.command, case) for _, case in pairs]
    except OSError as error:
        parser.error(f"cannot run {options.command}: {error}")
    lines = [index for index, (_, case) in enumerate(pairs) if fits_a_line(case)]
    if lines:
        of_batch, of_cases = run_batch(options.command, [pairs[index][1] for index in lines])
        whole += [f"--ndjson: {fault}" for fault in of_batch]
        for index, more in zip(lines, of_cases):
            found[index] += [f"--ndjson: {fault}" for fault in more]

    for (path, case), problems in zip(pairs, found, strict=True):
        for problem in problems:
            print(f"{path}: {case['id']}: {problem}")
    print(*whole, sep="\n", end="\n" if whole else "")
    failed = sum(map(bool, found)) + len(whole)
    print(f"{len(pairs) - sum(map(bool, found))} passed, {failed} failed")
    return 1 if failed or not pairs else 0


if __name__ == "__main__":
    sys.exit(main())
