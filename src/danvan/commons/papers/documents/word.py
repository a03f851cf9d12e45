"""Word: an official document as .docx, the same bytes for the same document."""

from io import BytesIO

import docx
from docx.document import Document as WordFile

from danvan.commons.papers.documents.document import Annex, Document
from danvan.commons.papers.documents.ooxml import Element, Shape, cell, paragraph, row, run, table, twips
from danvan.commons.papers.documents.styles import Face, Line, Style, style_of
from danvan.commons.papers.documents.word_blocks import draw
from danvan.commons.papers.documents.word_page import (
    begin_annex,
    describe,
    dress,
    keep_last_with_next,
    lay_pages,
    packed,
    put,
    text_width,
)
from danvan.commons.papers.documents.wording import (
    acting_line,
    addressee_lines,
    annex_head,
    cased,
    foot_line,
    name_lines,
    number_line,
    place_line,
    recipient_lines,
)
from danvan.ui.clean import cleaned

SIGNING_ROOM = 60  # points between the position and the name


def word(document: Document) -> bytes:
    """Write the document as .docx in the style sheet of its issuer."""
    document = cleaned(document)
    style = style_of(document.issuer.system)
    file = docx.Document()
    dress(file, style)
    lay_pages(file, style, foot_line(document, style))
    for part in (head(document, style), *titles(document, style)):
        put(file, part)
    draw(file, document.blocks, style)
    keep_last_with_next(file)
    put(file, closing(document, style))
    for at, annex in enumerate(document.annexes):
        add_annex(file, document, annex, at, style)
    describe(file, document)
    return packed(saved(file))


def saved(file: WordFile) -> bytes:
    """Give the bytes of a Word file."""
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def head(document: Document, style: Style) -> Element:
    """Make the block above: the issuer and number at the left, the title, place and day at the right."""
    width = twips(text_width(style))
    left = round(width * style.left_share)
    widths = (left, width - left)
    upper = row([cell(issuer_lines(document, style), left), cell(right_lines(style), widths[1])])
    lower = row(
        [cell(number_lines(document, style), left), cell([centred(place_line(document), style.place)], widths[1])]
    )
    return table([upper, lower], widths, ruled=False, padding=0)


def issuer_lines(document: Document, style: Style) -> list[Element]:
    """Write the superior, the body in bold, and the star (Party) or the short line (State) below."""
    issuer, lines, room = document.issuer, [], text_width(style) * style.left_share
    if issuer.superior:
        lines.append(centred(name_lines(issuer.superior, style.superior, room), style.superior))
    lines.append(centred(name_lines(issuer.body, style.body, room), style.body))
    if style.body_star:
        lines.append(centred("*", Face(style.body.size)))
    if style.body_rule:
        lines.append(ruled(style.body_rule, room))
    return lines


def right_lines(style: Style) -> list[Element]:
    """Write the title of the Party, or the name and motto of the State, the last with a line as long as itself."""
    room = text_width(style) * (1 - style.left_share)
    return [element for line in style.upper_right for element in line_and_rule(line, room)]


def line_and_rule(line: Line, room: float) -> list[Element]:
    """Write a fixed line, and the line drawn below it."""
    written = centred(line.text, line.face)
    return [written, ruled(line.rule, room)] if line.rule else [written]


def number_lines(document: Document, style: Style) -> list[Element]:
    """Write the number, and below it that this is a draft."""
    lines = [centred(number_line(document, style), style.number)]
    return [*lines, centred(document.draft, Face(12, bold=True))] if document.draft else lines


def titles(document: Document, style: Style) -> list[Element]:
    """Make the kind, the summary, what stands below them, and whom it is addressed to."""
    lines = [centred(cased(document.kind, style.kind), style.kind, before=14, style="Title")]
    lines.append(centred(cased(document.summary, style.summary), style.summary))
    if style.summary_dashes:
        lines.append(centred(style.summary_dashes, style.summary, after=10))
    if style.summary_rule:
        lines.append(ruled(style.summary_rule, text_width(style), after=10))
    return [*lines, *(centred(line, style.text, after=6) for line in addressee_lines(document, style))]


def closing(document: Document, style: Style) -> Element:
    """Make the block below: recipients at the left, the signature at the right, never split over pages."""
    width = twips(text_width(style))
    left = round(width * 0.48)
    recipients = [paragraph([run(line, style.recipients)], Shape()) for line in recipient_lines(document, style)]
    if recipients:
        label = run(style.fixed_words["recipients"], style.recipients_label)
        recipients.insert(0, paragraph([label], Shape()))
    cells = [cell(recipients or [empty()], left), cell(signature_lines(document, style) or [empty()], width - left)]
    return table([row(cells)], (left, width - left), ruled=False, padding=0)


def signature_lines(document: Document, style: Style) -> list[Element]:
    """Write on whose behalf, the position, room for the signature, the name."""
    signature = document.signature
    lines = [centred(acting_line(acting, style), style.authority) for acting in signature.acting]
    if signature.position:
        lines.append(centred(cased(signature.position, style.authority), style.authority))
    if lines or signature.name:
        lines.append(centred(signature.name, style.signer, before=SIGNING_ROOM))
    return lines


def add_annex(file: WordFile, document: Document, annex: Annex, at: int, style: Style) -> None:
    """Add an annex on pages of its own."""
    begin_annex(file, annex.landscape, style)
    for text, face in annex_head(document, annex, at, style):
        put(file, centred(text, face, after=6, style="Heading1" if text == annex.title else ""))
    draw(file, annex.blocks, style, annex.landscape)


def centred(text: str, face: Face, before: float = 0, after: float = 0, style: str = "") -> Element:
    """Make a centred paragraph."""
    return paragraph([run(text, face)], Shape(align="center", before=before, after=after, style=style))


def ruled(length: float, room: float, after: float = 2) -> Element:
    """Draw a line of a length in mm in the middle of the room, as the lower border of an empty low paragraph."""
    side = (room - length) / 2
    return paragraph([run("", Face(2))], Shape(left=side, right=side, before=3, after=after, rule=True))


def empty() -> Element:
    """Make the paragraph that a cell must have."""
    return paragraph([], Shape())
