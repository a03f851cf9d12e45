"""The demo's reports: laid down once, marked as invented."""

import pytest

from danvan.overview.reports import queries, seeds
from danvan.overview.reports.models import Report, Version
from danvan.overview.reports.tests import make

pytestmark = pytest.mark.django_db


def test_the_demo_lays_down_a_frozen_and_a_running_report_once():
    for _time in range(2):
        seeds.fill(at=make.AT, say=lambda words: None)

    rows = list(Report.objects.order_by("year").values_list("unit__code", "period_code", "state", "illustrative"))
    assert rows == [("CT04", "2023", "frozen", True), ("CT", "2026", "writing", True)]
    assert queries.intact(Version.objects.get())


def test_every_invented_sentence_is_marked():
    seeds.fill(at=make.AT, say=lambda words: None)

    texts = {text.key: text.text for text in queries.content_of(Version.objects.get()).texts}
    assert all(seeds.MARK in texts[key] for key in seeds.TEXTS)
    assert not any(blank in texts["iii"] for blank in seeds.BLANKS)
