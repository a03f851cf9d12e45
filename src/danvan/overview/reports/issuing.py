"""Who issues a report about a unit: the head of the paper, its signature and its recipients."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from danvan.commons.papers.documents.document import Acting, Issuer, Signature
from danvan.commons.papers.documents.styles import System
from danvan.commons.people.models import Line, Unit, UnitKind
from danvan.commons.places.models import Level

SYSTEMS = {Line.PARTY: System.PARTY, Line.FRONT: System.FRONT}
"""Whose rules of form a line follows; the other lines follow those of the State (law.md 6)."""
BARE = ("Xã", "Phường", "Thị", "Quận", "Huyện", "Tỉnh", "Thành")


@dataclass(frozen=True)
class Issuing:
    """The fixed words around a report."""

    superior: str
    body: str
    system: str
    code: str
    place: str
    recipients: tuple[str, ...]
    acting: tuple[str, str]
    position: str

    @property
    def issuer(self) -> Issuer:
        """The head of the paper."""
        return Issuer(self.superior, self.body, System(self.system))

    @property
    def signature(self) -> Signature:
        """The foot of the paper, with room for the name."""
        how, whom = self.acting
        return Signature((Acting(how, whom),) if how else (), self.position, "")


def issuing(unit: Unit, on: date) -> Issuing:
    """Who issues for a unit as of a day: for the city's committee its commission, else the unit itself."""
    commission = _commission(unit, on) if unit.kind == UnitKind.COMMITTEE and unit.level == Level.CITY else None
    body = commission or unit
    return Issuing(
        superior=_superior(unit, commission),
        body=_short_name(commission, unit) if commission else unit.name,
        system=SYSTEMS.get(Line(unit.line), System.STATE),
        code=_code(body),
        place=_place(unit),
        recipients=_recipients(unit, commission),
        acting=("TM", _("Ban Thường vụ")) if body.kind == UnitKind.COMMITTEE else ("", ""),
        position=_position(body),
    )


def _commission(unit: Unit, on: date) -> Unit | None:
    rows = Unit.objects.valid_on(on).filter(home=unit, kind=UnitKind.COMMISSION, level=Level.CITY)
    return rows.order_by("code").first()


def _superior(unit: Unit, commission: Unit | None) -> str:
    """The line above the issuer: the Party organisation of the place for a committee, else the unit above."""
    if commission:
        return unit.name
    if unit.kind == UnitKind.COMMITTEE and unit.above and unit.above.place:
        return _("Đảng bộ %(place)s") % {"place": unit.above.place.name}
    above = unit.above or unit.home
    return above.name if above and above != unit else ""


def _short_name(commission: Unit, unit: Unit) -> str:
    """The commission's name without the committee's, which stands above it."""
    return commission.name.removesuffix(unit.name).removesuffix("Thành ủy").strip() or commission.name


def _code(unit: Unit) -> str:
    """The mark of the body in its papers' numbers (law.md 6.2)."""
    if unit.kind == UnitKind.COMMITTEE:
        return "TU" if unit.level == Level.CITY else "HU" if unit.level == Level.DISTRICT else "ĐU"
    mark = unit.code.rpartition("-")[2]
    return f"{mark}TU" if unit.kind == UnitKind.COMMISSION and unit.level == Level.CITY else mark


def _position(body: Unit) -> str:
    if body.kind == UnitKind.COMMITTEE:
        return _("Bí thư")
    return _("Trưởng ban") if body.kind == UnitKind.COMMISSION else _("Thủ trưởng đơn vị")


def _recipients(unit: Unit, commission: Unit | None) -> tuple[str, ...]:
    """To whom a periodic report goes (danvan.md 3.6)."""
    if commission:
        return (_("Thường trực Thành ủy"), _("Các cơ quan, đơn vị có liên quan"), _("Lưu Văn phòng"))
    above = unit.above or unit.home
    first = (above.name,) if above and above != unit else ()
    return (*first, _("Các đơn vị có liên quan"), _("Lưu Văn phòng"))


def _place(unit: Unit) -> str:
    place = unit.place or (unit.home.place if unit.home else None)
    if place is None:
        return ""
    words = place.name.split()
    if words[0] in ("Thành", "Thị"):
        return " ".join(words[2:])
    return " ".join(words[1:]) if words[0] in BARE else place.name
