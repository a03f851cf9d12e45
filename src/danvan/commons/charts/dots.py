"""A schematic map: places as dots where they lie, larger for more, hollow for none, each a link to its records."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt
from typing import NamedTuple

from django.utils.translation import gettext as _

from danvan.commons.charts.chart import Chart
from danvan.commons.charts.drawing import (
    EDGE,
    PAPER,
    RIVER,
    WIDTH,
    Element,
    drawing,
    finger_room,
    fitted,
    linked,
    tag,
    unit_line,
    words,
)
from danvan.ui.clean import plain
from danvan.ui.numbers import NOT_KNOWN, Quantity, number

MARGIN, SMALLEST, LARGEST, NAMED, FOOT = 16, 3.0, 10.0, 5, 26


class Dot(NamedTuple):
    """A place: its name, where its middle lies (degrees), its value, the address of the records."""

    label: str
    longitude: float
    latitude: float
    value: Quantity | None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """The rectangle of the world that the drawing shows; a degree is the same length both ways at its middle."""

    west: float
    north: float
    squeeze: float
    scale: float
    height: float

    def place(self, dot: Dot) -> tuple[float, float]:
        """Give where a place lies on the drawing."""
        return MARGIN + (dot.longitude - self.west) * self.squeeze * self.scale, (
            MARGIN * 2 + (self.north - dot.latitude) * self.scale
        )


def dots(title: str, unit_of_measure: str, rows: Sequence[Dot], *, places: int = 0) -> Chart:
    """Draw the places, small ones over large ones, the names of the five with most beside them."""
    given = sorted((Dot(*row) for row in rows), key=lambda dot: (-(dot.value or 0), dot.label))
    ground, most = ground_of(given), max((float(dot.value or 0) for dot in given), default=0) or 1
    content = [unit_line(unit_of_measure)]
    content += [place_mark(dot, ground, most, places) for dot in given]
    content += [name(dot, ground, most, places) for dot in given[:NAMED] if dot.value]
    content += legend(ground.height, most, places)
    alt = alternative(title, unit_of_measure, given, places)
    svg = drawing(content, ground.height + FOOT, alt, any(dot.href for dot in given), "chart map")
    return Chart(svg, alt, ("", unit_of_measure), [[dot.label, written(dot.value, places)] for dot in given])


def ground_of(given: Sequence[Dot]) -> Ground:
    """Fit the places into the width."""
    if not given:
        return Ground(0, 0, 1, 1, MARGIN * 3)
    west, east = min(dot.longitude for dot in given), max(dot.longitude for dot in given)
    south, north = min(dot.latitude for dot in given), max(dot.latitude for dot in given)
    squeeze = cos(radians((south + north) / 2))
    across, down = max((east - west) * squeeze, 1e-6), max(north - south, 1e-6)
    scale = min((WIDTH - MARGIN * 2) / across, WIDTH * 1.4 / down)
    return Ground(west, north, squeeze, scale, MARGIN * 3 + (north - south) * scale)


def radius(value: Quantity | None, most: float) -> float:
    """Give the radius for a value: the area of a dot grows with it."""
    share = max(float(value or 0), 0) / most
    return SMALLEST + (LARGEST - SMALLEST) * sqrt(share) if share else SMALLEST


def place_mark(dot: Dot, ground: Ground, most: float, places: int) -> Element:
    """Draw a dot, a link where there is an address."""
    x, y = ground.place(dot)
    says = f"{' '.join(dot.label.split())}: {written(dot.value, places)}"
    return linked(disc(dot, ground, most, says), dot.href, says, finger_room(x - 12, y - 12, 24, 24))


def disc(dot: Dot, ground: Ground, most: float, says: str) -> Element:
    """Draw a dot that says its name and value, hollow where there is nothing."""
    x, y = ground.place(dot)
    title = tag("title")
    title.text = plain(says)
    look = {"fill": RIVER, "fill_opacity": 0.85, "stroke": PAPER} if dot.value else {"fill": PAPER, "stroke": EDGE}
    circle = tag("circle", title, cx=x, cy=y, r=radius(dot.value, most), **look)
    return circle if dot.value else tag("g", circle, class_="z")


def name(dot: Dot, ground: Ground, most: float, places: int) -> Element:
    """Write the name of a place beside its dot, at the side where there is room."""
    x, y = ground.place(dot)
    text = fitted(f"{dot.label} {written(dot.value, places)}", WIDTH / 2, 11)
    aside, right = radius(dot.value, most) + 3, x < WIDTH / 2
    halo = {"paint_order": "stroke", "stroke": PAPER, "stroke_width": 3}
    anchor = "start" if right else "end"
    return words(text, x + aside if right else x - aside, y + 4, 11, text_anchor=anchor, **halo)


def legend(height: float, most: float, places: int) -> list[Element]:
    """Say how large a dot is for the greatest value and what a hollow one means."""
    y = height + FOOT - 14
    return [
        tag("circle", cx=14, cy=y, r=LARGEST, fill=RIVER, fill_opacity=0.85, stroke=PAPER),
        words(number(most, places), 32, y + 4, 12),
        tag("g", tag("circle", cx=98, cy=y, r=SMALLEST, fill=PAPER, stroke=EDGE), class_="z"),
        words(_("không có"), 108, y + 4, 12),
        words(_("vị trí theo tâm xã, phường"), 175, y + 4, 11),
    ]


def written(value: Quantity | None, places: int) -> str:
    """Write a value as people read it."""
    return NOT_KNOWN if value is None else number(value, places)


def alternative(title: str, unit_of_measure: str, given: Sequence[Dot], places: int) -> str:
    """Say what the map shows: how many places have something, and the five with most."""
    some = [dot for dot in given if dot.value]
    first = "; ".join(f"{dot.label} {written(dot.value, places)}" for dot in some[:NAMED])
    facts = {"title": title, "unit": unit_of_measure, "some": len(some), "all": len(given), "first": first}
    return _("Bản đồ giản lược. %(title)s (%(unit)s): %(some)s trên %(all)s nơi có; nhiều nhất: %(first)s.") % facts
