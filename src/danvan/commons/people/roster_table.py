"""Reading a table of accounts and seats: each row is understood, or refused at its cells."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danvan.commons.folding import words
from danvan.commons.people.accounts import new_seat
from danvan.commons.people.codes import NoSuchUnit, resolve
from danvan.commons.people.entered import Refused, clean_name, clean_username
from danvan.commons.people.models import Role, Seat, Unit
from danvan.commons.people.rights import Authority
from danvan.ui import typed

Value = TypeVar("Value")
Table = Sequence[Sequence[Any]]
"""Rows of cells as read from a file: text, or the days of a workbook."""
HEADINGS = {
    "username": ("ten dang nhap", "tai khoan", "username"),
    "name": ("ho va ten", "ho ten", "name"),
    "unit": ("ma don vi", "don vi", "unit", "unit code"),
    "role": ("vai tro", "role"),
    "title": ("chuc danh", "chuc vu", "title"),
    "from": ("tu ngay", "from"),
    "until": ("den ngay", "den het ngay", "until"),
}
"""Our name of each column, and the headings it is known by."""
LABELS = {
    "username": gettext_lazy("Tên đăng nhập"),
    "name": gettext_lazy("Họ và tên"),
    "unit": gettext_lazy("Mã đơn vị"),
    "role": gettext_lazy("Vai trò"),
    "title": gettext_lazy("Chức danh"),
    "from": gettext_lazy("Từ ngày"),
    "until": gettext_lazy("Đến ngày"),
}
NEEDED = ("username", "name", "unit", "role")
HEADER_WITHIN = 20
"""Rows in which the headings have to stand; above them there may be a letterhead."""
MOST_ROWS = 5000


@dataclass(frozen=True)
class Refusal:
    """One fault: the row as seen in the file, our name of the column, what stands there, and what to do."""

    row: int
    column: str
    value: str
    reason: str

    @property
    def heading(self) -> str:
        """The column as the file names it."""
        return str(LABELS.get(self.column, self.column))


@dataclass(frozen=True)
class Line:
    """One row that was understood: a person, and the seat to give them."""

    row: int
    username: str
    name: str
    seat: Seat
    since: date | None
    """The first day as written; empty means from today, or as it already stands."""


@dataclass
class Reading:
    """What a table says: the lines that were understood and the faults of the others."""

    lines: list[Line] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def read(table: Table, authority: Authority) -> Reading:
    """The rows under the headings."""
    head, columns = _header(table)
    missing = [str(LABELS[name]) for name in NEEDED if name not in columns]
    if missing:
        return _refused(head + 1, _("Thiếu cột: %(headings)s.") % {"headings": ", ".join(missing)})
    if len(table) - head > MOST_ROWS:
        return _refused(1, _("Tệp có quá %(most)s dòng, anh, chị chia nhỏ ra.") % {"most": MOST_ROWS})
    reading, reader = Reading(), Reader(authority)
    for row, values in _rows(table, head, columns):
        line, faults = reader.line(row, values)
        reading.lines += [line] if line else []
        reading.refusals += [Refusal(row, one.field, values.get(one.field, "")[:80], str(one)) for one in faults]
    return reading


def _refused(row: int, reason: str) -> Reading:
    return Reading(refusals=[Refusal(row, "", "", reason)])


def _header(table: Table) -> tuple[int, dict[str, int]]:
    """The index of the row of headings and the place of each column: the best of the first rows."""
    known = {heading: name for name, headings in HEADINGS.items() for heading in headings}
    best: tuple[int, dict[str, int]] = (0, {})
    for index, cells in enumerate(table[:HEADER_WITHIN]):
        columns: dict[str, int] = {}
        for place, cell in enumerate(cells[:50]):
            if (name := known.get(words(_text(cell)[:60]))) is not None:
                columns.setdefault(name, place)
        if len(columns) > len(best[1]):
            best = (index, columns)
    return best


def _rows(table: Table, head: int, columns: Mapping[str, int]) -> Iterator[tuple[int, dict[str, str]]]:
    """The row as seen in the file and its values by column; empty rows are passed over."""
    for row, cells in enumerate(table[head + 1 :], head + 2):
        values = {name: _text(cells[place]) for name, place in columns.items() if place < len(cells)}
        if any(values.values()):
            yield row, values


def _text(cell: Any) -> str:
    """A cell as text; a workbook gives days as moments at midnight."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell).strip()


class Reader:
    """Reads rows one by one, asking for each unit's code once."""

    def __init__(self, authority: Authority) -> None:
        self.authority = authority
        self.units: dict[str, Unit] = {}

    def line(self, row: int, values: Mapping[str, str]) -> tuple[Line | None, list[Refused]]:
        """What a row says, or all its faults."""
        faults: list[Refused] = []

        def tried(name: str, clean: Callable[[str], Value]) -> Value | None:
            try:
                return clean(values.get(name, ""))
            except Refused as refused:
                faults.append(refused)
                return None

        username, name = tried("username", clean_username), tried("name", clean_name)
        role, unit = tried("role", clean_role), tried("unit", self.unit)
        since, until = tried("from", _day("from")), tried("until", _day("until"))
        if username is None or name is None or role is None or unit is None or faults:
            return None, faults
        try:
            seat = new_seat(unit, role, values.get("title", ""), since or self.authority.on, until, self.authority)
        except Refused as refused:
            return None, [refused]
        return Line(row, username, name, seat, since), []

    def unit(self, code: str) -> Unit:
        """The unit of a code. Raises `Refused`."""
        if code not in self.units:
            try:
                self.units[code] = resolve(code)
            except NoSuchUnit as unknown:
                raise Refused("unit", str(unknown)) from unknown
        return self.units[code]


def clean_role(text: str) -> str:
    """A role by its key, its Vietnamese name or its name on the screen. Raises `Refused`."""
    wanted = words(text[:60])
    on_screen = {role: str(role.label) for role in Role}
    with translation.override("vi"):
        names = {role: (role.value, on_screen[role], str(role.label)) for role in Role}
    for role, known_as in names.items():
        if wanted in map(words, known_as):
            return role.value
    known = ", ".join(on_screen.values())
    raise Refused("role", _("Vai trò là một trong: %(known)s.") % {"known": known})


def _day(column: str) -> Callable[[str], Any]:
    def clean(text: str) -> date | None:
        try:
            return typed.day(text) if text else None
        except typed.NotUnderstood as unreadable:
            raise Refused(column, _("Không phải ngày. Gõ như 24/11/2026.")) from unreadable

    return clean
