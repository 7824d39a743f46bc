#!/usr/bin/env python3
"""How much longer `zzgov --version` takes than /bin/true, in one run: startup.py ZZGOV"""

import subprocess
import sys
import time
from statistics import median

ROUNDS = 200


def milliseconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - started) * 1e3


def main() -> None:
    zzgov, true = [sys.argv[1], "--version"], ["/bin/true"]
    rounds = [(milliseconds(true), milliseconds(zzgov)) for _ in range(ROUNDS)]
    base, ours = median(r[0] for r in rounds), median(r[1] for r in rounds)
    more = median(r[1] - r[0] for r in rounds)
    print(f"start-up: /bin/true {base:.2f} ms, zzgov --version {ours:.2f} ms, {more:+.2f} ms")


if __name__ == "__main__":
    main()
