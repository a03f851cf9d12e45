"""A report is frozen while somebody writes in it: one of the two wins, the other reads why not."""

from functools import partial

import pytest

from danvan.commons.records import history
from danvan.commons.workflow.flow import overtaken
from danvan.commons.workflow.tests.races import DONE, race
from danvan.overview.reports.actions import freezing, writing
from danvan.overview.reports.kinds import PartState
from danvan.overview.reports.models import Printed, Report, Version
from danvan.overview.reports.tests import make


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_freezing_beside_an_edit_leaves_what_one_of_them_saw() -> None:
    make.records()
    row = make.report()
    words = "Lời vừa viết (dữ liệu minh họa)."

    def freeze() -> partial[Version]:
        return partial(freezing.freeze, Report.objects.get(pk=row.pk), by=None, at=make.AT)

    def edit() -> partial[Report]:
        section = row.sections.get(key=make.PART.key)
        return partial(
            writing.write, Report.objects.get(pk=row.pk), make.PART, words,
            state=PartState.WRITING, seen=section.version, by=None, at=make.AT,
        )  # fmt: skip

    said = race(freeze, edit)

    assert sorted(said) == [DONE, overtaken()]
    frozen = said[0] == DONE
    assert (Version.objects.count(), Printed.objects.count() > 0) == (int(frozen), frozen)
    assert (make.text_of(row) == words) is not frozen
    assert history.verify()[2] == []
