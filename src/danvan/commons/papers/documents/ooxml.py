"""The few WordprocessingML elements our documents need, built as trees, so that text can only ever be text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from danvan.commons.papers.documents.document import Run
from danvan.commons.papers.documents.styles import Face

TWIPS_PER_MM = 1440 / 25.4
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
Element = Any  # lxml has no types


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph sits: lengths in mm, spaces in points, line height as a multiple."""

    align: str = "left"
    first: float = 0
    left: float = 0
    right: float = 0
    before: float = 0
    after: float = 0
    line: float = 1
    keep_next: bool = False
    rule: bool = False
    style: str = ""


@cache
def named(name: str) -> str:
    """Give the full name of a w: element or attribute."""
    return qn(f"w:{name}")


def w(name: str, *children: Element | None, **values: object) -> Element:
    """Make the element w:name with w: attributes and the children that are there."""
    element = etree.Element(named(name), nsmap=W)
    for key, value in values.items():
        element.set(named(key), str(value))
    element.extend([child for child in children if child is not None])
    return element


def twips(mm: float) -> int:
    """Turn mm into twentieths of a point."""
    return round(mm * TWIPS_PER_MM)


def paragraph(runs: Iterable[Element], shape: Shape) -> Element:
    """Make a paragraph of runs."""
    element = w("p", paragraph_properties(shape))
    element.extend(runs)
    return element


def paragraph_properties(shape: Shape) -> Element:
    """Make the properties in the order the schema wants."""
    hanging = {"hanging": twips(-shape.first)} if shape.first < 0 else {"firstLine": twips(shape.first)}
    return w(
        "pPr",
        w("pStyle", val=shape.style) if shape.style else None,
        w("keepNext") if shape.keep_next else None,
        w("pBdr", w("bottom", val="single", sz=6, space=1, color="000000")) if shape.rule else None,
        w("spacing", before=round(shape.before * 20), after=round(shape.after * 20), **line_height(shape)),
        w("ind", left=twips(shape.left), right=twips(shape.right), **hanging),
        w("jc", val={"justify": "both"}.get(shape.align, shape.align)),
    )


def line_height(shape: Shape) -> dict[str, object]:
    """Give the height of a line: a multiple of the font's, or exactly 2 points under a drawn line."""
    if shape.rule:
        return {"line": 40, "lineRule": "exact"}
    return {"line": round(shape.line * 240), "lineRule": "auto"}


def run(text: str, face: Face) -> Element:
    """Make a run in a face; line ends become breaks."""
    element = w("r", run_properties(face))
    for at, line in enumerate(text.split("\n")):
        if at:
            element.append(w("br"))
        element.append(written(line))
    return element


def runs(texts: Sequence[Run], face: Face) -> list[Element]:
    """Make runs of a face, bold and italic where the text says so."""
    return [
        run(each.text, Face(face.size, face.bold or each.bold, face.italic or each.italic, underline=face.underline))
        for each in texts
    ]


def run_properties(face: Face) -> Element:
    """Make the properties of a face for Latin and complex scripts alike."""
    size = round(face.size * 2)
    marks = [
        w(name) for name, on in (("b", face.bold), ("bCs", face.bold), ("i", face.italic), ("iCs", face.italic)) if on
    ]
    return w("rPr", *marks, w("sz", val=size), w("szCs", val=size), w("u", val="single") if face.underline else None)


def written(text: str) -> Element:
    """Make the text element itself."""
    element = w("t")
    element.text = text
    element.set(SPACE, "preserve")
    return element


def page_field(face: Face) -> Element:
    """Make the field that Word fills with the page's number."""
    return w("fldSimple", run("2", face), instr="PAGE")


def cell(
    content: Iterable[Element], width: int, span: int = 1, merge: str = "", shade: str = "", middle: bool = False
) -> Element:
    """Make a table cell; merge is restart or continue for cells that go down over rows."""
    element = w(
        "tc",
        w(
            "tcPr",
            w("tcW", w=width, type="dxa"),
            w("gridSpan", val=span) if span > 1 else None,
            w("vMerge", val=merge) if merge else None,
            w("shd", val="clear", color="auto", fill=shade) if shade else None,
            w("vAlign", val="center") if middle else None,
        ),
    )
    element.extend(content)
    return element


def row(cells: Iterable[Element], head: bool = False) -> Element:
    """Make a row that is never split over pages; a head repeats on each page."""
    element = w("tr", w("trPr", w("cantSplit"), w("tblHeader") if head else None))
    element.extend(cells)
    return element


def table(rows: Iterable[Element], widths: Sequence[int], ruled: bool, padding: int, caption: str = "") -> Element:
    """Make a fixed table of rows, with black rules or none; the caption is for people who hear the page."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rule = {"val": "single", "sz": 4, "space": 0, "color": "000000"} if ruled else {"val": "nil"}
    properties = w(
        "tblPr",
        w("tblW", w=sum(widths), type="dxa"),
        w("jc", val="center"),
        w("tblBorders", *(w(side, **rule) for side in sides)),
        w("tblLayout", type="fixed"),
        w("tblCellMar", w("left", w=padding, type="dxa"), w("right", w=padding, type="dxa")),
        w("tblLook", val="0020" if ruled else "0000"),
        w("tblCaption", val=caption) if caption else None,
    )
    element = w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    element.extend(rows)
    return element
