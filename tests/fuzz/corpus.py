#!/usr/bin/env python3
"""Seeds for the fuzzers from the vectors and the rulebook: corpus.py OUT ZZGOV"""

import json
import subprocess
import sys
from pathlib import Path

VECTORS = Path(__file__).resolve().parent.parent / "vectors"


def request_bytes(case: dict) -> bytes:
    if "request_hex" in case:
        return bytes.fromhex(case["request_hex"])
    if "request_text" in case:
        return case["request_text"].encode()
    return json.dumps(case["request"], ensure_ascii=False).encode()


def main() -> None:
    out, zzgov = Path(sys.argv[1]), sys.argv[2]
    (out / "evaluate").mkdir(parents=True, exist_ok=True)
    (out / "rulebook").mkdir(parents=True, exist_ok=True)
    for file in sorted(VECTORS.glob("*.json")):
        for case in json.loads(file.read_text("utf-8"))["cases"]:
            name = f"{file.stem}-{case['id']}"
            (out / "evaluate" / name).write_bytes(request_bytes(case))
    shown = subprocess.run([zzgov, "rules", "show"], capture_output=True, check=True)
    (out / "rulebook" / "default").write_bytes(shown.stdout)


if __name__ == "__main__":
    main()
