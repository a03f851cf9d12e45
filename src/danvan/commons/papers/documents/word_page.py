"""The Word file around the text: pages, named styles, properties, and a package with fixed bytes."""

import zipfile
from datetime import UTC, date, datetime, time
from io import BytesIO

from docx.document import Document as WordFile
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section, _Footer
from docx.shared import Mm

from danvan.commons.papers.documents.document import Document
from danvan.commons.papers.documents.ooxml import (
    Element,
    Shape,
    named,
    page_field,
    paragraph,
    paragraph_properties,
    run,
    run_properties,
    w,
)
from danvan.commons.papers.documents.styles import Face, Style
from danvan.commons.papers.documents.wording import one_line, title_of

EDGE = 10  # mm from the paper's edge to the page number and the foot line
UNDATED = date(2000, 1, 1)
PACKED_AT = (1980, 1, 1, 0, 0, 0)


def text_width(style: Style, landscape: bool = False) -> float:
    """Give the width between the margins, mm."""
    top, bottom, left, right = style.margins
    width, height = style.paper
    return height - top - bottom if landscape else width - left - right


def put(file: WordFile, element: Element) -> None:
    """Put an element at the end of the body, before the properties of the last section."""
    file.element.body.insert_element_before(element, "w:sectPr")


def keep_last_with_next(file: WordFile) -> None:
    """Keep the last paragraph with the signature: a page with nothing but a signature is sent back."""
    properties = file.element.body[-2].find(named("pPr")) if len(file.element.body) > 1 else None
    if properties is not None and properties.find(named("keepNext")) is None:
        properties.insert(1 if properties.find(named("pStyle")) is not None else 0, w("keepNext"))


def dress(file: WordFile, style: Style) -> None:
    """Set language, font and size for the whole file, and the named styles of body and headings."""
    root = file.styles.element
    defaults = root.find(named("docDefaults"))
    defaults.getparent().replace(defaults, document_defaults(style))
    body = Shape("justify", first=style.first_line, after=style.space_after, line=style.line_height)
    restyle(file, "Normal", style.text, Shape(), style)
    restyle(file, "Title", style.kind, Shape("center"), style)
    restyle(file, "Body Text", style.text, body, style)
    for level, face in enumerate(style.headings, 1):
        heading = Shape("justify", first=style.first_line, before=6, after=style.space_after, keep_next=True)
        restyle(file, f"Heading {level}", face, heading, style)
    settings = file.settings.element
    for name in ("proofState", "savePreviewPicture"):
        for element in settings.findall(named(name)):
            settings.remove(element)


def document_defaults(style: Style) -> Element:
    """Make the defaults: the font for Latin, East Asian and complex scripts alike, Vietnamese, black."""
    properties = run_properties(style.text)
    properties.insert(0, fonts(style))
    properties.append(w("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA"))
    return w("docDefaults", w("rPrDefault", properties), w("pPrDefault", paragraph_properties(Shape())))


def fonts(style: Style) -> Element:
    """Name the font for every script."""
    return w("rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), style.fonts[0]))


def restyle(file: WordFile, name: str, face: Face, shape: Shape, style: Style) -> None:
    """Give a named style our face and shape in place of the template's colours."""
    element = file.styles[name].element
    for old in element.findall(named("rPr")) + element.findall(named("pPr")):
        element.remove(old)
    properties = run_properties(face)
    properties.insert(0, fonts(style))
    properties.insert(-2 if not face.underline else -3, w("color", val="000000"))
    outline = paragraph_properties(shape)
    if name.startswith("Heading"):
        outline.append(w("outlineLvl", val=int(name[-1]) - 1))
    element.extend([outline, properties])


def lay_pages(file: WordFile, style: Style, foot: str) -> None:
    """Set paper and margins; the page number stands at the top centre from page 2, the foot line on every page."""
    section = file.sections[0]
    size(section, style, landscape=False)
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    number = paragraph([page_field(style.page_number)], Shape("center"))
    replace_content(section.header._element, number)
    section.first_page_header.is_linked_to_previous = False
    if foot:
        add_foot(section.footer, foot)
        add_foot(section.first_page_footer, foot)


def add_foot(footer: _Footer, text: str) -> None:
    """Write the line at the foot."""
    footer.is_linked_to_previous = False
    replace_content(footer._element, paragraph([run(text, Face(9))], Shape("center")))


def replace_content(part: Element, content: Element) -> None:
    """Leave one paragraph in a header or footer."""
    for child in list(part):
        part.remove(child)
    part.append(content)


def size(section: Section, style: Style, landscape: bool) -> None:
    """Set A4 and the margins; a landscape page is turned left, so that its top is the portrait page's left side."""
    top, bottom, left, right = style.margins
    width, height = style.paper
    if landscape:
        section.orientation, (width, height) = WD_ORIENT.LANDSCAPE, (height, width)
        top, bottom, left, right = left, right, bottom, top
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance = section.footer_distance = Mm(EDGE)


def begin_annex(file: WordFile, landscape: bool, style: Style) -> None:
    """Begin a section on a new page; its first page is numbered like the others."""
    section = file.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    section.orientation = WD_ORIENT.PORTRAIT
    size(section, style, landscape)


def describe(file: WordFile, document: Document) -> None:
    """Fill the properties from the document itself: no clock, no machine, no person."""
    about = file.core_properties
    about.title, about.subject, about.author = (
        title_of(document)[:255],
        document.summary[:255],
        one_line(document.issuer)[:255],
    )
    about.language, about.keywords, about.comments = "vi-VN", document.fingerprint[:255], ""
    about.last_modified_by, about.revision = "", 1
    about.created = about.modified = datetime.combine(document.on or UNDATED, time(0), tzinfo=UTC)


def packed(blob: bytes) -> bytes:
    """Pack again with fixed times, without the template's thumbnail, so that equal documents are equal bytes."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(blob)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, PACKED_AT), old.read(name), zipfile.ZIP_DEFLATED, 6)
    return buffer.getvalue()
