"""Ctrl-C ends long work: the next look at the signals is never far, and what was held is given back."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

import zzgov

N = 4 * (1 << 22)
BASES = {"pm25_base": 52, "pm10_base": 90, "pm25_improvement_base": 8, "pm10_improvement_base": 6}


@pytest.fixture(scope="module")
def rows():
    return np.full(N, 58.0)


def press(seen):
    """As Ctrl-C does, at each look."""

    def progress(done):
        seen.append(done)
        os.kill(os.getpid(), signal.SIGINT)

    return progress


def columns(rows, **options):
    return zzgov.columns.eco_compensation(rows, 88, 9, 9, **BASES, **options)


def panel(rows, **options):
    rows = rows[: N // 2]
    return zzgov.columns.settle(np.arange(len(rows)) // 1000, rows, rows, rows, rows, **options)


@pytest.mark.parametrize("work", [columns, panel])
def test_stops_at_the_next_look(work, rows):
    seen = []
    with pytest.raises(KeyboardInterrupt):
        work(rows, progress=press(seen))
    assert len(seen) == 1
    assert seen[0] < N // 3


def test_signal_from_without(rows):
    """While C is at work: it looks by itself, also where nobody wants to see the progress."""
    thread = threading.Thread(target=lambda: signal.pthread_kill(threading.main_thread().ident, signal.SIGINT))

    def work():
        thread.start()
        for _ in range(500):
            columns(rows)

    with pytest.raises(KeyboardInterrupt):
        work()
    thread.join()


def stopped(call):
    try:
        call()
    except KeyboardInterrupt:
        return
    raise AssertionError("went on")


def test_memory_is_given_back(rows):
    out = np.empty(N, "i8")
    gc.collect()
    before = [sys.getrefcount(thing) for thing in (rows, out)]
    for _ in range(3):
        stopped(lambda: columns(rows, progress=press([]), out=out))
    gc.collect()
    assert [sys.getrefcount(thing) for thing in (rows, out)] == before
    assert columns(rows[:2]).tolist() == [70_000_000] * 2


def test_a_handler_of_the_users_own(rows):
    """SIGTERM with a handler that raises stops it as well."""

    class Asked(Exception):
        pass

    def handler(*_):
        raise Asked

    def progress(_):
        os.kill(os.getpid(), signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, handler)
    try:
        with pytest.raises(Asked):
            columns(rows, progress=progress)
    finally:
        signal.signal(signal.SIGTERM, before)


LOOP = """
import numpy as np, zzgov
rows = np.full(2_000_000, 58.0)
print("ready", flush=True)
while True:
    {call}
"""


@pytest.mark.parametrize(
    "call",
    [
        "zzgov.columns.eco_compensation(rows, 88, 9, 9, pm25_base=52, pm10_base=90, pm25_improvement_base=8,"
        " pm10_improvement_base=6, threads=2)",
        "zzgov.columns.settle(np.arange(len(rows)) // 16, rows, rows, rows, rows)",
        'zzgov.evaluate_json(\'{"calculator":"workdays","input":{"from":"2020-09-30","add":3}}\')',
    ],
)
def test_pressed_in_a_terminal(call):
    """Whatever it is at; the deadline is generous, for the machine may be busy."""
    code = LOOP.format(call=call)
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout.readline() == "ready\n"
        time.sleep(0.1)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=30)
    assert child.returncode == -signal.SIGINT
    assert said.rstrip().endswith("KeyboardInterrupt")
