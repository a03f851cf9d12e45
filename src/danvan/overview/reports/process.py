"""The calling card of reports."""

from django.utils.translation import gettext_lazy as _

from danvan.commons.registry import Process, register
from danvan.overview.reports import desk, queries, seeds, steps
from danvan.overview.reports.models import Report

REPORTS = register(
    Process(
        package=__package__,
        label=_("Báo cáo"),
        address="bao-cao",
        records={Report: steps.REPORT},
        search=queries.search_text,
        page=desk.page_of,
        desk=desk.waiting,
        menu=desk.menu,
        seeds=seeds.fill,
    )
)
