"""SVG elements built as trees, so that text can only be text, with no style attribute, so that a strict CSP holds."""

from hashlib import sha256
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from danvan.commons.charts.chart import FAMILY
from danvan.ui.clean import plain

# The tokens of the look as they are on white paper; on pages the classes let the style sheet choose, also in the dark.
RIVER, SILT, INK, EDGE, PAPER, RIVER_PALE = "#0f737b", "#c27a14", "#16211f", "#6f7f7c", "#ffffff", "#dcefee"
WIDTH = 360  # units: read on a phone as they are, on paper about 105 mm
LETTER = 0.52  # mean width of a letter, in parts of the size
Element = ElementTree.Element


def tag(name: str, *children: Element, **values: object) -> Element:
    """Make an element; underscores in names of attributes become hyphens, a last one is dropped."""
    element = Element(name, {key.rstrip("_").replace("_", "-"): shown(value) for key, value in values.items()})
    element.extend(children)
    return element


def shown(value: object) -> str:
    """Write a number shortly, anything else as plain text."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else plain(str(value))


def words(text: str, x: float, y: float, size: float = 13, **values: object) -> Element:
    """Make a line of text, black unless the page says otherwise."""
    element = tag("text", x=x, y=y, font_size=size, fill=INK, **values)
    element.text = " ".join(plain(text).split())
    return element


def unit_line(unit_of_measure: str) -> Element:
    """Name the unit of measure."""
    unit = _("Đơn vị tính: %(unit)s") % {"unit": unit_of_measure} if unit_of_measure else ""
    return words(fitted(unit, WIDTH, 12), 0, 12, 12)


def fitted(text: str, width: float, size: float = 13) -> str:
    """Cut a text that would be wider than the room, with an ellipsis."""
    most = max(int(width / (size * LETTER)), 2)
    text = " ".join(plain(text).split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def linked(element: Element, href: str | None, says: str, room: Element) -> Element:
    """Make an element a link to the records behind it, with room for a finger; addresses of our own and of the web."""
    address = (href or "").strip()
    if not address.startswith(("/", "?", "#", "https://", "http://")):
        return element
    return tag("a", room, element, href=address, aria_label=says)


def finger_room(x: float, y: float, width: float, height: float) -> Element:
    """Make an unseen place to tap."""
    return tag("rect", x=x, y=y, width=width, height=height, fill="none", pointer_events="all")


def hatch(name: str) -> Element:
    """Make the stripes that tell the earlier period from this one without colour."""
    stripe = tag("rect", width=2, height=6, fill=RIVER, class_="a-fill")
    units = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    return tag("defs", tag("pattern", stripe, id=name, width=6, height=6, **units))


def name_for(*parts: object) -> str:
    """Give a name for an element that no other chart of the page has."""
    return f"h{sha256(repr(parts).encode()).hexdigest()[:10]}"


def drawing(content: list[Element], height: float, alt: str, links: bool, look: str = "chart") -> str:
    """Close the drawing: a picture with a name, or a group where its marks are links."""
    root = tag(
        "svg",
        *content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height:.0f}",
        width=WIDTH,
        height=f"{height:.0f}",
        role="group" if links else "img",
        aria_label=alt,
        class_=look,
        font_family=FAMILY,
    )
    return ElementTree.tostring(root, encoding="unicode")
