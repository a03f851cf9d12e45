import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from danvan.commons.people.models import Unit
from danvan.commons.records.models import Audience, Record
from danvan.commons.search import index
from danvan.commons.search.models import Entry

pytestmark = pytest.mark.django_db
AT = datetime(2026, 9, 2, 1, tzinfo=UTC)
TEXTS = {
    1: "Mô hình Đường hoa thanh niên",
    2: "Tổ hợp tác xã lúa sạch, ấp Thới Hòa",
    3: "Duong hoa khong dau",
    4: unicodedata.normalize("NFD", "Dòng họ Nguyễn Huệ hiếu học"),
    5: "Chùa Khmer dạy ភាសាខ្មែរ cho trẻ em",
    6: "Đương đầu hạn mặn 2026, a_b 3/2 x'y",
}
QUERIES = {
    "đường hoa": {1, 3},
    "duong hoa": {1, 3},
    "DUONG": {1, 3, 6},
    "đường hoa thanh niên": {1},
    "Thới Hoà": {2},
    "thoi hòa": {2},
    unicodedata.normalize("NFD", "Thới Hòa"): {2},
    "nguyen hue": {4},
    "Nguyễn Huệ": {4},
    "ភាសាខ្មែរ": {5},
    "ភាសា*": {5},
    '"đường hoa thanh"': {1},
    '"hoa đường"': set(),
    "hoa đường": {1, 3},
    "hie*": {4},
    "hiế* học": {4},
    "h* khmer": set(),
    "mo hinh lua": set(),
    "2026": {6},
    "a_b": {6},
    "x'y": {6},
    "3/2": {6},
    "')( OR *": set(),
    'a" OR "b': set(),
    "": set(),
    "…": set(),
    "😀": set(),
}


@pytest.fixture
def record() -> Callable[..., Record]:
    unit = Unit.objects.create(code="xa-a", name="Đảng ủy xã A", kind="committee", line="party", level="commune")

    def made(key: int, **columns: str) -> Record:
        columns = {"kind": "exemplars.exemplar", "title": "x", **columns}
        return Record.objects.create(pk=key, unit=unit, opened_at=AT, **columns)

    return made


@pytest.fixture
def six(record: Callable[..., Record]) -> list[Record]:
    records = [record(key) for key in TEXTS]
    index.put_many([(each, TEXTS[each.pk]) for each in records])
    return records


@pytest.mark.usefixtures("six")
@pytest.mark.parametrize("query", QUERIES)
def test_both_databases_find_the_same(query: str) -> None:
    assert set(index.find(query)) == QUERIES[query]
    assert set(Record.objects.filter(pk__in=index.matching(query)).values_list("pk", flat=True)) == QUERIES[query]


@pytest.mark.usefixtures("six")
def test_newest_come_first_and_marks_as_typed_before_the_rest() -> None:
    assert index.find("duong") == [6, 3, 1]
    assert index.find("đường") == [1, 6, 3]
    assert index.find("đư*") == [6, 1, 3]
    assert index.find("duong", limit=2) == [6, 3]


def test_kind_and_audience_narrow_the_search(record: Callable[..., Record]) -> None:
    index.put_many(
        [
            (record(1), "lúa"),
            (record(2, audience=Audience.PUBLIC), "lúa"),
            (record(3, kind="reports.report", audience=Audience.PUBLIC), "lúa"),
        ]
    )

    assert index.find("lúa", audience=Audience.PUBLIC) == [3, 2]
    assert index.find("lua", kinds=["exemplars.exemplar"]) == [2, 1]
    assert index.find("lúa", kinds=["exemplars.exemplar"], audience=Audience.PUBLIC) == [2]
    assert index.matching("lúa", ["reports.report"]) == [3]


def test_a_changed_text_is_found_by_its_new_words_only(record: Callable[..., Record]) -> None:
    one = record(1)
    index.put(one, "lúa sạch")

    index.put(one, "vườn cây")

    assert index.find("lua") == []
    assert index.find("vuon") == [1]


def test_marks_and_audience_follow_although_the_folded_words_stay(record: Callable[..., Record]) -> None:
    one = record(1)
    index.put(one, "duong")

    one.audience = Audience.PUBLIC
    index.put(one, "đường")

    assert index.find("đường", audience=Audience.PUBLIC) == [1]
    assert Entry.objects.get().exact == " đường "


def test_an_empty_text_takes_the_record_out(record: Callable[..., Record]) -> None:
    one = record(1)
    index.put(one, "lúa")

    index.put(one, " . ")

    assert index.find("lúa") == []
    assert not Entry.objects.exists()


def test_the_last_of_two_texts_for_a_record_counts(record: Callable[..., Record]) -> None:
    one = record(1)

    index.put_many([(one, "lúa"), (one, "vườn")])

    assert (index.find("lúa"), index.find("vườn")) == ([], [1])


def test_common_words_stay_a_subquery(record: Callable[..., Record]) -> None:
    records = [record(key) for key in range(1, index.FEW + 3)]
    index.put_many([(each, "mô hình") for each in records])

    assert Record.objects.filter(pk__in=index.matching("mô hình")).count() == index.FEW + 2
    newest = Record.objects.filter(pk__in=index.matching("mô hình", newest=3)).order_by("pk")
    assert [each.pk for each in newest] == [index.FEW, index.FEW + 1, index.FEW + 2]


def test_hostile_and_huge_texts_are_taken(record: Callable[..., Record]) -> None:
    index.put(record(1), "a\0b 'x' \" \\ %s {0} \u202e" + "dài" * 100_000 + " 😀")
    index.put(record(2), "lúa " * 100_000)

    assert index.find("a b") == [1]
    assert index.find("lúa") == [2]


def test_rebuild_leaves_only_what_the_cards_say(record: Callable[..., Record]) -> None:
    index.put(record(1, kind="nobody.keeps"), "lúa")

    index.rebuild()

    assert index.find("lúa") == []
