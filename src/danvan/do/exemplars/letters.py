"""The signed list as a Word document in the style sheet of the body that issues it."""

from collections.abc import Sequence
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from danvan.commons.papers.documents.document import Band, Column, Document, Issuer, Paragraph, Row, Signature, Table
from danvan.commons.papers.documents.fingerprint import short
from danvan.commons.papers.documents.styles import System
from danvan.commons.papers.documents.word import word
from danvan.commons.people.models import Line, Unit, UnitKind
from danvan.do.exemplars import queries
from danvan.do.exemplars.kinds import Field
from danvan.do.exemplars.models import Registration, RegistrationList
from danvan.ui import formats

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SYSTEMS = {Line.PARTY: System.PARTY, Line.FRONT: System.FRONT}
"""Whose rules of form a line follows; the other lines follow those of the State (law.md 6)."""


def list_as_word(row: RegistrationList, lines: Sequence[Registration], *, matches: bool) -> bytes:
    """The list with heading, table by field, signature and fingerprint; `matches`: nothing changed since it was signed.

    It is an official paper, so Vietnamese whoever prints it.
    """
    with translation.override("vi"):
        return word(document(row, lines, matches=matches))


def document(row: RegistrationList, lines: Sequence[Registration], *, matches: bool) -> Document:
    """What the list says."""
    unit = row.unit
    return Document(
        issuer=Issuer(superior=_superior(unit), body=unit.name, system=_system(unit)),
        kind=_("Danh sách"),
        kind_code="DS",
        body_code=_code(unit),
        summary=_("đăng ký mô hình, điển hình “Dân vận khéo” năm %(year)s") % {"year": row.campaign.year},
        place=_place(unit),
        blocks=(*_letter(row), Paragraph(_opening(row, len(lines))), _table(lines), *_closing(row, matches=matches)),
        on=row.letter_date,
        recipients=[name for name in (row.receiver.name if row.receiver else "", _("Lưu văn phòng")) if name],
        signature=_signature(row),
        fingerprint=short(row.fingerprint) if row.fingerprint else "",
        draft="" if row.fingerprint else _("Bản chưa ký"),
    )


def _letter(row: RegistrationList) -> tuple[Paragraph, ...]:
    if not (row.letter_number and row.letter_date):
        return ()
    letter = {"number": row.letter_number, "day": formats.day(row.letter_date)}
    return (Paragraph(_("(Kèm theo Công văn số %(number)s ngày %(day)s)") % letter, "center"),)


def _opening(row: RegistrationList, number: int) -> str:
    words = {"unit": row.unit.name, "number": formats.number(number), "year": row.campaign.year}
    return _("%(unit)s đăng ký %(number)s mô hình, điển hình “Dân vận khéo” năm %(year)s như sau:") % words


def _table(lines: Sequence[Registration]) -> Table:
    columns = (
        Column(_("TT"), 0.5, "center"),
        Column(_("Tên mô hình, điển hình"), 3),
        Column(_("Đơn vị, địa bàn"), 2.2),
        Column(_("Loại"), 1),
        Column(_("Tập thể / cá nhân"), 1),
        Column(_("Sản phẩm, chỉ tiêu"), 2),
    )
    return Table(columns, _rows(lines))


def _rows(lines: Sequence[Registration]) -> list[Row | Band]:
    """Rows under the name of their field, numbered through."""
    rows: list[Row | Band] = []
    with_them = queries.participants(lines)
    number = 0
    for field in Field:
        own = [line for line in lines if line.field == field]
        if own:
            rows.append(Band(f"{field.label} ({formats.number(len(own))})"))
        for line in own:
            number += 1
            rows.append(_row(number, line, with_them.get(line.pk, ())))
    return rows


def _row(number: int, line: Registration, with_them: Sequence[str]) -> Row:
    others = _("Cùng tham gia: %(units)s") % {"units": ", ".join(with_them)} if with_them else ""
    where = "\n".join(part for part in (line.unit_label, others, line.place[:200]) if part)
    product = "\n".join(part[:200] for part in queries.product(line))
    return (number, line.title, where, line.get_sort_display(), line.get_who_display(), product)


def _closing(row: RegistrationList, *, matches: bool) -> tuple[Paragraph, ...]:
    if not row.fingerprint:
        return ()
    said = _("Mã kiểm của danh sách đã ký: %(code)s.") % {"code": row.fingerprint}
    if not matches:
        said += " " + _("Danh sách đã có thay đổi sau khi ký; mã kiểm không còn khớp với bảng trên.")
    return (Paragraph(said, "left"),)


def _signature(row: RegistrationList) -> Signature:
    seat = row.signed_by
    return Signature(position=seat.title or str(seat.get_role_display()), name=seat.user.name) if seat else Signature()


def _system(unit: Unit) -> System:
    return SYSTEMS.get(Line(unit.line), System.STATE)


def _superior(unit: Unit) -> str:
    """The line above the issuer: the Party organisation of the place for a committee, else the unit above."""
    if unit.kind == UnitKind.COMMITTEE and unit.above and unit.above.place:
        return _("Đảng bộ %(place)s") % {"place": unit.above.place.name}
    above = unit.above or unit.home
    return above.name if above and above != unit else ""


def _code(unit: Unit) -> str:
    return "ĐU" if unit.kind == UnitKind.COMMITTEE else unit.code.rpartition("-")[2]


def _place(unit: Unit) -> str:
    place = unit.place or (unit.home.place if unit.home else None)
    if place is None:
        return ""
    sort, _space, bare = place.name.partition(" ")
    return bare if sort in ("Xã", "Phường", "Quận", "Huyện", "Tỉnh") else place.name.removeprefix("Thành phố ")


def file_name(row: RegistrationList, on: date) -> str:
    """A name that sorts by year and unit."""
    return f"danh-sach-dan-van-kheo-{row.campaign.year}-{row.unit.code.lower()}-{on:%Y%m%d}.docx"
