#!/usr/bin/env python3
"""Seeds for the fuzzers from vectors, rulebook and sample tables: corpus.py OUT ZZGOV"""

import json
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
VECTORS = TOP / "tests" / "vectors"
# As in table.c, where the first byte of an input is the place of its calculator in this list.
CALCULATORS = [
    "eco-compensation",
    "coal-closure",
    "smart-mine",
    "base-station-reward",
    "credit-list",
    "credit-timeline",
    "workdays",
]


def request_bytes(case: dict) -> bytes:
    if "request_hex" in case:
        return bytes.fromhex(case["request_hex"])
    if "request_text" in case:
        return case["request_text"].encode()
    return json.dumps(case["request"], ensure_ascii=False).encode()


def write_tables(out: Path) -> None:
    for place, calculator in enumerate(CALCULATORS):
        for ending in ("csv", "zh.csv"):
            file = TOP / "docs" / "examples" / f"{calculator}.{ending}"
            text = file.read_text("utf-8")
            for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
                seed = out / "table" / f"{file.name}-{encoding}"
                seed.write_bytes(bytes([place]) + text.encode(encoding))


def main() -> None:
    out, zzgov = Path(sys.argv[1]), sys.argv[2]
    for target in ("evaluate", "rulebook", "table"):
        (out / target).mkdir(parents=True, exist_ok=True)
    write_tables(out)
    for file in sorted(VECTORS.glob("*.json")):
        for case in json.loads(file.read_text("utf-8"))["cases"]:
            name = f"{file.stem}-{case['id']}"
            (out / "evaluate" / name).write_bytes(request_bytes(case))
    shown = subprocess.run([zzgov, "rules", "show"], capture_output=True, check=True)
    (out / "rulebook" / "default").write_bytes(shown.stdout)


if __name__ == "__main__":
    main()
