"""The block model: what an official document says, as plain values; how it looks is the style sheet's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from danvan.commons.papers.documents.styles import System

Value = str | int | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face."""

    text: str
    bold: bool = False
    italic: bool = False


Text = str | Sequence[Run]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4, its number typed in the text: I., 1., a)."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body; line ends in the text stay line ends. `align`: justify, left or center."""

    text: Text
    align: str = "justify"


@dataclass(frozen=True, slots=True)
class Bullets:
    """Dash lines."""

    items: Sequence[Text]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: width is relative to the others; neighbours with the same group get one head above."""

    title: str
    width: float = 1
    align: str = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A row of one cell over the whole table: the name of a field or a line above its rows."""

    text: str


Row = Sequence[Value]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads that repeat on each page; numbers are written 2.642, None stays empty, the total is bold."""

    columns: Sequence[Column]
    rows: Sequence[Row | Band]
    caption: str = ""
    note: str = ""
    total: Row | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart: PNG for Word, SVG (or else PNG) for PDF; alt says what it shows, share is of the text width."""

    png: bytes
    alt: str
    svg: str = ""
    caption: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block begins a page."""


Block = Heading | Paragraph | Bullets | Table | Picture | PageBreak


@dataclass(frozen=True, slots=True)
class Annex:
    """What goes with the document, on pages of its own; landscape for wide tables. Several annexes are numbered."""

    title: str
    blocks: Sequence[Block]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues; its system chooses the style sheet, never the user's taste. A line end in a name breaks it there."""

    superior: str
    body: str
    system: System


@dataclass(frozen=True, slots=True)
class Acting:
    """On whose behalf one signs: how is TM, KT, TL, TUQ or Q; the style sheet writes T/M or TM."""

    how: str
    whom: str


@dataclass(frozen=True, slots=True)
class Signature:
    """The block at the lower right; an empty name leaves room to write it."""

    acting: Sequence[Acting] = ()
    position: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document: kind and its code (BÁO CÁO, BC), code of the body (BTGDVTU), number and day or room for them."""

    issuer: Issuer
    kind: str
    kind_code: str
    body_code: str
    summary: str
    place: str
    blocks: Sequence[Block] = ()
    number: int | None = None
    on: date | None = None
    addressees: Sequence[str] = ()
    recipients: Sequence[str] = ()
    signature: Signature = Signature()
    annexes: Sequence[Annex] = ()
    fingerprint: str = ""
    draft: str = ""
