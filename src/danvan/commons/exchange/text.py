"""Tables in plain text (.csv, .tsv, .txt) in the encodings that Vietnamese machines write."""

import codecs
import csv
from collections import Counter, deque
from collections.abc import Iterator
from io import StringIO

from django.utils.translation import gettext as _

from danvan.commons.exchange import limits
from danvan.commons.exchange.legacy import from_tcvn3, from_vni
from danvan.commons.exchange.sheets import Cell, Sheet
from danvan.commons.exchange.syllables import likely
from danvan.commons.exchange.tidying import visible

_DELIMITERS = ";,\t|"
csv.field_size_limit(limits.CELL_CHARACTERS)


def read_text(data: bytes, name: str, budget: limits.Budget) -> Sheet:
    """The one table of a text file; raises FileRefused."""
    text = decoded(data)
    first, _line, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[4], "\n" + rest
    else:
        delimiter = _delimiter(text)
    sheet = Sheet(name)
    try:
        for number, values in enumerate(_rows(text, delimiter), 1):
            for column, value in enumerate(values[: limits.COLUMN], 1) if any(values) else ():
                if value:
                    sheet.put(Cell(number, column, value.strip()), budget)
    except csv.Error as error:
        raise (limits.too_long() if "field larger" in str(error) else limits.broken()) from error
    return sheet


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows of a text; where a quotation mark is never closed, no such mark quotes."""
    if text.count('"') % 2 and not text.rstrip().endswith('"'):
        last = deque(csv.reader(StringIO(text, newline=""), delimiter=delimiter), maxlen=1)
        if last and "\n" in "".join(last[0][-1:]):
            return csv.reader(StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter)


def decoded(data: bytes) -> str:
    """Bytes as text: by their mark, as UTF-8, as UTF-16 without a mark, or by what reads as Vietnamese."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace").removeprefix("\ufeff")
    if encoding := _sixteen(data):
        return data.decode(encoding, errors="replace")
    if b"\0" in data:
        raise not_a_table()
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = _of_one_byte(data)
    if sum(c < " " and c not in "\t\r\n\f\v" for c in text[:4096]) > 8:
        raise not_a_table()
    return text


def not_a_table() -> limits.FileRefused:
    """The refusal of a file of another kind."""
    return limits.FileRefused(
        _("Đây không phải tệp danh sách. Hãy gửi tệp Excel, Word, OpenDocument hoặc CSV có bảng danh sách.")
    )


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _sixteen(data: bytes) -> str:
    head = data[:2000]
    if len(head) < 4 or len(data) % 2:
        return ""
    odd, even = head[1::2].count(0) * 2, head[0::2].count(0) * 2
    if odd > len(head) * 0.3 and even < odd * 0.2:  # a grave accent written apart ends in a nought
        return "utf-16-le"
    if even > len(head) * 0.3 and odd < even * 0.2:
        return "utf-16-be"
    return ""


def _of_one_byte(data: bytes) -> str:
    """Windows-1258, or the Windows code page holding text of an old font: what gives most Vietnamese syllables."""
    page = "".join(_page_character(byte) for byte in data[:200_000])
    sample = visible(data[:200_000].decode("cp1258", errors="replace"))
    scores = {"cp1258": likely(sample), "cp1252": max(likely(page), likely(from_tcvn3(page)), likely(from_vni(page)))}
    if scores["cp1258"] >= scores["cp1252"]:
        return visible_lines(data.decode("cp1258", errors="replace"))
    return "".join(map(_page_character, data))


def visible_lines(text: str) -> str:
    """Windows-1258 writes tone marks apart; the letters are composed, line by line."""
    return "\n".join(visible(line) for line in text.replace("\r\n", "\n").split("\n"))


def _page_character(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _delimiter(text: str) -> str:
    """The sign that makes the most cuts in rows of one width: a comma in the text of many rows makes one each."""
    best, delimiter = 0, ";"
    for one in _DELIMITERS:
        widths: Counter[int] = Counter()
        try:
            for number, values in enumerate(csv.reader(StringIO(text[:100_000], newline=""), delimiter=one)):
                widths[len(values)] += len(values) > 1
                if number > 200:
                    break
        except csv.Error:
            continue
        width, times = max(widths.items(), key=lambda item: item[1] * item[0], default=(0, 0))
        if (cuts := times * (width - 1)) > best:
            best, delimiter = cuts, one
    return delimiter
