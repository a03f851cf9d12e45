"""Freeze a version: words, figures and lists under one fingerprint, its papers kept, those concerned told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from danvan.commons import registry
from danvan.commons.notices.sending import tell
from danvan.commons.papers.documents.fingerprint import short
from danvan.commons.papers.keeping import keep
from danvan.commons.people.codes import resolve
from danvan.commons.people.models import Role, Seat, User
from danvan.commons.workflow.flow import CannotMove
from danvan.overview.reports import tokens
from danvan.overview.reports.content import Content, Text, compose
from danvan.overview.reports.kinds import FORMATS
from danvan.overview.reports.models import FrozenList, Printed, Report, Version, packed
from danvan.overview.reports.numbers import Numbers, gather
from danvan.overview.reports.queries import fingerprint
from danvan.overview.reports.rendering import file_name, rendered
from danvan.overview.reports.steps import REPORT


@dataclass(frozen=True)
class Taken:
    """The keys behind a number at the moment of freezing."""

    code: str
    before: bool
    kind: str
    keys: Sequence[int]


def freeze(report: Report, *, by: Seat | None, at: datetime, renewing: bool = True, seen: int | None = None) -> Version:
    """Fix the version that is being written; it never changes again. Raises `CannotMove`.

    `renewing` first puts today's numbers where a text holds older ones; `seen` is the report as the person saw it.
    """
    if by is not None and not REPORT.allows(by, report, "freeze"):
        raise CannotMove(_("Bản này đã chốt rồi, hoặc anh, chị không có quyền chốt."))
    with translation.override("vi"):
        numbers = gather(report.unit, report.period, on=localdate(at))
        texts = _texts(report, numbers, renewing=renewing)
        content = compose(report.outline, numbers, texts=texts, edition=report.edition)
        lists = [*_lists(report, numbers), *_of_bodies(report, numbers, content)]
        mark = fingerprint(content.as_plain(), {(one.code, one.before): packed(one.keys) for one in lists})
        papers = {form: rendered(content, form, mark) for form in FORMATS}
    with transaction.atomic():
        REPORT.move(report, "freeze", by=by, at=at, seen=seen, edition=report.edition, fingerprint=short(mark))
        _renew(report, content, at=at)
        version = _kept(report, content, mark, lists, by=by, at=at)
        _print(version, content, papers, by=by, at=at)
        _tell(report, version, by=by, at=at)
    return version


def _texts(report: Report, numbers: Numbers, *, renewing: bool) -> list[Text]:
    sections = report.sections.order_by("pk")
    return [Text(one.key, tokens.renewed(one.text, numbers) if renewing else one.text, one.state) for one in sections]


def _lists(report: Report, numbers: Numbers) -> list[Taken]:
    """The keys behind every figure, now and before. Raises `CannotMove` when a list is not as long as its number."""
    found = []
    for figure in registry.figures():
        number = numbers.by_code[figure.code]
        spans = ((False, report.period, number.value), (True, report.period.before, number.before))
        for before, period, value in spans:
            rows = figure.records(report.unit, period)
            keys = list(rows.order_by("pk").values_list("pk", flat=True))
            if len(keys) != value:
                raise CannotMove(_("Hồ sơ vừa thay đổi trong lúc chốt. Xin xem lại số liệu rồi chốt lại."))
            found.append(Taken(figure.code, before, rows.model._meta.label_lower, keys))
    return found


def _of_bodies(report: Report, numbers: Numbers, content: Content) -> list[Taken]:
    """The keys behind the numbers of single bodies that a text names (`a@UNIT`)."""
    figures = {figure.code: figure for figure in registry.figures()}
    found = []
    for code in dict.fromkeys(code for text in content.texts for code in tokens.codes_in(text.text) if "@" in code):
        name, _at, body = code.partition("@")
        row, figure = numbers.row(body), figures.get(name)
        if row is None or figure is None or name not in row.addresses:
            continue
        rows = figure.records(resolve(body), report.period)
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        if len(keys) == row.values[name]:
            found.append(Taken(code, False, rows.model._meta.label_lower, keys))
    return found


def _renew(report: Report, content: Content, *, at: datetime) -> None:
    """What is written goes on from what was frozen."""
    for section in report.sections.all():
        text = content.text(section.key).text
        if text != section.text:
            report.sections.filter(pk=section.pk).update(text=text, at=at, version=F("version") + 1)


def _kept(
    report: Report, content: Content, mark: str, lists: Sequence[Taken], *, by: Seat | None, at: datetime
) -> Version:
    version = Version(report=report, number=report.edition, fingerprint=mark, content=content.as_plain(), by=by, at=at)
    version.save()
    FrozenList.objects.bulk_create(
        FrozenList(
            version=version,
            code=one.code,
            before=one.before,
            kind=one.kind,
            length=len(one.keys),
            packed=packed(one.keys),
        )
        for one in lists
    )
    return version


def _print(version: Version, content: Content, papers: Mapping[str, bytes], *, by: Seat | None, at: datetime) -> None:
    for form, data in papers.items():
        paper = keep(version.report.record, file_name(content, form, frozen=True), data, by=by, at=at)
        Printed(version=version, form=form, paper=paper).save()


def _tell(report: Report, version: Version, *, by: Seat | None, at: datetime) -> None:
    """Heads and leaders of the unit, and whoever wrote a part, hear of a frozen version."""
    seats = Seat.objects.valid_on(localdate(at)).filter(unit=report.unit, role__in=(Role.HEAD, Role.LEADER))
    keys = {*seats.values_list("user", flat=True), *report.sections.exclude(by=None).values_list("by__user", flat=True)}
    tell(
        list(User.objects.filter(pk__in=keys).order_by("pk")),
        "reports/notices/frozen.txt",
        {"report": report, "version": version, "mark": short(version.fingerprint)},
        by=by,
        record=report.record,
        address=reverse("reports:version", args=(report.record.reference, version.number)),
        at=at,
    )
