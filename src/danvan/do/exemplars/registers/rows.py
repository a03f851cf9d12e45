"""The rows under a header, one after another: which are models, which headings, which are passed over and why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from django.utils.translation import gettext as _

from danvan.commons.exchange.sheets import Area, Sheet
from danvan.commons.exchange.tidying import paragraphs, plain
from danvan.commons.folding import words
from danvan.do.exemplars.registers import sections
from danvan.do.exemplars.registers.columns import Header, header_at
from danvan.do.exemplars.registers.entries import TEXT_LENGTH, Line
from danvan.do.exemplars.registers.headers import kind_of
from danvan.do.exemplars.registers.words import is_blank, is_mark

_LINES = ("content", "output", "note")  # texts that keep their line breaks
_ASIDE = ("content", "output", "note", "place", "measure", "target")  # what may run on into a row of its own
_MOST_HELD = 200_000
_MOST_HEADERS = 200  # rows below the first that are looked at as a new header
_BULLETS = frozenset("-–—+*•")
_COUNT = re.compile(r"\d{1,6}(?: (?:mô hình|điển hình|mh))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no model, and why it was passed over."""

    sheet: str
    row: int
    text: str
    why: str


@dataclass
class Reader:
    """Goes through the rows of one sheet; `lines` are its models, `skipped` what it passed over."""

    sheet: Sheet
    header: Header
    defaults: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    under: sections.Sections = field(default_factory=sections.Sections)

    def __post_init__(self) -> None:
        self._kinds = self.header.kinds()
        self._held = dict(_held(self.sheet.merged))
        self._wide = {
            area.top: area for area in self.sheet.merged if area.right > area.left and area.top == area.bottom
        }
        self._counts = self._is_numbered()
        self._header_words = {
            column.index: {words(part) for part in (column.header, *column.header.split(" – "))}
            for column in self.header.columns
            if column.header
        }
        self._chosen = any(column.chosen for column in self.header.columns)
        self._ended = False
        self._tried = 0

    def read(self) -> None:
        """Read every row under the header."""
        rows = [row for row in self.sheet.rows if row > self.header.last]
        following = dict(pairwise(rows))
        for row in rows:
            self._row(row, following.get(row))

    def _row(self, row: int, after: int | None) -> None:
        line = self._line(row)
        shown = self._shown(row)
        if not shown and not line.unsolved:
            return
        numbered = sections.is_number(line["number"]) or "number" in line.unsolved
        if not numbered and self._is_header(row):
            self._ended = False
            self._skip(row, shown, _("dòng tiêu đề lặp lại"))
        elif sections.is_numbering(shown):
            self._skip(row, shown, _("dòng đánh số cột"))
        elif numbered:
            self._numbered(row, line, shown, after)
        else:
            self._unnumbered(row, line, shown, after)

    def _numbered(self, row: int, line: Line, shown: list[str], after: int | None) -> None:
        rest = shown[1:] if line["number"] else shown
        if not rest and not line.unsolved:
            self._skip(row, shown, _("dòng chỉ có số thứ tự"))
        elif len(rest) == 1 and (sections.is_sum(rest[0]) or sections.is_note(rest[0])):
            self._skip(row, shown, _("dòng ghi chú"))
        elif len(rest) == 1 and after and self._stands_over(line["number"], rest[0], after):
            self._enter(row, line["number"], rest[0], shown)
        else:
            self.lines.append(line)

    def _stands_over(self, number: str, text: str, after: int) -> bool:
        """Whether a numbered row is a heading: 1 over 1.1, over "-", or a unit over rows without numbers."""
        line = self._line(after)
        below = line["number"]
        if below.startswith(f"{number.rstrip('.')}.") or below in _BULLETS:
            return True
        if sections.meaning(text)[0] in ("field", "who", "sort"):
            return not _follows(number, below) and self._is_model(line, after)
        return not below and not self._has("unit") and sections.with_unit_prefix(text) and self._own(after, "name")

    def _unnumbered(self, row: int, line: Line, shown: list[str], after: int | None) -> None:
        marker = line["number"]
        if any(sections.is_sum(text) for text in (*shown[:3], " ".join(shown[:2]))):
            self._skip(row, shown, _("dòng cộng"))
        elif words(marker) in _EXAMPLE or (len(shown) > 1 and all(_IN_BRACKETS.fullmatch(text) for text in shown)):
            self._skip(row, shown, _("dòng hướng dẫn cách ghi"))
        elif len(shown) <= 4 and self._is_foot(line, shown):
            self._ended = True
            self._skip(row, shown, _("dòng ký tên, nơi nhận"))
        elif self._ended:
            self._skip(row, shown, _("dòng sau chữ ký"))
        elif len(shown) == 1 and sections.is_remark(shown[0]):
            self._skip(row, shown, _("dòng ghi chú"))
        elif line["name"] and (marker in _BULLETS or self._is_lettered(marker, shown[-1], after)):
            self.lines.append(line)
        elif self._is_heading(row, line, texts := [text for text in shown if not _COUNT.fullmatch(text)]):
            self._enter(row, marker if len(texts) > 1 else "", texts[-1], shown)
        elif self._runs_on(line, row):
            self._continue(line, row, shown)
        elif self._is_model(line, row):
            self.lines.append(line)
        else:
            self._skip(row, shown, _("dòng không phải mô hình"))

    def _is_lettered(self, marker: str, text: str, after: int | None) -> bool:
        """Whether a letter counts models: a), b), c) one under the other, where none says what stands below it."""
        if sections.style_of(marker)[0] != "a" or sections.meaning(text)[0]:
            return False
        beside = [self.lines[-1]["number"]] if self.lines else []
        beside += [self._line(after)["number"]] if after else [marker]
        return any(sections.style_of(other)[0] == "a" for other in beside)

    def _is_foot(self, line: Line, shown: list[str]) -> bool:
        if not any(sections.is_signature(text) for text in shown):
            return False
        return not (line["field"] and sections.fields_in(line["field"]))

    def _is_heading(self, row: int, line: Line, shown: list[str]) -> bool:
        """A heading has a letter or Roman number and one text, or one text that says what stands below it."""
        marker = line["number"]
        if len(shown) == 2 and marker and shown[0] == marker:
            return bool(sections.style_of(marker)[0])
        if len(shown) != 1:
            return False
        text = shown[0]
        if sections.is_note(text) or self._kinds.get(next(iter(self.sheet.rows[row]))) in _ASIDE:
            return False
        heading = sections.heading_in("", text, with_unit=self._has("unit"))
        if heading is None:
            return False
        if heading.kind in ("field", "who", "sort"):
            return True
        wide = row in self._wide and self._wide[row].right - self._wide[row].left >= 2
        return self._counts or wide or bool(heading.style) or not self._own(row, "name")

    def _enter(self, row: int, marker: str, text: str, shown: list[str]) -> None:
        heading = sections.heading_in(marker, text, with_unit=self._has("unit"))
        if heading is not None:
            if not heading.kind and heading.style and not self._has("unit") and not _GENERAL.search(words(text)):
                heading = replace(heading, kind="unit")
            self.under.enter(heading)
        self._skip(row, shown, _("dòng đề mục"))

    def _runs_on(self, line: Line, row: int) -> bool:
        if not self.lines:
            return False
        name_column = self._column("name")
        held = self._held.get((row, name_column)) if name_column else None
        if held is not None and self.lines[-1].row >= held:
            return True
        own = [kind for kind in line.texts if not kind.startswith("under.") and self._own(row, kind)]
        return bool(own) and not line.ticks and not line["name"] and all(kind in _ASIDE for kind in own)

    def _continue(self, line: Line, row: int, shown: list[str]) -> None:
        last = self.lines[-1]
        added = {kind: line[kind] for kind in _LINES if line[kind] and self._own(row, kind)}
        added = {kind: text for kind, text in added.items() if len(last[kind]) <= TEXT_LENGTH}
        texts = last.texts | {kind: "\n".join(filter(None, (last[kind], text))) for kind, text in added.items()}
        self.lines[-1] = replace(last, texts=texts)
        self._skip(row, shown, _("nối tiếp dòng trên"))

    def _is_model(self, line: Line, row: int) -> bool:
        said = [
            kind
            for kind in ("field", "unit", "place", "content", "year", "who", "sort", "output")
            if line[kind] and self._own(row, kind)
        ]
        said += list(line.ticks)
        if line["name"] or "name" in line.unsolved:
            return bool(said) or not self._counts
        return len(said) >= 2

    def _line(self, row: int) -> Line:
        texts: dict[str, str] = {}
        ticks: dict[str, tuple[str, ...]] = {}
        unsolved: dict[str, str] = {}
        cells = self.sheet.rows[row]
        for column, kind in self._kinds.items():
            held = self._held.get((row, column)) if kind != "number" else None
            cell = cells.get(column) or (self.sheet.rows.get(held, {}).get(column) if held else None)
            if cell is None:
                continue
            if cell.unsolved:
                unsolved[kind.partition(".")[0]] = cell.unsolved
            elif "." in kind:
                group, _dot, key = kind.partition(".")
                if is_mark(plain(cell.value)):
                    ticks[group] = (*ticks.get(group, ()), key)
            elif text := paragraphs(cell.value) if kind in _LINES else plain(cell.value):
                texts[kind] = text
        self._above(texts)
        worded = not (self._has("output") or self._has("measure"))
        return Line(self.sheet.name, row, texts, ticks, unsolved, worded)

    def _above(self, texts: dict[str, str]) -> None:
        """What a row does not say itself its section says, then the sheet; a ditto repeats the row above."""
        for kind in ("unit", "place", "field"):
            if words(texts.get(kind, "")) in _DITTO or texts.get(kind, "") in _DITTO_SIGNS:
                texts.pop(kind, None)
                if self.lines and self.lines[-1][kind]:
                    texts[kind] = self.lines[-1][kind]
        goes_on = self._counts and self.lines and not texts.get("number") and not self.under.open
        if goes_on and not texts.get("unit"):  # the number above counts units, not models
            texts["unit"] = self.lines[-1]["unit"]
        for kind in ("unit", "place"):
            said = texts.get(kind) or self.under.holds(kind) or self.defaults.get(kind, "")
            if said:
                texts[kind] = said
        for kind in ("field", "who", "sort"):
            if kind in texts and is_blank(texts[kind]):
                del texts[kind]
            texts[f"under.{kind}"] = self.under.holds(kind) or self.defaults.get(kind, "")

    def _shown(self, row: int) -> list[str]:
        return [text for _column, cell in sorted(self.sheet.rows[row].items()) if (text := plain(cell.value[:2000]))]

    def _own(self, row: int, kind: str) -> bool:
        """Whether the row itself holds something of a kind, not a section or a merged cell above."""
        column = self._column(kind)
        return column is not None and column in self.sheet.rows[row]

    def _has(self, kind: str) -> bool:
        return kind in self._kinds.values()

    def _column(self, kind: str) -> int | None:
        return next((column for column, other in self._kinds.items() if other == kind), None)

    def _is_header(self, row: int) -> bool:
        """The header again on another printed page, or a new one over a table that goes on below."""
        cells = {index: words(cell.value[:200]) for index, cell in self.sheet.rows[row].items()}
        same = sum(bool(said) and said in self._header_words.get(index, ()) for index, said in cells.items())
        if same >= 2 and same * 5 >= len(cells) * 3:
            return True
        return len(cells) > 2 and not self._chosen and self._is_new_header(row)

    def _is_new_header(self, row: int) -> bool:
        if self._tried >= _MOST_HEADERS or not any(
            kind_of(cell.value[:100])[0] == "name" for cell in self.sheet.rows[row].values()
        ):
            return False
        self._tried += 1
        new = header_at(self.sheet, row)
        sure = [c for c in new.columns if c.certainty >= 0.9 and "." not in c.kind] if new else []
        if (
            new is None
            or len(sure) < 3
            or len(sure) * 2 < len(self.sheet.rows[row])
            or "name" not in new.kinds().values()
        ):
            return False
        self._kinds = new.kinds()
        return True

    def _is_numbered(self) -> bool:
        column = self._column("number")
        numbered = sum(
            sections.is_number(plain(cells[column].value)) or bool(cells[column].unsolved)
            for row, cells in self.sheet.rows.items()
            if column is not None and column in cells and row > self.header.last
        )
        return numbered >= 1

    def _skip(self, row: int, shown: list[str], why: str) -> None:
        self.skipped.append(Skipped(self.sheet.name, row, " | ".join(shown)[:200], why))


def _follows(number: str, below: str) -> bool:
    """Whether the running number below is the next one."""
    one, other = (_DIGITS.search(text) for text in (number, below))
    return bool(one and other and int(other[0]) == int(one[0]) + 1)


def _held(merged: list[Area]) -> Iterator[tuple[tuple[int, int], int]]:
    """For each cell under the first of a merged area, the row that holds its text."""
    left = _MOST_HELD
    for area in merged:
        left -= area.bottom - area.top
        if left < 0:
            return
        for row in range(area.top + 1, area.bottom + 1):
            yield (row, area.left), area.top


_DIGITS = re.compile(r"\d{1,6}")
_EXAMPLE = ("vd", "vi du", "mau")
_IN_BRACKETS = re.compile(r"\(.*\)")
_DITTO = ("nt", "nhu tren", "ditto")
_DITTO_SIGNS = ('"', "''", "”", "〃", "″", "-nt-")
_GENERAL = re.compile(r"\b(mo hinh|dien hinh|dan van kheo|danh sach|phu luc|noi dung)\b")
