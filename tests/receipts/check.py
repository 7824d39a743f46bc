#!/usr/bin/env python3
"""Receipts by hashlib, and what `zzgov verify` says of whole and of altered ones.

    check.py --command PATH
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

VECTORS = Path(__file__).resolve().parents[1] / "vectors"
SECONDS = 300
INVALID = 3
TOKENS = re.compile(rb'("(?:[^"\\]|\\.)*")|[ \t\n\r]+')


class Program:
    def __init__(self, command: str) -> None:
        self.command = command

    def run(self, *words: str, text: bytes = b"") -> tuple[int, bytes, str]:
        done = subprocess.run([self.command, *words], input=text, capture_output=True, timeout=SECONDS, check=False)
        return done.returncode, done.stdout, done.stderr.decode("utf-8")


def sha256(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def canonical(request: bytes) -> bytes:
    """Without byte order mark and blanks between tokens."""
    return TOKENS.sub(lambda found: found[1] or b"", request.removeprefix(b"\xef\xbb\xbf"))


def compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def receipt_of(request: bytes, rules: bytes, version: str, response: bytes) -> bytes:
    """The member by the recipe of docs/receipts.md."""
    sums = {"rulebook": sha256(rules), "request": sha256(canonical(request)), "response": sha256(response)}
    lines = f"zzgov receipt 1\nversion {version}\n" + "".join(f"{name} {digits}\n" for name, digits in sums.items())
    head = {"sha256": sha256(lines.encode()), "version": version}
    head |= {f"{name}_sha256": digits for name, digits in sums.items()}
    return compact(head)[:-1] + b',"request":' + canonical(request) + b"}"


def request_of(case: dict) -> bytes:
    if "request_hex" in case:
        return bytes.fromhex(case["request_hex"])
    return case["request_text"].encode() if "request_text" in case else json.dumps(case["request"], indent=1).encode()


def cases() -> list[bytes]:
    files = [json.loads(file.read_text("utf-8")) for file in sorted(VECTORS.glob("*.json"))]
    requests = [request_of(case) for file in files for case in file["cases"]]
    return [request for request in requests if one_line(request).strip(b" \t\r")]


def one_line(request: bytes) -> bytes:
    return request.replace(b"\n", b" ")


# --- giving ---------------------------------------------------------------------------------------------------------


def faults_of_giving(program: Program, rules: bytes, version: str, requests: list[bytes]):
    """Each result has the receipt of the recipe, each error is as without --receipt."""
    lines = b"".join(one_line(request) + b"\n" for request in requests)
    plain = program.run("eval", "--ndjson", text=lines)[1].splitlines(keepends=True)
    given = program.run("eval", "--ndjson", "--receipt", text=lines)[1].splitlines(keepends=True)
    threads = program.run("eval", "--ndjson", "--receipt", "--threads", "2", text=lines)[1]
    good = 0
    if len(plain) != len(requests) or len(given) != len(requests) or threads != b"".join(given):
        yield f"{len(requests)} requests, {len(plain)} and {len(given)} responses"
    for request, without, found in zip(requests, plain, given):
        wanted = without
        if not without.startswith(b'{"error"') and b',"error":{' not in without:
            wanted = without[:-2] + b',"receipt":' + receipt_of(request, rules, version, without) + b"}\n"
            good += 1
        if found != wanted:
            yield f"{request[:200]!r}: {found[-900:]!r}, not {wanted[-900:]!r}"
    if good < 200:
        yield f"only {good} of the requests have a result"
    yield from faults_of_verifying(program, [line for line in given if b',"receipt":' in line])


def faults_of_verifying(program: Program, responses: list[bytes]):
    status, said, errors = program.run("verify", "--ndjson", text=b"".join(responses))
    lines = said.decode("utf-8").splitlines()
    if status or errors or len(lines) != len(responses):
        yield f"verify: exit status {status}, {len(lines)} of {len(responses)} lines: {errors[:500]}"
    for number, (line, response) in enumerate(zip(lines, responses), 1):
        digits = json.loads(response)["receipt"]["sha256"]
        if line != f"standard input: line {number}: ok, receipt {digits}":
            yield f"verify says {line!r} of {digits}"


# --- refusing -------------------------------------------------------------------------------------------------------


def altered(response: bytes):
    """The response with each byte changed, left out and doubled, blanks and digits among them."""
    line = response.rstrip(b"\n")
    for place in range(len(line)):
        for other in (bytes([line[place] ^ 1]), b"", line[place : place + 1] * 2):
            yield line[:place] + other + line[place + 1 :]


def faults_of_altering(program: Program, response: bytes):
    lines = [line for line in altered(response) if b"\n" not in line and canonical(line) != canonical(response)]
    status, said, errors = program.run("verify", "--ndjson", text=b"\n".join(lines) + b"\n")
    refused = len(re.findall(r"^zzgov: standard input: line \d+: ", errors, re.MULTILINE))
    if status != INVALID or said or refused != len(lines):
        yield f"{len(lines)} altered responses, {refused} refused, exit status {status}: {said[:500]!r}"


def forged(response: bytes, rules: bytes, old: bytes, new: bytes, version: str = "0.1.0") -> bytes:
    """A response that was changed and then given the sums of what it has become."""
    body, _, rest = response.partition(b',"receipt":')
    request = rest.partition(b',"request":')[2][:-3]
    body, request = (body + b"}\n").replace(old, new), request.replace(old, new)
    return body[:-2] + b',"receipt":' + receipt_of(request, rules, version, body) + b"}\n"


def expect(program: Program, name: str, response: bytes, part: str, *words: str):
    status, said, errors = program.run("verify", *words, text=response)
    if status != INVALID or said or part not in errors:
        yield f"{name}: exit status {status}, {said!r}, {errors!r}, not {part!r}"


def faults_of_forging(program: Program, response: bytes, rules: bytes, version: str, other: str):
    """What is wrong is named, also where all sums fit."""
    result = response.replace(b'"last_day":"2020-10-12"', b'"last_day":"2020-10-13"')
    request = response.replace(b'"add":3', b'"add":4')
    yield from expect(program, "altered result", result, '"result" was altered')
    yield from expect(program, "altered request", request, "the request was altered")
    yield from expect(program, "altered sum", response.replace(b'sha256":"', b'sha256":"0', 1), "the receipt was altered")
    yield from expect(program, "other rulebook", response, "of another rulebook", "--rulebook", other)
    yield from expect(program, "other version", forged(response, rules, b"", b"", "9.9.9"), f"9.9.9; this is version {version}")
    yield from expect(program, "forged result", forged(response, rules, b"2020-10-12", b"2020-10-13"), '"result" was altered')
    yield from expect(program, "forged rulebook", forged(response, rules, b"2020.9", b"2020.8"), '"rulebook" was altered')
    yield from expect(program, "forged warning", forged(response, rules, b"[]", b"[1]"), '"warnings" was altered')
    yield from expect(program, "forged request", forged(response, rules, b'"add":3', b'"add":x'), '"response" was altered')
    yield from expect(program, "no receipt", response.partition(b',"receipt"')[0] + b"}\n", "not a response with a receipt")
    yield from expect(program, "nothing", b"", "not a response with a receipt")
    yield from expect(program, "no lines", b"\n \n", "not a response with a receipt", "--ndjson")


# --- all ------------------------------------------------------------------------------------------------------------


def faults_of_rulebook(program: Program, request: bytes, version: str, file: Path):
    """Another rulebook, its bytes as they stand in the file."""
    words = ("--rulebook", str(file))
    plain, given = (program.run("eval", *more, *words, text=request)[1] for more in ([], ["--receipt"]))
    wanted = plain[:-2] + b',"receipt":' + receipt_of(request, file.read_bytes(), version, plain) + b"}\n"
    if given != wanted:
        yield f"by another rulebook: {given!r}, not {wanted!r}"
    if program.run("verify", *words, text=given)[0] != 0:
        yield "a response by another rulebook is not verified by it"
    if program.run("rules", "show", *words)[1] != file.read_bytes():
        yield "rules show does not print the rulebook's bytes"


def faults_of(program: Program, folder: str):
    rules = program.run("rules", "show")[1]
    version = program.run("--version")[1].decode().split()[1]
    request = b'{"calculator":"workdays","input":{"from":"2020-09-30","add":3}}\n'
    response = program.run("eval", "--receipt", text=request)[1]
    file = Path(folder) / "rulebook.json"
    file.write_bytes(b"\xef\xbb\xbf" + rules.replace(b'"2020.9"', b'"2020.9-x"') + b"\n")
    yield from faults_of_giving(program, rules, version, cases())
    yield from faults_of_altering(program, response)
    yield from faults_of_forging(program, response, rules, version, str(file))
    yield from faults_of_rulebook(program, request, version, file)
    spread = json.dumps(json.loads(response), ensure_ascii=False, indent=2).encode()
    if program.run("verify", text=spread)[0] != 0:
        yield "blanks between tokens matter"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--command", required=True)
    program = Program(parser.parse_args().command)
    with tempfile.TemporaryDirectory() as folder:
        faults = list(faults_of(program, folder))
    print("\n".join([*faults, f"{len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
