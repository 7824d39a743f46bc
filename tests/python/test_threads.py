"""Threads: each gets its own answer or its own error, and the interpreter is not held meanwhile."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from cases import AREA, AREA_YUAN, BASE, PROJECT

import zzgov

THREADS, CALLS = 8, 20_000
WORKDAYS = '{"id":%d,"calculator":"workdays","input":{"from":"2020-09-30","add":%s}}'


def run_all(function):
    with ThreadPoolExecutor(THREADS) as pool:
        return [future.result() for future in [pool.submit(function, number) for number in range(THREADS)]]


def test_every_call_gets_its_own_answer():
    """Succeeding and failing by turns; an error raised while another thread works would be lost or another's."""

    def work(number):
        for call in range(CALLS):
            request = number * CALLS + call
            if call % 2:
                answer = zzgov.evaluate_json(WORKDAYS % (request, 3))
                assert answer.startswith(f'{{"id":{request},')
                assert '"last_day":"2020-10-12"' in answer
            else:
                with_error(request)
        return number

    def with_error(request):
        with pytest.raises(zzgov.InvalidRulebook) as raised:
            zzgov.Rulebook.loads(f'{{"{request}":1}}')
        assert raised.value.path == f"/{request}"

    assert run_all(work) == list(range(THREADS))


def test_typed_functions():
    rules = [zzgov.Rulebook.default().patch({"smart-mine": {"city_rate_percent": n + 1}}) for n in range(THREADS)]

    def work(number):
        for _ in range(200):
            assert str(zzgov.eco_compensation("2020-11", [AREA], base=BASE).total_yuan) == AREA_YUAN
            assert zzgov.smart_mine([PROJECT], rules=rules[number]).city_total_yuan == 234567 * (number + 1)
            with pytest.raises(zzgov.InvalidValue, match=f'"x{number}"'):
                zzgov.smart_mine([PROJECT | {"owner": f"x{number}"}])
        return True

    assert all(run_all(work))


def test_columns():
    """One rulebook, one input, an output each."""
    pm25 = np.tile([58.0, 52.0], 50_000)

    def work(number):
        bases = {"pm25_base": 52 - number, "pm10_base": 90, "pm25_improvement_base": 8, "pm10_improvement_base": 6}
        bad = pm25.copy()
        bad[number] = np.nan
        for _ in range(20):
            found = zzgov.columns.eco_compensation(pm25, 88, 9, 9, **bases, threads=2)
            with pytest.raises(zzgov.InvalidValue) as raised:
                zzgov.columns.eco_compensation(bad, 88, 9, 9, **bases)
            assert raised.value.path == f"/pm25/{number}"
        return found[:2].tolist()

    # Beyond 5 µg each µg costs 200,000 yuan, below 100,000 (ECO-05).
    def yuan(excess):
        return 100_000 * min(excess, 5) + 200_000 * max(excess - 5, 0)

    assert run_all(work) == [[100 * yuan(6 + number), 100 * yuan(number)] for number in range(THREADS)]


def test_others_run_meanwhile():
    """A thread that counts gets on while another computes; it could not if the interpreter were held."""
    counted, done = [0], threading.Event()

    def count():
        while not done.is_set():
            counted[0] += 1

    n = 20_000_000
    pm25, out = np.broadcast_to(58.0, n), np.empty(n, "i8")
    counter = threading.Thread(target=count)
    counter.start()
    while not counted[0]:
        time.sleep(0.001)
    before, started = counted[0], time.thread_time()
    zzgov.columns.eco_compensation(
        pm25, 88, 9, 9, pm25_base=52, pm10_base=90, pm25_improvement_base=8, pm10_improvement_base=6, out=out
    )
    busy, after = time.thread_time() - started, counted[0]
    done.set()
    counter.join()
    # What it counts in a single turn of the interpreter's (5 ms) is far less than in the whole call.
    assert after - before > 10_000, f"{after - before} in {busy} s"


def test_after_fork():
    """Threads of the parent are gone in the child; calls that start their own work all the same."""
    pm25 = np.tile([58.0, 52.0], 1_000_000)
    bases = {"pm25_base": 52, "pm10_base": 90, "pm25_improvement_base": 8, "pm10_improvement_base": 6}
    expected = int(zzgov.columns.eco_compensation(pm25, 88, 9, 9, **bases, threads=2).sum())
    child = os.fork()
    if child == 0:
        found = int(zzgov.columns.eco_compensation(pm25, 88, 9, 9, **bases, threads=2).sum())
        typed = zzgov.eco_compensation("2020-11", [AREA], base=BASE).total_yuan
        os._exit(0 if found == expected and str(typed) == AREA_YUAN else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
