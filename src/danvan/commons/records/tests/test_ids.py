import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from danvan.commons.records import ids


def draw(count: int) -> list[int]:
    return [ids.one() for _ in range(count)]


def test_a_large_import_never_draws_a_number_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "_run", ids._Run())
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_795_520_190_900_000_000)

    with ThreadPoolExecutor(4) as threads:
        drawn = [number for part in threads.map(draw, [20_000] * 4) for number in part]

    assert len(set(drawn)) == 80_000


def test_numbers_grow_also_when_the_clock_steps_back(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([5_000_000_000_000, 4_000_000_000_000, 9_000_000_000_000])
    monkeypatch.setattr(ids, "_run", ids._Run())
    monkeypatch.setattr(ids.time, "time_ns", lambda: next(clock))

    drawn = draw(3)

    assert all(before < after for before, after in pairwise(drawn))
    assert all(0 < number < 1 << 63 for number in drawn)


def test_two_processes_do_not_count_on_from_one_number() -> None:
    here = ids.one()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, str(ids.one()).encode())
        os._exit(0)
    os.waitpid(child, 0)

    assert int(os.read(reading, 40)) not in range(here, here + 1000)
