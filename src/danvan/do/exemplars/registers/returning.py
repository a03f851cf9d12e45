"""The refused rows of a list as an Excel file to be mended and sent again, each reason in a comment at its cell."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils import translation
from django.utils.translation import gettext as _

from danvan.commons.exchange.writing import Table, as_workbook
from danvan.do.exemplars.kinds import Field, Sort, Who
from danvan.do.exemplars.registers.entries import Line, Refusal
from danvan.do.exemplars.registers.headers import LABELS
from danvan.do.exemplars.registers.recognise import Register

_ALWAYS = ("number", "name", "field", "unit", "place", "sort", "who", "year", "content")


def returned(register: Register, refusals: Iterable[Refusal]) -> bytes:
    """An Excel file that this reader reads back once its marked cells are mended: its words are Vietnamese.

    `refusals` are those of the reader and those of what stands in the year already.
    """
    with translation.override("vi"):
        return _returned(register, refusals)


def _returned(register: Register, refusals: Iterable[Refusal]) -> bytes:
    reasons: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    for fault in refusals:
        reasons[fault.sheet, fault.row].append((fault.column, fault.reason))
    lines = [line for line in register.lines if (line.sheet, line.row) in reasons]
    kinds = [kind for kind in LABELS if kind in _ALWAYS or any(line[kind] for line in lines)]
    comments: dict[tuple[int, int], str] = {}
    rows = []
    for at, line in enumerate(lines):
        faults = reasons[line.sheet, line.row]
        rows.append(
            [*(_said(line, kind) for kind in kinds), _where(line), "\n".join(reason for _kind, reason in faults)]
        )
        for kind, reason in faults:
            place = (at, kinds.index(kind) if kind in kinds else 0)
            comments[place] = "\n".join(filter(None, (comments.get(place), reason)))
    headings = [*(str(LABELS[kind]) for kind in kinds), _("Dòng trong tệp đã gửi"), _("Lý do chưa nhận")]
    return as_workbook(Table(_("Chưa nhận"), headings, rows, comments))


def _said(line: Line, kind: str) -> str:
    """What the row said, in words where it said it with a tick or by standing under a heading."""
    if line[kind] or kind not in _WORDS:
        return line.unsolved.get(kind) or line[kind]
    ticked = line.ticks.get(kind, ()) or tuple(filter(None, (line[f"under.{kind}"],)))
    return "; ".join(str(_WORDS[kind](key).label) for key in ticked)


def _where(line: Line) -> str:
    return _("dòng %(row)d, “%(sheet)s”") % {"row": line.row, "sheet": line.sheet}


_WORDS: dict[str, type[Field] | type[Sort] | type[Who]] = {"field": Field, "sort": Sort, "who": Who}
