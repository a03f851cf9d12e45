"""Numbers in a text that know their figure: kept as `[2.642|exemplars.registered]`, edited as `[2.642 | đăng ký]`.

A code is a figure (`a`), its value in the period before (`a<`), how it moved (`a~`), a share (`a/b`), how that moved
(`a/b~`), a figure of one leading body (`a@UNIT`), or a count over the communes (`!silent`, `!sent`, `!communes`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from danvan.overview.reports.kinds import REGISTERED
from danvan.overview.reports.numbers import Number, Numbers
from danvan.ui.numbers import NOT_KNOWN, number, percent, points, share_of

TOKEN = re.compile(r"\[([^\[\]|\n]{1,120})\|([a-z_0-9.~</!@A-Z-]{1,160})\]")
EDITED = re.compile(r"\[([^\[\]|\n]{1,120})\|([^\[\]|\n]{1,200})\]")
TYPED = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)*%?(?![\w/])")
"""A number that stands alone in a text; part of a date or of a paper's number it is none."""
CALENDAR = re.compile(
    r"(?:năm|tháng|quý|ngày|kỳ|khóa|số|điều|khoản|mục|phần|ấp|khu vực|khóm|hạng|cấp) $", re.IGNORECASE
)
"""Words after which a number names something and counts nothing."""
BY_UNIT = "#theo-don-vi"
"""Where the page shows the table by unit."""


@dataclass(frozen=True)
class Said:
    """What a token stands for now: the words, its name within brackets, the page of its records."""

    text: str
    name: str
    address: str


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph: plain words, a number from the records, or a number typed by hand."""

    text: str
    code: str = ""
    name: str = ""
    address: str = ""
    now: str = ""
    """What it should say now, when that is something else."""
    typed: bool = False

    @property
    def bare(self) -> bool:
        """Whether it is a number alone, which no line may break."""
        return " " not in self.text


def token(numbers: Numbers, code: str) -> str:
    """A number as it is written into a draft. Raises `LookupError` for a code that says nothing."""
    found = said(numbers, code)
    if found is None:
        raise LookupError(code)
    return f"[{found.text}|{code}]"


def said(numbers: Numbers, code: str) -> Said | None:
    """What a code stands for now; nothing when no card offers it any more."""
    if code.startswith("!"):
        return _over_communes(numbers, code)
    if "@" in code:
        return _of_body(numbers, *code.split("@", 1))
    plain, moved = code.removesuffix("~"), code.endswith("~")
    part, slash, whole = plain.partition("/")
    if slash:
        pair = numbers.by_code.get(part), numbers.by_code.get(whole)
        return _share(numbers, *pair, moved=moved) if pair[0] and pair[1] else None  # type: ignore[arg-type]
    found = numbers.by_code.get(plain.removesuffix("<"))
    if found is None:
        return None
    if moved:
        return Said(moved_words(numbers, found), _("%(name)s so kỳ trước") % {"name": found.name}, found.address)
    if plain.endswith("<"):
        return Said(number(found.before), _("%(name)s kỳ trước") % {"name": found.name}, found.address_before)
    return Said(number(found.value), found.name, found.address)


def moved_words(numbers: Numbers, one: Number) -> str:
    """Say how a number moved: `tăng 127 mô hình so với năm 2022`, `bằng năm 2022`."""
    moved = one.value - one.before
    words = {"count": number(abs(moved)), "measure": one.measure, "before": numbers.period.before.label}
    if not moved:
        return _("bằng %(before)s") % words
    if moved > 0:
        return _("tăng %(count)s %(measure)s so với %(before)s") % words
    return _("giảm %(count)s %(measure)s so với %(before)s") % words


def _share(numbers: Numbers, part: Number, whole: Number, *, moved: bool) -> Said:
    name = _("%(part)s trên %(whole)s") % {"part": part.name, "whole": whole.name}
    if not moved:
        return Said(percent(part.value, whole.value), name, part.address)
    words = points(share_of(part.value, whole.value), share_of(part.before, whole.before))
    if words != NOT_KNOWN:
        words = _("%(moved)s so với %(before)s") % {"moved": words, "before": numbers.period.before.label}
    return Said(words, _("%(name)s so kỳ trước") % {"name": name}, part.address)


def _of_body(numbers: Numbers, code: str, body: str) -> Said | None:
    row, figure = numbers.row(body), numbers.by_code.get(code)
    if row is None or figure is None or code not in row.values:
        return None
    name = _("%(name)s tại %(unit)s") % {"name": figure.name, "unit": f"{row.name} ({row.code})"}
    return Said(number(row.values[code]), name, row.addresses.get(code, BY_UNIT))


def _over_communes(numbers: Numbers, code: str) -> Said | None:
    counts: Mapping[str, tuple[Callable[[], int], str]] = {
        "!communes": (lambda: numbers.communes, _("số đơn vị cấp xã")),
        "!sent": (lambda: numbers.communes - len(numbers.silent), _("số đơn vị cấp xã có đăng ký")),
        "!silent": (lambda: len(numbers.silent), _("số đơn vị cấp xã chưa có đăng ký")),
    }
    if code not in counts or REGISTERED not in numbers.by_code:
        return None
    count, name = counts[code]
    return Said(number(count()), name, BY_UNIT)


def plain(text: str) -> str:
    """The text as it is printed, numbers without their brackets."""
    return EDITED.sub(lambda found: found[1].strip(), text)


def to_edit(text: str, numbers: Numbers) -> str:
    """The text as a person edits it, each number with the name of what it counts."""

    def named(found: re.Match[str]) -> str:
        meant = said(numbers, found[2])
        return f"[{found[1]} | {meant.name}]" if meant else found[1]

    return TOKEN.sub(named, text)


def from_edit(text: str, numbers: Numbers, codes: Iterable[str]) -> str:
    """What a person typed, as it is kept: brackets whose name is known are tokens, others lose their brackets."""
    by_name = {**_all_names(numbers), **{meant.name: code for code in codes if (meant := said(numbers, code))}}

    def coded(found: re.Match[str]) -> str:
        code = by_name.get(" ".join(found[2].split()))
        return f"[{found[1].strip()}|{code}]" if code else found[1].strip()

    return EDITED.sub(coded, text)


def _all_names(numbers: Numbers) -> dict[str, str]:
    """Every figure, its value before and how it moved, by name; a person may put these in anywhere."""
    codes = [f"{code}{sign}" for code in numbers.by_code for sign in ("", "<", "~")]
    return {meant.name: code for code in codes if (meant := said(numbers, code))}


def codes_in(text: str) -> list[str]:
    """The codes of a text in their order, each once."""
    return list(dict.fromkeys(found[2] for found in TOKEN.finditer(text)))


def renewed(text: str, numbers: Numbers, only: str = "") -> str:
    """The text with the numbers of today, or only the one with this code."""

    def now(found: re.Match[str]) -> str:
        meant = said(numbers, found[2]) if only in ("", found[2]) else None
        return f"[{meant.text}|{found[2]}]" if meant else found[0]

    return TOKEN.sub(now, text)


def pieces(text: str, numbers: Numbers, drafted: str = "") -> list[list[Piece]]:
    """Paragraphs of pieces for the page; a number that the machine's draft did not write counts as typed by hand."""
    own = typed_in(drafted)
    return [_line(line, numbers, own) for line in text.split("\n") if line.strip()]


def _line(line: str, numbers: Numbers, own: frozenset[str]) -> list[Piece]:
    found, at = [], 0
    for match in TOKEN.finditer(line):
        found += _words(line[at : match.start()], own)
        found.append(_figure(match[1], match[2], numbers))
        at = match.end()
    return found + _words(line[at:], own)


def _figure(shown: str, code: str, numbers: Numbers) -> Piece:
    meant = said(numbers, code)
    if meant is None:
        return Piece(shown, typed=True)
    return Piece(shown, code, meant.name, meant.address, "" if meant.text == shown else meant.text)


def _words(text: str, own: frozenset[str]) -> list[Piece]:
    found, at = [], 0
    for match in TYPED.finditer(text):
        if match[0] in own or _names(text, match):
            continue
        found += [Piece(text[at : match.start()]), Piece(match[0], typed=True)]
        at = match.end()
    found.append(Piece(text[at:]))
    return [piece for piece in found if piece.text]


def typed_in(text: str) -> frozenset[str]:
    """Numbers that stand in a text without brackets and count something."""
    rest = TOKEN.sub("", text)
    return frozenset(match[0] for match in TYPED.finditer(rest) if not _names(rest, match))


def _names(text: str, match: re.Match[str]) -> bool:
    """Whether a number only names a year, an article, a hamlet, or the paragraph it begins."""
    before = text[max(match.start() - 12, 0) : match.start()]
    begins = not text[: match.start()].strip() and text[match.end() : match.end() + 2] in (". ", ") ")
    return bool(CALENDAR.search(before)) or begins


def behind(code: str) -> tuple[str, bool]:
    """The figure whose list a code rests on, and whether that of the period before."""
    plain = code.removesuffix("~").partition("/")[0]
    return plain.removesuffix("<"), plain.endswith("<")


def linked(text: str, address: Callable[[str], str]) -> list[list[Piece]]:
    """Paragraphs of pieces as they were written, each number with the page that `address` gives for its code."""
    found = []
    for line in text.split("\n"):
        pieces, at = [], 0
        for match in TOKEN.finditer(line):
            pieces += [Piece(line[at : match.start()]), Piece(match[1], match[2], "", address(match[2]))]
            at = match.end()
        pieces.append(Piece(line[at:]))
        if line.strip():
            found.append([piece for piece in pieces if piece.text])
    return found
