"""A frozen version never changes, whatever becomes of the records; its fingerprint finds every change."""

import json

import pytest

from danvan.commons.notices.models import Notice
from danvan.commons.papers import store
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars.models import Registration
from danvan.overview.reports import queries
from danvan.overview.reports.actions import freezing
from danvan.overview.reports.kinds import FORMATS
from danvan.overview.reports.models import FrozenList, Report, Version, packed, unpacked
from danvan.overview.reports.tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def frozen() -> Version:
    """The commune's report of 2026, frozen with three registered and two recognised."""
    make.records()
    return freezing.freeze(make.report(), by=make.head(make.COMMUNE), at=make.AT)


def values(version: Version) -> dict[str, int]:
    return {figure.code: figure.value for figure in queries.content_of(version).figures}


def test_every_figure_is_as_long_as_the_list_kept_behind_it(frozen):
    lists = {one.code: len(one.keys) for one in frozen.lists.filter(before=False) if "@" not in one.code}

    assert lists == values(frozen)
    assert lists["exemplars.registered"] == 3
    assert lists["exemplars.recognised"] == 2


def test_the_list_names_the_records_themselves(frozen):
    keys = frozen.lists.get(code="exemplars.recognised", before=False).keys

    assert set(keys) == set(Registration.objects.filter(state="recognised").values_list("pk", flat=True))


def test_nothing_of_a_version_changes_when_records_change(frozen):
    before = (frozen.content, [bytes(one.packed) for one in frozen.lists.all()])

    make.recognise(Registration.objects.get(title=make.TITLES[2]), number="126-QĐ/ĐU")

    same = Version.objects.get(pk=frozen.pk)
    assert (same.content, [bytes(one.packed) for one in same.lists.all()]) == before
    assert values(same)["exemplars.recognised"] == 2
    assert queries.intact(same)


def test_the_next_version_has_the_new_numbers_and_the_first_stays(frozen):
    make.recognise(Registration.objects.get(title=make.TITLES[2]), number="126-QĐ/ĐU")
    row = make.written(Report.objects.get(), "Có [2|exemplars.recognised] mô hình.")

    second = freezing.freeze(row, by=None, at=make.LATER)

    assert (frozen.number, second.number) == (1, 2)
    assert values(second)["exemplars.recognised"] == 3
    assert queries.content_of(second).text("ii-6").text == "Có [3|exemplars.recognised] mô hình."
    assert make.text_of(row) == "Có [3|exemplars.recognised] mô hình."
    assert ("công nhận", 2, 3) in queries.moved_figures(queries.content_of(frozen), queries.content_of(second))


def test_older_numbers_may_be_kept_on_purpose():
    make.records()
    row = make.written(make.report(), "Có [1|exemplars.recognised] mô hình.")

    version = freezing.freeze(row, renewing=False, by=None, at=make.AT)

    assert queries.content_of(version).text("ii-6").text == "Có [1|exemplars.recognised] mô hình."


def test_two_versions_are_compared_paragraph_by_paragraph(frozen):
    row = make.written(Report.objects.get(), "Một lời mới.", key="iv")
    second = freezing.freeze(row, by=None, at=make.LATER)

    changes = queries.compared(queries.content_of(frozen), queries.content_of(second))

    assert [(part.key, [(one.sort, one.text) for one in lines]) for part, lines in changes] == [
        ("iv", [("new", "Một lời mới.")])
    ]


def test_a_version_refuses_to_be_written_again(frozen):
    frozen.fingerprint = "x"

    with pytest.raises(TypeError):
        frozen.save()
    with pytest.raises(TypeError):
        frozen.delete()
    with pytest.raises(TypeError):
        Version.objects.all().update(number=3)
    with pytest.raises(TypeError):
        FrozenList.objects.all().delete()


@pytest.mark.parametrize("touched", ["words", "list"])
def test_a_change_behind_our_back_is_found(frozen, touched):
    if touched == "words":
        frozen.content["texts"][0]["text"] = "Lời khác"
        assert not queries.intact(frozen)
    else:
        rows = FrozenList.objects.filter(pk=frozen.lists.first().pk)
        super(type(rows), rows).update(packed=packed([1, 2, 3]))
        assert not queries.intact(Version.objects.get(pk=frozen.pk))


def test_its_papers_are_kept_as_they_were_made(frozen):
    forms = list(frozen.papers.values_list("form", flat=True))
    answer = json.loads(store.path(frozen.papers.get(form="json").paper.sha256).read_bytes())

    assert forms == list(FORMATS)
    assert answer["fingerprint"] == frozen.fingerprint
    assert answer["figures"]["exemplars.registered"]["value"] == 3


def test_a_frozen_report_is_not_frozen_twice(frozen):
    with pytest.raises(CannotMove, match="đã chốt rồi"):
        freezing.freeze(Report.objects.get(), by=make.head(make.COMMUNE), at=make.LATER)
    assert Version.objects.count() == 1


def test_what_was_written_meanwhile_is_not_frozen_unseen():
    row = make.report()
    seen = row.version
    make.written(row, "Người khác viết thêm")

    with pytest.raises(CannotMove, match="Người khác vừa sửa"):
        freezing.freeze(row, seen=seen, by=make.head(make.COMMUNE), at=make.AT)
    assert Version.objects.count() == 0


def test_a_cadre_of_another_commune_does_not_freeze():
    row = make.report()

    with pytest.raises(CannotMove):
        freezing.freeze(row, by=make.stranger(), at=make.AT)
    assert Version.objects.count() == 0


def test_those_who_wrote_and_the_head_are_told_but_not_who_froze():
    row, head, cadre = make.report(), make.head(make.COMMUNE), make.cadre(make.COMMUNE)
    section = row.sections.get(key="i")
    make.writing.write(row, row.outline.part("i"), "Lời", state="done", seen=section.version, by=cadre, at=make.AT)

    freezing.freeze(row, by=head, at=make.AT)

    told = Notice.objects.filter(record=row.record)
    assert [notice.user for notice in told] == [cadre.user]
    assert told[0].title.startswith("Đã chốt bản 1: ")


def test_keys_are_packed_and_come_back():
    assert unpacked(packed([5, 2**62, 1])) == [1, 5, 2**62]
    assert unpacked(packed([])) == []
