import pytest

from danvan.commons.records import references
from danvan.commons.records.tests import processes

RESERVE = """
import sys
from danvan.commons.records import references
for count in (1, 3) * 20:
    print(*references.reserve("DVK-2026", count))
"""


@pytest.mark.django_db
def test_numbers_begin_at_one_and_go_on() -> None:
    assert list(references.reserve("DVK-2026")) == [1]
    assert list(references.reserve("DVK-2026", 3)) == [2, 3, 4]
    assert list(references.reserve("DVK-2027")) == [1]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_processes_that_reserve_at_the_same_time_never_get_the_same_number() -> None:
    writers = [processes.start(RESERVE) for _ in range(3)]

    numbers = [int(number) for writer in writers for number in processes.result(writer).split()]

    assert sorted(numbers) == list(range(1, 3 * 80 + 1))


@pytest.mark.django_db
def test_references_of_a_kind_and_year_are_short_and_never_given_twice() -> None:
    assert references.take("DS", 2026, 2) == ["DS-2026-00001", "DS-2026-00002"]
    assert references.take("DS", 2026) == ["DS-2026-00003"]
    assert references.take("QD", 2026) == ["QD-2026-00001"]
