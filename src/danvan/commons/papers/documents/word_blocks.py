"""Blocks of the body drawn into a Word file: headings, paragraphs, dash lines, tables, pictures."""

from collections.abc import Sequence
from io import BytesIO

from docx.document import Document as WordFile
from docx.shared import Mm

from danvan.commons.papers.documents.document import (
    Band,
    Block,
    Bullets,
    Column,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
)
from danvan.commons.papers.documents.heads import HeadCell, head_cells
from danvan.commons.papers.documents.ooxml import Element, Shape, cell, paragraph, row, run, runs, table, twips, w
from danvan.commons.papers.documents.styles import Face, Style
from danvan.commons.papers.documents.word_page import put, text_width
from danvan.commons.papers.documents.wording import cell_text, runs_of

SHADE = "EDEDED"
PADDING = 70  # twips beside the text of a cell


def draw(file: WordFile, blocks: Sequence[Block], style: Style, landscape: bool = False) -> None:
    """Draw blocks at the end of the file."""
    for block in blocks:
        if isinstance(block, Picture):
            picture(file, block, style, landscape)
        else:
            for element in elements(block, style, landscape):
                put(file, element)


def elements(block: Block, style: Style, landscape: bool) -> list[Element]:
    """Make the elements of a block of text."""
    match block:
        case Heading(level, text):
            level = min(max(level, 1), len(style.headings))
            return [paragraph([run(text, style.headings[level - 1])], heading_shape(level, style))]
        case Paragraph(text, align):
            return [paragraph(runs(runs_of(text), style.text), body_shape(style, align))]
        case Bullets(items):
            return [bullet(runs_of(item), style) for item in items]
        case Table():
            return table_with_words(block, style, landscape)
        case _:
            return [page_break()] if isinstance(block, PageBreak) else []


def body_shape(style: Style, align: str = "justify") -> Shape:
    """Give the shape of body text; what stands in the middle is not indented."""
    first = 0 if align == "center" else style.first_line
    return Shape(align, first=first, after=style.space_after, line=style.line_height, style="BodyText")


def heading_shape(level: int, style: Style) -> Shape:
    """Give the shape of a heading, kept with what follows."""
    return Shape(
        "justify", first=style.first_line, before=6, after=style.space_after, keep_next=True, style=f"Heading{level}"
    )


def bullet(texts: Sequence[Run], style: Style) -> Element:
    """Make a dash line."""
    return paragraph(runs([Run("- "), *texts], style.text), body_shape(style))


def page_break() -> Element:
    """Make a break to the next page."""
    return w("p", w("r", w("br", type="page")))


def table_with_words(block: Table, style: Style, landscape: bool) -> list[Element]:
    """Make a table with its caption above and its note below."""
    found = []
    if block.caption:
        caption = Shape("center", before=6, after=4, keep_next=True)
        found.append(paragraph([run(block.caption, Face(style.text.size - 1, bold=True))], caption))
    if block.columns:
        found.append(data_table(block, style, landscape))
    note = run(block.note, style.small) if block.note else None
    below = Shape("justify", before=3, after=style.space_after, line=1 if block.note else 0.4)
    return [*found, paragraph([note] if note is not None else [], below)]


def data_table(block: Table, style: Style, landscape: bool) -> Element:
    """Make the table itself."""
    widths = column_widths(block.columns, twips(text_width(style, landscape)))
    rows = head_rows(block.columns, widths, style)
    rows += [body_row(each, block.columns, widths, style) for each in block.rows]
    if block.total is not None:
        rows.append(body_row(block.total, block.columns, widths, style, bold=True))
    return table(rows, widths, ruled=True, padding=PADDING, caption=block.caption)


def column_widths(columns: Sequence[Column], room: int) -> list[int]:
    """Share the room out by the columns' weights; the last takes what rounding left."""
    whole = sum(max(column.width, 0.01) for column in columns)
    widths = [int(room * max(column.width, 0.01) / whole) for column in columns]
    return [*widths[:-1], room - sum(widths[:-1])]


def head_rows(columns: Sequence[Column], widths: Sequence[int], style: Style) -> list[Element]:
    """Make the rows of heads, which repeat on each page."""
    upper, *lower = head_cells(columns)
    rows = [row([head_cell(each, widths, style, "restart" if each.rows > 1 else "") for each in upper], head=True)]
    for under in lower:
        through = [HeadCell("", each.at) for each in upper if each.rows > 1]
        cells = [(each, "") for each in under] + [(each, "continue") for each in through]
        cells.sort(key=lambda pair: pair[0].at)
        rows.append(row([head_cell(each, widths, style, merge) for each, merge in cells], head=True))
    return rows


def head_cell(head: HeadCell, widths: Sequence[int], style: Style, merge: str) -> Element:
    """Make a cell of the head."""
    face, shape = Face(style.table.size, bold=True), Shape("center", before=2, after=2, keep_next=True)
    width = sum(widths[head.at : head.at + head.columns])
    return cell([paragraph([run(head.text, face)], shape)], width, head.columns, merge, shade=SHADE, middle=True)


def body_row(
    values: Row | Band, columns: Sequence[Column], widths: Sequence[int], style: Style, bold: bool = False
) -> Element:
    """Make a row; a short row is filled up with empty cells, a long one cut."""
    face = Face(style.table.size, bold=bold or isinstance(values, Band))
    if isinstance(values, Band):
        return row([cell([cell_paragraph(values.text, "left", face)], sum(widths), span=len(widths))])
    filled = [*values, *[None] * len(columns)][: len(columns)]
    return row(
        cell([cell_paragraph(cell_text(value), column.align, face)], width)
        for value, column, width in zip(filled, columns, widths, strict=True)
    )


def cell_paragraph(text: str, align: str, face: Face) -> Element:
    """Make the paragraph of a cell."""
    return paragraph([run(text, face)], Shape(align, before=1, after=1))


def picture(file: WordFile, block: Picture, style: Style, landscape: bool) -> None:
    """Put a picture in the middle with its text for people who do not see it, its caption below."""
    if block.png:
        holder = file.add_paragraph()
        width = text_width(style, landscape) * min(max(block.share, 0.1), 1)
        shape = holder.add_run().add_picture(BytesIO(block.png), width=Mm(width))
        shape._inline.docPr.set("descr", block.alt)
        shape._inline.docPr.set("title", block.caption)
        holder._p.insert(0, paragraph([], Shape("center", before=6, keep_next=bool(block.caption)))[0])
    if block.caption:
        put(file, paragraph([run(block.caption, style.small)], Shape("center", before=2, after=style.space_after)))
