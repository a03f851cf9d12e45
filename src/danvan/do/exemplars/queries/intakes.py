"""What a file would do: new, changed, same, refused and asked about, found without writing anything."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from danvan.commons.folding import words
from danvan.commons.people.models import Unit
from danvan.commons.people.scopes import Names
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import Field, State
from danvan.do.exemplars.models import Exemplar, Intake, Registration, RegistrationList, folded
from danvan.do.exemplars.queries.units import unit_in_year
from danvan.do.exemplars.registers.entries import Entry, Refusal
from danvan.do.exemplars.registers.recognise import Register

GONE = (State.WITHDRAWN, State.JOINED)
CHANGEABLE = (State.DRAFT, State.ENTERED, State.RETURNED)
Answers = Mapping[tuple[str, int], str]
"""What a person answered for a row (sheet, row) with a known ordinal and another name: `new` or `same`."""


@dataclass(frozen=True)
class Placed:
    """A row with the unit it belongs to, and the unit's name as written where that names no known one."""

    entry: Entry
    unit: Unit
    unit_text: str


@dataclass(frozen=True)
class New:
    """A row that begins a registration, of a new exemplar or of one that is there."""

    entry: Entry
    unit: Unit
    unit_text: str
    exemplar: Exemplar | None


@dataclass(frozen=True)
class Change:
    """A row that changes a registration."""

    entry: Entry
    line: Registration
    values: dict[str, Any]


@dataclass(frozen=True)
class Question:
    """A row whose ordinal (STT) belongs to a registration of another name: renamed, or a new one?"""

    entry: Entry
    line: Registration


@dataclass
class Plan:
    """What saving would do."""

    unit: Unit
    year: int
    rows: int
    drift: tuple[int, int]
    new: list[New] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    same: list[tuple[Entry, Registration]] = field(default_factory=list)
    unread: list[Refusal] = field(default_factory=list)
    """Why the reader refused rows."""
    barred: list[Refusal] = field(default_factory=list)
    """Why rows that could be read are not taken: what stands in the year already."""
    questions: list[Question] = field(default_factory=list)

    @property
    def refusals(self) -> list[Refusal]:
        """Every reason why a row is not taken."""
        return [*self.unread, *self.barred]

    @property
    def accepted(self) -> list[Entry]:
        """The rows that are taken, in the order of the file."""
        rows = [item.entry for item in self.new] + [item.entry for item in self.changed]
        rows += [entry for entry, _line in self.same]
        return sorted(rows, key=lambda entry: self._order[entry.sheet, entry.row])

    @property
    def unknown_units(self) -> list[New]:
        """New rows whose unit is kept as text only."""
        return [item for item in self.new if item.unit_text]

    def counts(self) -> dict[str, Any]:
        """The numbers that the preview and the command print."""
        taken = self.accepted
        fields, who = Counter(entry.field for entry in taken), Counter(entry.who for entry in taken)
        return {
            "rows": self.rows,
            "accepted": len(taken),
            "by_field": {key: fields[key] for key in Field.values},
            "collective": who["collective"],
            "individual": who["individual"],
            "first": taken[0].name if taken else None,
            "last": taken[-1].name if taken else None,
            "new": len(self.new),
            "changed": len(self.changed),
            "same": len(self.same),
        }

    def __post_init__(self) -> None:
        self._order: dict[tuple[str, int], int] = {}


def plan(register: Register, *, unit: Unit, year: int, answers: Answers | None = None) -> Plan:
    """Compare a list that was read with what stands in the year; asks the database a handful of questions."""
    found = Plan(unit, year, register.rows, drift(unit, year), unread=list(register.refusals))
    found._order = {(entry.sheet, entry.row): place for place, entry in enumerate(register.entries)}
    names = Names(unit, year)
    units = {text: names.find(text) for text in {entry.unit for entry in register.entries} if text}
    placed = [Placed(entry, units.get(entry.unit) or unit, _text(entry, units)) for entry in register.entries]
    taken, left = _matched(placed, _living(unit, year))
    for entry, line in taken:
        _compare(found, entry, line)
    _begin(found, left, {line.pk for _entry, line in taken}, answers or {})
    return found


def refusals(intake: Intake, register: Register) -> list[Refusal]:
    """Why rows of a file are not taken: as when it was saved, else as it stands now."""
    kept = intake.outcome.get("barred")
    if kept is not None:
        return [*register.refusals, *(Refusal(**fault) for fault in kept)]
    return plan(register, unit=intake.unit, year=intake.year).refusals


def list_of_file(intake: Intake) -> RegistrationList | None:
    """The list on which the models of a saved file stand."""
    line = intake.lines.exclude(state__in=GONE).exclude(list=None).select_related("list__record", "list__unit").first()
    return line.list if line else None


def drift(unit: Unit, year: int) -> tuple[int, int]:
    """Changes whenever anything in the unit's year was written: number of registrations and sum of their versions."""
    rows = Registration.objects.filter(rules.inside(unit), year=year)
    found = rows.aggregate(number=Count("pk"), versions=Sum("version"))
    return found["number"], found["versions"] or 0


Living = dict[tuple[int, str, str], list[Registration]]


def _living(unit: Unit, year: int) -> Living:
    """The year's registrations in the unit's scope by unit, unit as written, and folded name."""
    rows = Registration.objects.filter(rules.inside(unit), year=year).exclude(state__in=GONE)
    found: Living = defaultdict(list)
    for line in rows.select_related("record", "exemplar__record", "unit", "list").order_by("pk"):
        found[line.unit_id, words(line.unit_text), line.folded].append(line)
    return found


def _text(entry: Entry, units: Mapping[str, Unit | None]) -> str:
    """The unit as written, where it names no known one."""
    return entry.unit[:160] if entry.unit and units.get(entry.unit) is None else ""


def _matched(placed: list[Placed], living: Living) -> tuple[list[tuple[Entry, Registration]], list[Placed]]:
    """Rows and the registrations they are: by unit and folded name, then by place; and the rows that are none."""
    groups: dict[tuple[int, str, str], list[Placed]] = defaultdict(list)
    for row in placed:
        groups[row.unit.pk, words(row.unit_text), folded(row.entry.name)].append(row)
    taken, left = [], []
    for key, rows in groups.items():
        lines, rest = list(living.get(key, ())), []
        for row in rows:
            same = next((line for line in lines if words(line.place) == words(row.entry.place)), None)
            if same:
                lines.remove(same)
                taken.append((row.entry, same))
            else:
                rest.append(row)
        if len(rest) == len(lines) == 1:
            taken.append((rest.pop().entry, lines.pop()))
        left.extend(rest)
    return taken, left


def values_of(entry: Entry) -> dict[str, Any]:
    """The columns that a row of a list fills."""
    return {
        "title": entry.name,
        "folded": folded(entry.name),
        "field": entry.field,
        "who": entry.who,
        "place": entry.place,
        "method": entry.content,
        "output": entry.output,
        "measure": entry.measure[:40],
        "target": Decimal(entry.target) if entry.target else None,
    }


def list_number(entry: Entry) -> str:
    """Sheet, section and ordinal: what a corrected file repeats."""
    number = entry.number.strip(" .)(/").lstrip("0")
    return f"{entry.sheet}|{entry.field}|{number}"[:120] if number else ""


def _compare(found: Plan, entry: Entry, line: Registration) -> None:
    values = {
        name: value
        for name, value in values_of(entry).items()
        if getattr(line, name) != value and (value or name in ("title", "field", "who"))
    }
    if entry.sort and entry.sort != line.sort:
        values["sort"] = entry.sort
    if not values:
        found.same.append((entry, line))
    elif rules.is_signed(line):
        found.barred.append(
            _refused(entry, _("Mô hình này đứng trong danh sách đã ký. Thủ trưởng bỏ ký rồi nhập lại."))
        )
    elif line.state in CHANGEABLE:
        found.changed.append(Change(entry, line, values))
    else:
        found.barred.append(
            _refused(entry, _("Mô hình này đã gửi, không sửa bằng tệp được. Rút danh sách về rồi nhập lại."))
        )


def _refused(entry: Entry, reason: str) -> Refusal:
    return Refusal(entry.sheet, entry.row, "name", entry.name, reason)


def _begin(found: Plan, left: list[Placed], matched: set[int], answers: Answers) -> None:
    """Rows that are no registration yet: asked about when their ordinal has another name, else new."""
    numbered = _numbered(found, matched)
    lasting = _lasting(found, left)
    for row in left:
        entry = row.entry
        before = numbered.get((list_number(entry), row.unit.pk))
        answer = answers.get((entry.sheet, entry.row), "")
        if before and not answer:
            found.questions.append(Question(entry, before))
            found.barred.append(_refused(entry, _renamed(entry, before)))
        elif before and answer == "same":
            _compare(found, entry, before)
        else:
            carried = None if row.unit_text else lasting.pop((folded(entry.name), row.unit.pk), None)
            found.new.append(New(entry, row.unit, row.unit_text, carried))


def _numbered(found: Plan, matched: set[int]) -> dict[tuple[str, int], Registration]:
    """The year's registrations that came from files and match no row by name, by ordinal and unit."""
    rows = Registration.objects.filter(rules.inside(found.unit), year=found.year).exclude(state__in=GONE)
    rows = rows.exclude(list_number="").select_related("record", "exemplar__record", "unit", "list")
    return {(line.list_number, line.unit_id): line for line in rows if line.pk not in matched}


def _renamed(entry: Entry, before: Registration) -> str:
    return _("STT %(number)s trước đây là “%(name)s”. Đổi tên mô hình đó hay là mô hình mới?") % {
        "number": entry.number,
        "name": before.title,
    }


def _lasting(found: Plan, left: Iterable[Placed]) -> dict[tuple[str, int], Exemplar]:
    """Exemplars of earlier years that these rows carry on: same name, same unit or one that it received."""
    names = sorted({folded(row.entry.name) for row in left})
    known: dict[tuple[str, int], Exemplar] = {}
    for start in range(0, len(names), 400):
        rows = Exemplar.objects.filter(rules.inside(found.unit), folded__in=names[start : start + 400], state="listed")
        busy = Registration.objects.filter(year=found.year).exclude(state__in=GONE).values("exemplar")
        for row in rows.exclude(pk__in=busy).select_related("record", "unit__home", "heir"):
            known.setdefault((row.folded, unit_in_year(row, found.year).pk), row)
    return known


def living(exemplars: list[int]) -> set[int]:
    """Which of these exemplars have a living registration."""
    found: set[int] = set()
    for start in range(0, len(exemplars), 500):
        rows = Registration.objects.filter(exemplar__in=exemplars[start : start + 500]).exclude(state__in=GONE)
        found |= set(rows.values_list("exemplar_id", flat=True))
    return found
