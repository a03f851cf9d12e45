"""PDF: an official document through typst, the same layout as Word; text reaches the template as data only."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import typst

from danvan.commons.charts.fonts import families, fonts_at_hand
from danvan.commons.papers.documents.document import Document
from danvan.commons.papers.documents.pdf_blocks import Facts, Pictures, block_facts, face_facts
from danvan.commons.papers.documents.styles import Line, Style, style_of
from danvan.commons.papers.documents.wording import (
    acting_line,
    addressee_lines,
    annex_head,
    cased,
    foot_line,
    name_lines,
    number_line,
    one_line,
    place_line,
    recipient_lines,
    title_of,
)
from danvan.ui.clean import cleaned

TEMPLATE = Path(__file__).with_name("document.typ")
ACCESSIBLE: Literal["ua-1"] = "ua-1"
UNDATED = date(2000, 1, 1)


def pdf(document: Document, *, fonts: typst.Fonts | None = None) -> bytes:
    """Write the document as tagged PDF/UA-1, or as plain tagged PDF where a letter is in none of the fonts at hand."""
    document = cleaned(document)
    fonts = fonts or fonts_at_hand()
    style = style_of(document.issuer.system)
    style = replace(style, fonts=families(style.fonts, fonts))
    pictures: Pictures = []
    facts = document_facts(document, style, pictures)
    on = datetime.combine(document.on or UNDATED, time(0), tzinfo=UTC)
    with TemporaryDirectory(prefix="danvan-pdf-") as folder:
        root = Path(folder)
        for name, content in pictures:
            (root / name).write_bytes(content)
        (root / "document.json").write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
        return compiled(root, on, fonts)


def compiled(root: Path, on: datetime, fonts: typst.Fonts) -> bytes:
    """Compile the template over the facts in the folder; equal facts give equal bytes."""
    template, compiler = TEMPLATE.read_bytes(), typst.Compiler(root=root, font_paths=fonts)
    try:
        made = compiler.compile(template, format="pdf", timestamp=on, pdf_standards=[ACCESSIBLE])
    except typst.TypstError:
        made = compiler.compile(template, format="pdf", timestamp=on)
    return made if isinstance(made, bytes) else b""


def document_facts(document: Document, style: Style, pictures: Pictures) -> Facts:
    """Give all that the template draws, as plain JSON values."""
    return {
        "title": title_of(document),
        "author": one_line(document.issuer),
        "style": style_facts(style),
        "upper_left": upper_left(document, style),
        "upper_right": [line_facts(line) for line in style.upper_right],
        "number": number_line(document, style),
        "place": place_line(document),
        "draft": document.draft,
        "kind": cased(document.kind, style.kind),
        "summary": cased(document.summary, style.summary),
        "addressees": addressee_lines(document, style),
        "blocks": [block_facts(block, style, pictures) for block in document.blocks],
        "recipients": recipient_lines(document, style),
        "signature": signature_facts(document, style),
        "annexes": annex_facts(document, style, pictures),
        "foot": foot_line(document, style),
    }


def style_facts(style: Style) -> Facts:
    """Give the style sheet itself, so that the template holds no measure of its own."""
    return json.loads(json.dumps(asdict(style)))


def upper_left(document: Document, style: Style) -> Facts:
    """Give the names of the superior and the body."""
    _, _, left, right = style.margins
    room = (style.paper[0] - left - right) * style.left_share
    issuer = document.issuer
    return {
        "superior": name_lines(issuer.superior, style.superior, room),
        "body": name_lines(issuer.body, style.body, room),
    }


def line_facts(line: Line) -> Facts:
    """Give a fixed line of the upper right corner."""
    return {"text": line.text, "face": face_facts(line.face), "rule": line.rule}


def signature_facts(document: Document, style: Style) -> Facts:
    """Give the lines of the signature and the name."""
    signature = document.signature
    lines = [acting_line(acting, style) for acting in signature.acting]
    if signature.position:
        lines.append(cased(signature.position, style.authority))
    return {"lines": lines, "name": signature.name}


def annex_facts(document: Document, style: Style, pictures: Pictures) -> Sequence[Facts]:
    """Give each annex with the lines above it."""
    return [
        {
            "head": [
                {"text": text, "face": face_facts(face), "title": text == annex.title}
                for text, face in annex_head(document, annex, at, style)
            ],
            "blocks": [block_facts(block, style, pictures) for block in annex.blocks],
            "landscape": annex.landscape,
        }
        for at, annex in enumerate(document.annexes)
    ]
