"""Which unit a code means, and which one was probably meant."""

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from danvan.commons.folding import words
from danvan.commons.people.models import Unit

NEAR = 70
"""How near, of 100, a code or name has to be to be suggested."""


class NoSuchUnit(LookupError):
    """No unit has this code; the text says so and names the nearest ones."""


def resolve(code: str) -> Unit:
    """The unit with this code, in small or capital letters. Raises `NoSuchUnit`."""
    known = Unit.objects.select_related("place", "home", "above")
    wanted = code.strip()
    unit = known.filter(code=wanted.upper()).first() if wanted.isprintable() else None
    if unit is None:
        raise NoSuchUnit(_no_such(wanted[:80]))
    return unit


def _no_such(code: str) -> str:
    said = _("Không có đơn vị nào mang mã “%(code)s”.") % {"code": code}
    if near := nearest(code):
        said += " " + _("Có phải: %(near)s?") % {"near": ", ".join(f"{unit.code} ({unit.name})" for unit in near)}
    return said


def nearest(text: str, limit: int = 3) -> list[Unit]:
    """The units whose code or name is nearest to a text."""
    known = {code: words(f"{code} {folded}") for code, folded in Unit.objects.values_list("code", "folded")}
    wanted = words(text)
    by_code = process.extract(
        wanted, [words(code) for code in known], scorer=fuzz.ratio, limit=limit, score_cutoff=NEAR
    )
    by_name = process.extract(wanted, list(known.values()), scorer=fuzz.token_set_ratio, limit=limit, score_cutoff=NEAR)
    codes = list(known)
    best = sorted([*by_code, *by_name], key=lambda found: -found[1])
    chosen = list(dict.fromkeys(codes[place] for _text, _score, place in best))[:limit]
    return sorted(Unit.objects.filter(code__in=chosen), key=lambda unit: chosen.index(unit.code))
