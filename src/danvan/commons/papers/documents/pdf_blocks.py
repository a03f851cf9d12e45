"""Blocks of the body as plain values for the PDF template."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from danvan.commons.charts.chart import set_in
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
    Table,
    Text,
)
from danvan.commons.papers.documents.heads import HeadCell, head_cells
from danvan.commons.papers.documents.styles import Face, Style
from danvan.commons.papers.documents.wording import cell_text, runs_of

Facts = dict[str, Any]
Pictures = list[tuple[str, bytes]]


def block_facts(block: Block, style: Style, pictures: Pictures) -> Facts:
    """Give a block; the bytes of a picture go beside, under a name of ours."""
    match block:
        case Heading(level, text):
            return {"is": "heading", "level": min(max(level, 1), len(style.headings)), "text": text}
        case Paragraph(text, align):
            return {"is": "paragraph", "runs": run_facts(text), "align": align}
        case Bullets(items):
            return {"is": "bullets", "items": [run_facts(item) for item in items]}
        case Table():
            return table_facts(block)
        case Picture():
            return picture_facts(block, style, pictures)
        case _:
            return {"is": "break" if isinstance(block, PageBreak) else "nothing"}


def run_facts(text: Text) -> list[Facts]:
    """Give the runs of a text."""
    return [asdict(run) for run in runs_of(text)]


def face_facts(face: Face) -> Facts:
    """Give a face."""
    return asdict(face)


def table_facts(table: Table) -> Facts:
    """Give a table, its cells already written."""
    columns = table.columns
    rows = [{"band": row.text} if isinstance(row, Band) else {"cells": written(row, columns)} for row in table.rows]
    return {
        "is": "table",
        "caption": table.caption,
        "note": table.note,
        "widths": [max(column.width, 0.01) for column in columns],
        "aligns": [column.align for column in columns],
        "heads": [[head_facts(cell) for cell in row] for row in head_cells(columns)],
        "rows": rows,
        "total": None if table.total is None else written(table.total, columns),
    }


def head_facts(cell: HeadCell) -> Facts:
    """Give a cell of the head."""
    return asdict(cell)


def written(row: Row, columns: Sequence[Column]) -> list[str]:
    """Write a row's cells, one for each column."""
    return [cell_text(value) for value in [*row, *[None] * len(columns)][: len(columns)]]


def picture_facts(picture: Picture, style: Style, pictures: Pictures) -> Facts:
    """Give a picture and put its bytes beside: the drawing where there is one, else the PNG."""
    content = set_in(picture.svg, style.fonts).encode() or picture.png
    name = f"picture-{len(pictures)}.{'svg' if picture.svg else 'png'}" if content else ""
    if content:
        pictures.append((name, content))
    share = min(max(picture.share, 0.1), 1)
    return {
        "is": "picture",
        "name": name,
        "alt": picture.alt or picture.caption,
        "caption": picture.caption,
        "share": share,
    }
