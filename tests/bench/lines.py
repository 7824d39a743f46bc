"""Lines of JSON: requests of one area each, answered by the command, by the library, and merely parsed by others."""

import ctypes
import json
import subprocess

import numpy as np

from names import CJSON, COMMAND, COMMAND_2, EVALUATE, PYTHON_JSON
from rounds import Contender
from rows import COLUMNS, FACTORS, MILLION, Rows, exact_fen

NAMES = ("金水区", "中原区", "二七区", "惠济区", "上街区", "新郑市", "登封市", "巩义市")


def decimal(millionths):
    """Its digits, without those that say nothing."""
    sign, rest = ("-" if millionths < 0 else ""), abs(int(millionths))
    return f"{sign}{rest // MILLION}.{rest % MILLION:06}".rstrip("0").rstrip(".")


def write_requests(path, n):
    """Readings with one digit after the point; the totals that must come out, in fen."""
    columns = [column // 100_000 * 100_000 for column in Rows(n).millionths]
    with open(path, "w", encoding="utf-8") as file:
        for i in range(n):
            given = {name: decimal(column[i]) for name, column in zip(COLUMNS, columns)}
            file.write(request(NAMES[i % len(NAMES)], given))
    return exact_fen(columns)


def request(name, given):
    area = {"name": name} | {factor: given[factor] for factor in FACTORS}
    base = {factor: given[f"{factor}_base"] for factor in FACTORS}
    asked = {"calculator": "eco-compensation", "input": {"month": "2020-11", "areas": [area], "base": base}}
    return json.dumps(asked, ensure_ascii=False) + "\n"


def evaluate(command, path, output, threads=1):
    more = ["--threads", str(threads)] if threads > 1 else []
    with open(path, "rb") as file:
        return subprocess.run([command, "eval", "--ndjson", *more], stdin=file, stdout=output, check=True).stdout


def answered_totals(command, path, threads):
    answers = evaluate(command, path, subprocess.PIPE, threads).splitlines()
    yuan = (json.loads(line)["result"]["total_yuan"] for line in answers)
    return np.array([int(text.replace(".", "")) for text in yuan])


def expect(n, found):
    if found != n:
        raise SystemExit(f"{found} of {n} lines are answered")


def contenders(command, library, limit, path, n):
    text = path.read_bytes()
    lines = text.decode().splitlines()
    release = ctypes.cast(ctypes.CDLL("libglib-2.0.so.0").g_free, ctypes.c_void_p)

    def of_command(name, threads):
        return Contender(name, lambda: evaluate(command, path, subprocess.DEVNULL, threads), None, threads, CJSON)

    def run_library():
        expect(n, limit.bench_evaluate_lines(library.evaluate, release, text, len(text)))

    def run_python():
        for line in lines:
            json.dumps(json.loads(line), ensure_ascii=False)

    def run_cjson():
        expect(n, limit.bench_parse_lines(text, len(text)))

    yield of_command(COMMAND, 1)
    yield of_command(COMMAND_2, 2)
    works = ((EVALUATE, run_library), (PYTHON_JSON, run_python), (CJSON, run_cjson))
    for name, work in works:
        yield Contender(name, work, limit=CJSON)
