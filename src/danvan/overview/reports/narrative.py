"""Paragraphs drafted from the numbers in the language of administration; causes and judgements are left to a person."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from danvan.commons.people.models import UnitKind
from danvan.commons.places.models import Level
from danvan.overview.reports.kinds import FIELDS, RECOGNISED, REGISTERED, REVOKED, SORTS, WHO
from danvan.overview.reports.numbers import Number, Numbers, Row
from danvan.overview.reports.tokens import token
from danvan.ui.numbers import rounded_half_up, share_of, short_date

LOW_SHARE = 80
"""Percent of what a field registered; with less recognised it is named as a weak spot."""
FEW = 5
"""Percent of all that is recognised; a field with less is named as one where the movement is thin."""
ENOUGH = 20
"""From so many recognised on, a field with few or none says something."""
NAMED = 12
"""So many communes are named in a sentence; of more only the number stands."""


def draft(key: str, numbers: Numbers) -> str:
    """What the machine writes for a part (`Part.drafted`); nothing where a person writes."""
    write = WRITERS.get(key)
    return "\n".join(line for line in write(numbers) if line) if write and REGISTERED in numbers.by_code else ""


def movement(numbers: Numbers) -> list[str]:
    """The whole movement in a few paragraphs: how many, of what, where, what is weak."""
    if not numbers.value(REGISTERED):
        return [_registered(numbers)]
    return [_registered(numbers) + " " + _recognised(numbers), *_parts(numbers), *places(numbers), *_weak(numbers)]


def registered(numbers: Numbers) -> list[str]:
    """What was registered, by sort, by whom and by field."""
    said = [_registered(numbers)]
    if numbers.value(REGISTERED):
        said += [_sorts(numbers), _whose(numbers), _fields(numbers, REGISTERED)]
    return said


def recognised(numbers: Numbers) -> list[str]:
    """What was recognised, by field, and what was taken back."""
    said = [_recognised(numbers)]
    if numbers.value(RECOGNISED):
        said.append(_fields(numbers, RECOGNISED))
    return [*said, _revoked(numbers)]


def places(numbers: Numbers) -> list[str]:
    """How many communes took part, who has most, who has none; nothing where there is only one body."""
    if numbers.communes < 2 or not numbers.value(REGISTERED):
        return []
    words = {name: token(numbers, f"!{name}") for name in ("communes", "sent")}
    return [_("Có %(sent)s trên %(communes)s đơn vị cấp xã có mô hình đăng ký.") % words + _foremost(numbers)]


def strengths(numbers: Numbers) -> list[str]:
    """What can be read from the numbers as an advance; the rest is for a person."""
    said = []
    if numbers.compared and numbers.value(REGISTERED) > numbers.before(REGISTERED):
        words = {"moved": token(numbers, f"{REGISTERED}~")}
        said.append(_("Phong trào được nhiều nơi hưởng ứng, số mô hình đăng ký %(moved)s.") % words)
    if _share_moved(numbers) > 0:
        words = {"share": token(numbers, SHARE), "moved": token(numbers, f"{SHARE}~")}
        said.append(_("Tỷ lệ công nhận đạt %(share)s, %(moved)s.") % words)
    best = _by_size(numbers, RECOGNISED)[:1]
    if best:
        words = {"field": _lower(best[0].label), "count": token(numbers, best[0].code)}
        said.append(_("Lĩnh vực %(field)s có nhiều mô hình được công nhận nhất: %(count)s mô hình.") % words)
    return said


def limits(numbers: Numbers) -> list[str]:
    """Weak spots, each with its number; the causes are not in the records."""
    return [*(_weak(numbers) or [_("Hạn chế: …")]), _("Nguyên nhân: …")]


def review(numbers: Numbers) -> list[str]:
    """Strengths, limits, and the two lines that only a person can write."""
    good = strengths(numbers)
    first = _("Ưu điểm: %(said)s") % {"said": " ".join(good)} if good else _("Ưu điểm: …")
    return [first, *limits(numbers), _("Kinh nghiệm: …")]


SHARE = f"{RECOGNISED}/{REGISTERED}"
WRITERS: Mapping[str, Callable[[Numbers], Sequence[str]]] = {
    "movement": movement,
    "registered": registered,
    "recognised": recognised,
    "places": places,
    "strengths": strengths,
    "limits": limits,
    "review": review,
}


def _registered(numbers: Numbers) -> str:
    words = {"period": _period(numbers), "who": _who(numbers), "count": token(numbers, REGISTERED)}
    if not numbers.value(REGISTERED):
        said = _("%(period)s, chưa có mô hình “Dân vận khéo” nào được đăng ký") % words
    else:
        said = _("%(period)s, %(who)s đăng ký %(count)s mô hình") % words
    return said + _moved(numbers, REGISTERED) + _of_predecessors(numbers)


def _of_predecessors(numbers: Numbers) -> str:
    """What the period before rests on, where the unit did not stand yet."""
    began = numbers.unit.valid_from
    if not numbers.compared or began is None or began <= numbers.period.before.first:
        return ""
    words = {"before": _upper(numbers.period.before.label)}
    return " " + _("%(before)s tính theo các đơn vị trước sắp xếp có hồ sơ trên hệ thống.") % words


def _period(numbers: Numbers) -> str:
    """The period, and up to which day it was counted while it runs."""
    if not numbers.running or numbers.on is None:
        return _upper(numbers.period.label)
    words = {"period": _upper(numbers.period.label), "day": short_date(numbers.on)}
    return _("%(period)s (tính đến ngày %(day)s)") % words


def _recognised(numbers: Numbers) -> str:
    if not numbers.value(RECOGNISED):
        return _("Đến nay chưa có mô hình nào được công nhận.")
    words = {"count": token(numbers, RECOGNISED), "share": token(numbers, SHARE)}
    said = _("Qua khảo sát, xét chọn, công nhận %(count)s mô hình, đạt %(share)s số đăng ký") % words
    return said + _moved(numbers, RECOGNISED)


def _moved(numbers: Numbers, code: str) -> str:
    """`, tăng 127 mô hình so với năm 2022.`, or why nothing is compared."""
    if numbers.compared:
        return f", {token(numbers, f'{code}~')}."
    if code != REGISTERED or not numbers.value(REGISTERED):
        return "."
    return ". " + _("Chưa có số liệu %(before)s để so sánh.") % {"before": numbers.period.before.label}


def _who(numbers: Numbers) -> str:
    """Who registers within a scope."""
    unit = numbers.unit
    if unit.kind not in (UnitKind.COMMITTEE, UnitKind.COMMISSION):
        return _("đơn vị")
    if unit.level == Level.COMMUNE:
        return _("các cơ quan, đơn vị, đoàn thể và ấp, khu vực trên địa bàn")
    return _("các cấp, các ngành và địa phương")


def _parts(numbers: Numbers) -> list[str]:
    return [_sorts(numbers), _fields(numbers, RECOGNISED), _revoked(numbers)]


def _sorts(numbers: Numbers) -> str:
    words = {
        "new": _("%s mô hình mới"),
        "raised": _("%s nâng chất"),
        "replicated": _("%s nhân rộng"),
        "kept": _("%s duy trì"),
    }
    said = [words[key] % token(numbers, code) for key, code in _there(numbers, REGISTERED, SORTS)]
    return _("Trong số đăng ký có %(parts)s.") % {"parts": _joined(said)} if said else ""


def _whose(numbers: Numbers) -> str:
    words = {"collective": _("%s mô hình, điển hình tập thể"), "individual": _("%s điển hình cá nhân")}
    said = [words[key] % token(numbers, code) for key, code in _there(numbers, REGISTERED, WHO)]
    return _upper(_joined(said)) + "." if said else ""


def _fields(numbers: Numbers, total: str) -> str:
    """The fields from the largest to the smallest."""
    said = [f"{_lower(one.label)} {token(numbers, one.code)}" for one in _by_size(numbers, total)]
    words = {"count": token(numbers, total), "parts": _joined(said)}
    if not said:
        return ""
    if total == RECOGNISED:
        return _("Trong %(count)s mô hình được công nhận, theo lĩnh vực: %(parts)s.") % words
    return _("Trong %(count)s mô hình đăng ký, theo lĩnh vực: %(parts)s.") % words


def _revoked(numbers: Numbers) -> str:
    if not numbers.value(REVOKED):
        return ""
    return _("Đã thu hồi công nhận %(count)s mô hình.") % {"count": token(numbers, REVOKED)}


def _weak(numbers: Numbers) -> list[str]:
    said = [*_falls(numbers), *_low_fields(numbers), *_silent(numbers)]
    return [_("Hạn chế: %(said)s") % {"said": " ".join(said)}] if said else []


def _falls(numbers: Numbers) -> list[str]:
    """What is less than in the period before, once the period is over."""
    if not numbers.compared or numbers.running:
        return []
    words = {REGISTERED: _("Số mô hình đăng ký %s."), RECOGNISED: _("Số mô hình được công nhận %s.")}
    said = [words[code] % token(numbers, f"{code}~") for code in words if numbers.value(code) < numbers.before(code)]
    if _share_moved(numbers) < 0:
        share = {"share": token(numbers, SHARE), "moved": token(numbers, f"{SHARE}~")}
        said.append(_("Tỷ lệ công nhận còn %(share)s, %(moved)s.") % share)
    return said


def _low_fields(numbers: Numbers) -> list[str]:
    """Fields of which little was recognised, and fields in which the movement is thin."""
    if not numbers.value(RECOGNISED):
        return []
    said = []
    for key in FIELDS:
        asked, got = f"{REGISTERED}.{key}", f"{RECOGNISED}.{key}"
        share = share_of(numbers.value(got), numbers.value(asked))
        words: dict[str, Any] = {"field": _label(numbers, got), "count": token(numbers, got)}
        if share is not None and share < LOW_SHARE:
            words["share"] = token(numbers, f"{got}/{asked}")
            said.append(_("Lĩnh vực %(field)s chỉ công nhận được %(share)s số đăng ký.") % words)
        elif numbers.value(RECOGNISED) >= ENOUGH and not numbers.value(got):
            said.append(_("Lĩnh vực %(field)s chưa có mô hình nào được công nhận.") % words)
        elif (
            numbers.value(RECOGNISED) >= ENOUGH and (share_of(numbers.value(got), numbers.value(RECOGNISED)) or 0) < FEW
        ):
            words["share"] = token(numbers, f"{got}/{RECOGNISED}")
            said.append(_("Lĩnh vực %(field)s còn ít: %(count)s mô hình, chiếm %(share)s số công nhận.") % words)
    return said


def _silent(numbers: Numbers) -> list[str]:
    rows = numbers.silent
    if numbers.communes < 2 or not rows:
        return []
    words = {"count": token(numbers, "!silent"), "names": _joined([_bare(row) for row in rows])}
    if len(rows) > NAMED:
        return [_("Còn %(count)s đơn vị cấp xã chưa có mô hình đăng ký.") % words]
    return [_("Còn %(count)s đơn vị cấp xã chưa có mô hình đăng ký: %(names)s.") % words]


def _foremost(numbers: Numbers) -> str:
    rows = [row for row in numbers.rows if row.level == Level.COMMUNE and row.values.get(RECOGNISED)]
    rows = sorted(rows, key=lambda row: (-row.values[RECOGNISED], row.code))[:3]
    if len(rows) < 3:
        return ""
    said = [f"{_bare(row)} ({token(numbers, f'{RECOGNISED}@{row.code}')})" for row in rows]
    return " " + _("Nơi có nhiều mô hình được công nhận: %(rows)s.") % {"rows": _joined(said)}


def _share_moved(numbers: Numbers) -> Decimal:
    """By how much the share of the recognised moved; 0 where it is not known of both periods."""
    now = share_of(numbers.value(RECOGNISED), numbers.value(REGISTERED))
    before = share_of(numbers.before(RECOGNISED), numbers.before(REGISTERED))
    return Decimal(0) if now is None or before is None else rounded_half_up(now, 1) - rounded_half_up(before, 1)


def _there(numbers: Numbers, total: str, keys: Sequence[str]) -> list[tuple[str, str]]:
    pairs = [(key, f"{total}.{key}") for key in keys]
    return [(key, code) for key, code in pairs if numbers.value(code)]


def _by_size(numbers: Numbers, total: str) -> list[Number]:
    found = [numbers.by_code[f"{total}.{key}"] for key in FIELDS if numbers.value(f"{total}.{key}")]
    return sorted(found, key=lambda one: -one.value)


def _label(numbers: Numbers, code: str) -> str:
    return _lower(numbers.by_code[code].label)


def _bare(row: Row) -> str:
    """The place of a commune's committee: `Đảng ủy xã Thạnh Phú` is xã Thạnh Phú."""
    return row.name.removeprefix("Đảng ủy ")


def _joined(parts: Sequence[str]) -> str:
    """`a, b và c`; names that hold commas or dashes stay whole."""
    return ", ".join(parts)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
