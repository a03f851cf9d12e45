"""The columns of a list: where its header stands, what each column is, and what a person says instead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from danvan.commons.exchange.sheets import Sheet, letter
from danvan.commons.exchange.tidying import plain
from danvan.commons.folding import words
from danvan.do.exemplars.registers.headers import IGNORED, KINDS, kind_of
from danvan.do.exemplars.registers.words import fields_in, is_blank, sort_in, who_in

_SEARCHED_ROWS = 80
_SAMPLE = 60
_LEAST_SURE = 0.5
_NAME_LENGTH = 10  # letters, on average
_READ_AS: dict[str, Callable[[str], str | tuple[str, ...]]] = {"field": fields_in, "sort": sort_in, "who": who_in}


@dataclass(frozen=True)
class Column:
    """One column as it is understood; `kind` is our name for it, empty when nothing is known of it."""

    sheet: str
    index: int
    header: str
    kind: str
    certainty: float
    example: str = ""
    chosen: bool = False  # a person said so

    @property
    def letter(self) -> str:
        """The letters over it in a spreadsheet."""
        return letter(self.index)


@dataclass(frozen=True)
class Header:
    """The rows that name the columns, from first to last, and the columns they name."""

    first: int
    last: int
    columns: tuple[Column, ...]

    def kinds(self) -> dict[int, str]:
        """Our name for each column that is used."""
        return {column.index: column.kind for column in self.columns if column.kind not in ("", IGNORED)}


def find_header(sheet: Sheet, chosen: Mapping[str, str] | None = None) -> Header | None:
    """The header of a sheet, or None when it has none; what a person chose, by letter or by header text, wins."""
    rows = list(sheet.rows)[:_SEARCHED_ROWS]
    found = [header for row in rows if (header := header_at(sheet, row))]
    found = found or [header for row in rows if (header := header_at(sheet, row, named=False))]
    if not found:
        return _without_header(sheet, chosen or {})
    header = _by_content(sheet, max(found, key=_weight))
    return _named(sheet, replace(header, columns=_corrected(header.columns, chosen or {})))


def header_at(sheet: Sheet, row: int, *, named: bool = True) -> Header | None:
    """The header that begins in a row: one row, or two when the second divides what the first joins.

    Unless `named` is false one of its columns must be known to tell what is done.
    """
    top = texts_of(sheet, row)
    if len(top) < 2 or any(text.isdecimal() and len(text) < 4 for text in top.values()):
        return None
    below = _divisions(sheet, row, top)
    columns = tuple(
        _column(sheet.name, index, top.get(index, ""), below.get(index, "")) for index in sorted({*top, *below})
    )
    header = Header(row, row + 1 if below else row, _without_doubles(_initials(columns)))
    plain_kinds = {column.kind for column in header.columns if column.kind in KINDS}
    if len(plain_kinds) < 2 and not (plain_kinds and len(header.kinds()) > 2):
        return None
    return header if plain_kinds & {"name", "content"} or not named else None


def texts_of(sheet: Sheet, row: int) -> dict[int, str]:
    """The texts of a row by column, with those of merged cells in every column they cover."""
    texts = {index: text for index, cell in sheet.rows.get(row, {}).items() if (text := plain(cell.value))}
    for area in sheet.merged[:2000]:
        if area.top <= row <= area.bottom and area.right - area.left < 200:
            anchor = sheet.rows.get(area.top, {}).get(area.left)
            if anchor and (text := plain(anchor.value)):
                texts |= dict.fromkeys(range(area.left, area.right + 1), text)
    return texts


def _divisions(sheet: Sheet, row: int, top: dict[int, str]) -> dict[int, str]:
    """The texts of a second header row: it names nothing that a single row would, and divides something."""
    own = {index: text for index, cell in sheet.rows.get(row + 1, {}).items() if (text := plain(cell.value))}
    if not own or any(text[0].isdecimal() for text in own.values()):
        return {}
    under = {index: text for index, text in own.items() if index not in top or _is_joined(top, own, index)}
    if set(under) != set(own):
        return {}
    known = sum(bool(kind_of(text)[0]) for text in under.values())
    return under if known * 2 >= len(under) else {}


def _is_joined(top: dict[int, str], own: dict[int, str], index: int) -> bool:
    """Whether a top text stands over several columns: merged, or with nothing beside it where the row below goes on."""
    return top[index] in (top.get(index - 1), top.get(index + 1)) or (index + 1 not in top and index + 1 in own)


def _column(sheet: str, index: int, top: str, below: str) -> Column:
    header = " – ".join(part for part in (top, below) if part)
    kind, sure = kind_of(below) if below else kind_of(top)
    if below and not kind:
        kind, sure = kind_of(f"{top} {below}")
    return Column(sheet, index, header, kind, sure)


def _initials(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """ "TT" beside "CN" is a collective; at the head of a table it is the running number."""
    individual = any(column.kind == "who.individual" for column in columns)
    numbered = any(column.kind == "number" and words(column.header) != "tt" for column in columns)
    changed = []
    for place, column in enumerate(columns):
        last = words(column.header.rpartition(" – ")[2])
        if last in ("tt", "t") and individual and (numbered or place > 0):
            column = replace(column, kind="who.collective", certainty=0.9)  # noqa: PLW2901
        changed.append(column)
    return tuple(changed)


def _without_doubles(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Of two columns with one name the surer is kept, of two as sure the first."""
    kept: dict[str, Column] = {}
    for column in columns:
        other = kept.get(column.kind)
        if other is None or column.certainty > other.certainty:
            kept[column.kind] = column
    return tuple(
        column
        if kept[column.kind] is column or column.kind in ("", IGNORED)
        else replace(column, kind="", certainty=0.3)
        for column in columns
    )


def _weight(header: Header) -> float:
    return sum(column.certainty for column in header.columns if column.kind)


def _by_content(sheet: Sheet, header: Header) -> Header:
    """What stands in the columns decides where their headers leave a doubt."""
    taken = {column.kind for column in header.columns}
    columns = []
    for column in header.columns:
        values = _sample(sheet, header.last, column.index)
        better = _judged(column, values, taken)
        taken.add(better.kind)
        columns.append(replace(better, example=values[0][:80] if values else ""))
    return replace(header, columns=tuple(columns))


def _sample(sheet: Sheet, after: int, index: int) -> list[str]:
    values = []
    for row, cells in sheet.rows.items():
        if row > after and index in cells and len(cells) > 1 and (text := plain(cells[index].value[:400])):
            values.append(text)
            if len(values) == _SAMPLE:
                break
    return values


def _judged(column: Column, values: list[str], taken: set[str]) -> Column:
    shares = {kind: _share(values, kind) for kind in ("field", "sort", "who")}
    if column.kind in shares:
        best = max(shares, key=lambda kind: shares[kind])
        if values and shares[column.kind] < 0.3 and shares[best] >= 0.6 and best not in taken:
            return replace(column, kind=best, certainty=0.7)
        if len(values) > 1 and shares[column.kind] < 0.3 and column.certainty < 0.9:
            return replace(column, kind="", certainty=0.3)
        sure = column.certainty if not values or shares[column.kind] >= 0.5 else min(column.certainty, 0.4)
        return replace(column, certainty=max(sure, 0.9) if shares[column.kind] > 0.8 and len(values) > 2 else sure)
    if column.kind in ("", "note"):
        for kind, share in shares.items():
            ticks = any(other.startswith(f"{kind}.") for other in taken)
            if share >= 0.7 and len(values) >= 3 and kind not in taken and not ticks:
                return replace(column, kind=kind, certainty=0.6)
    return column


def _share(values: list[str], kind: str) -> float:
    said = [value for value in values if not is_blank(value)]
    return sum(bool(_READ_AS[kind](value)) for value in said) / len(said) if said else 0.0


def _corrected(columns: tuple[Column, ...], chosen: Mapping[str, str]) -> tuple[Column, ...]:
    by_header = {words(key): kind for key, kind in chosen.items()}
    said = {}
    for column in columns:
        kind = chosen.get(column.letter, by_header.get(words(column.header)))
        if kind is not None:
            said[column.index] = kind or IGNORED
    return tuple(
        replace(column, kind=said[column.index], certainty=1.0, chosen=True)
        if column.index in said
        else replace(column, kind="", certainty=0.3)
        if column.kind in said.values() and column.kind in KINDS
        else column
        for column in columns
    )


def _named(sheet: Sheet, header: Header) -> Header | None:
    """Without a column of names the one that tells what is done serves as such, to be looked at."""
    if "name" in header.kinds().values():
        return header
    serving = next((c for c in header.columns if c.kind == "content"), None) or _longest(sheet, header)
    if serving is None:
        return None
    renamed = replace(serving, kind="name", certainty=_LEAST_SURE)
    return replace(header, columns=tuple(renamed if c is serving else c for c in header.columns))


def _longest(sheet: Sheet, header: Header) -> Column | None:
    """The column nothing is known of whose texts are as long as names are."""
    lengths: dict[float, Column] = {}
    for column in header.columns:
        values = _sample(sheet, header.last, column.index) if not column.kind and not column.chosen else []
        lengths[sum(map(len, values)) / len(values) if values else 0] = column
    longest = max(lengths, default=0)
    return lengths[longest] if longest >= _NAME_LENGTH else None


def _without_header(sheet: Sheet, chosen: Mapping[str, str]) -> Header | None:
    """A table without a header can be read once a person has said what its columns are."""
    width = max((index for row in sheet.rows.values() for index in row), default=0)
    columns = tuple(
        Column(sheet.name, index, "", chosen[letter(index)] or IGNORED, 1.0, chosen=True)
        for index in range(1, min(width, 100) + 1)
        if letter(index) in chosen
    )
    return Header(0, 0, columns) if any(column.kind == "name" for column in columns) else None
