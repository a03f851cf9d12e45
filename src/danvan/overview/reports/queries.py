"""Questions about reports: which there are, what became of the numbers in a text, what stands behind a frozen one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from danvan.commons.people.models import Seat, Unit, UnitKind
from danvan.commons.registry import card_of, model_of
from danvan.overview.reports import rules, tokens
from danvan.overview.reports.content import Content, from_plain
from danvan.overview.reports.kinds import BLANK, Outline, Part, PartState
from danvan.overview.reports.models import FrozenList, Report, Section, Version
from danvan.overview.reports.numbers import Numbers


def listed(seat: Seat | None, asked: Mapping[str, Any]) -> QuerySet[Report]:
    """Reports a seat may see, narrowed by year, template, state and unit, newest first."""
    rows = Report.objects.visible_to(seat).select_related("record", "unit").order_by("-year", "-pk")
    words = {"nam": "year", "mau": "outline_key", "buoc": "state", "don_vi": "unit__code"}
    rows = rows.filter(**{words[name]: value for name, value in asked.items() if name in words})
    return rows.annotate(left=Count("sections", filter=~Q(sections__state=PartState.DONE)))


def years(seat: Seat | None) -> list[int]:
    """Years of the reports a seat may see."""
    return list(Report.objects.visible_to(seat).values_list("year", flat=True).order_by("-year").distinct())


def there(unit: Unit, outline: Outline, period_code: str) -> Report | None:
    """The report of a unit and a period in a template, if it was begun."""
    return Report.objects.filter(unit=unit, outline_key=outline.key, period_code=period_code).first()


def units_of(seat: Seat) -> list[Unit]:
    """The units a seat writes reports for: the one it works for, and those before it in its reach."""
    own = {seat.unit_id, rules.reach(seat).pk}
    before = Q(pk__in=rules.within(seat), valid_to__isnull=False, kind=UnitKind.COMMITTEE)
    rows = Unit.objects.filter(Q(pk__in=own) | before).exclude(kind=UnitKind.COMMISSION).select_related("home", "above")
    probes = [unit for unit in rows.order_by("code") if rules.may_write(seat, Report(unit=unit))]
    return sorted(probes, key=lambda unit: (unit.pk not in own, unit.code))


@dataclass(frozen=True)
class Writing:
    """A part of the outline with what is written of it, ready for the page."""

    part: Part
    section: Section
    lines: list[list[tokens.Piece]]

    @property
    def moved(self) -> list[tokens.Piece]:
        """Numbers whose records changed since they were written, each once."""
        found = {piece.code: piece for line in self.lines for piece in line if piece.now}
        return list(found.values())

    @property
    def blank(self) -> bool:
        """Whether a line still waits for a person."""
        return BLANK in self.section.text

    @property
    def typed(self) -> list[str]:
        """Numbers typed by hand, each once."""
        return list(dict.fromkeys(piece.text for line in self.lines for piece in line if piece.typed))

    @property
    def used(self) -> list[tokens.Piece]:
        """Numbers from the records, each once."""
        return list({piece.code: piece for line in self.lines for piece in line if piece.code}.values())


def writings(report: Report, numbers: Numbers, drafts: Mapping[str, str]) -> list[Writing]:
    """Every part of a report as written; `drafts` are the machine's own words, whose numbers nobody typed."""
    sections = {section.key: section for section in report.sections.select_related("by__user", "by__unit")}
    return [
        Writing(part, section, tokens.pieces(section.text, numbers, drafts.get(part.key, "")))
        for part in report.outline.parts
        if (section := sections.get(part.key))
    ]


def content_of(version: Version) -> Content:
    """What a version said when it was frozen."""
    return from_plain(version.content)


def fingerprint(content: Mapping[str, Any], lists: Mapping[tuple[str, bool], bytes]) -> str:
    """Over all that a version says and every list behind its numbers."""
    digests = sorted([code, before, sha256(keys).hexdigest()] for (code, before), keys in lists.items())
    text = json.dumps([content, digests], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def intact(version: Version) -> bool:
    """Whether a version is still what its fingerprint says."""
    lists = {(one.code, one.before): bytes(one.packed) for one in version.lists.all()}
    return fingerprint(version.content, lists) == version.fingerprint


def frozen_parts(version: Version, content: Content) -> list[tuple[Part, list[list[tokens.Piece]]]]:
    """Every part as it was frozen; numbers that were kept with their list open it."""
    kept = set(version.lists.values_list("code", "before"))
    return [(part, _frozen(content.text(part.key).text, version, kept)) for part in content.outline.parts]


def _frozen(text: str, version: Version, kept: set[tuple[str, bool]]) -> list[list[tokens.Piece]]:
    def address(code: str) -> str:
        if code.startswith("!"):
            return tokens.BY_UNIT
        figure, before = tokens.behind(code)
        return list_address(version, figure, before=before) if (figure, before) in kept else ""

    return tokens.linked(text, address)


def list_address(version: Version, code: str, *, before: bool = False) -> str:
    """The page of the list behind a frozen number."""
    address = reverse("reports:frozen-list", args=(version.report.record.reference, version.number, code))
    return f"{address}?ky=truoc" if before else address


def frozen_name(content: Content, code: str, *, before: bool) -> tuple[str, str]:
    """What a frozen list is called, and the page that lists the records of today."""
    code, _at, body = code.partition("@")
    figure = content.figure(code)
    row = next((row for row in content.rows if row.code == body), None)
    if figure is None:
        return code, ""
    when = content.before_label if before else content.period_label
    name = ", ".join(part for part in (figure.name, row.name if row else "", when) if part)
    today = row.addresses.get(code, "") if row else figure.address_before if before else figure.address
    return name[:1].upper() + name[1:], today


@dataclass(frozen=True)
class Listed:
    """A record behind a frozen number."""

    title: str
    reference: str
    unit: str
    address: str


def behind(frozen: FrozenList, keys: list[int], seat: Seat | None) -> list[Listed]:
    """The records with these keys; those a seat may not open any more have no address."""
    model: Any = model_of(frozen.kind)
    page = card_of(model).page
    rows = {row.pk: row for row in model._default_manager.filter(pk__in=keys).select_related()}
    open_to = set(model._default_manager.visible_to(seat).filter(pk__in=keys).values_list("pk", flat=True))
    return [
        Listed(row.title, row.record.reference or "", row.unit.name, page(row) if page and key in open_to else "")
        for key in keys
        if (row := rows.get(key))
    ]


@dataclass(frozen=True)
class Compared:
    """A paragraph of two versions: `same`, `gone` or `new`."""

    sort: str
    text: str


def compared(older: Content, newer: Content) -> list[tuple[Part, list[Compared]]]:
    """What changed between two versions, part by part and paragraph by paragraph; parts that are the same are left out."""
    found = []
    for part in newer.outline.parts:
        lines = _lines(older, part), _lines(newer, part)
        if lines[0] != lines[1]:
            found.append((part, _differences(*lines)))
    return found


def _lines(content: Content, part: Part) -> list[str]:
    return [line for line in tokens.plain(content.text(part.key).text).split("\n") if line.strip()]


def _differences(old: list[str], new: list[str]) -> list[Compared]:
    found = []
    for sort, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort == "equal":
            found += [Compared("same", line) for line in old[a:b]]
        else:
            found += [Compared("gone", line) for line in old[a:b]] + [Compared("new", line) for line in new[c:d]]
    return found


def moved_figures(older: Content, newer: Content) -> list[tuple[str, int, int]]:
    """Figures that differ between two versions: name, then and now."""
    was = {figure.code: figure.value for figure in older.figures}
    return [
        (figure.name, was[figure.code], figure.value)
        for figure in newer.figures
        if figure.code in was and was[figure.code] != figure.value
    ]


def search_text(row: Report) -> str:
    """By what a report is found."""
    return f"{row.title} {row.period_code} {row.unit.code}"
