"""Lines: quantities over years, told apart by mark and dash as well as colour, each point a link to its records."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from django.utils.translation import gettext as _

from danvan.commons.charts.chart import Chart
from danvan.commons.charts.drawing import (
    EDGE,
    INK,
    PAPER,
    RIVER,
    SILT,
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
from danvan.ui.numbers import NOT_KNOWN, Quantity, number

LEGEND, HEIGHT, LEFT, RIGHT, FOOT = 20, 170, 44, 14, 24
LOOKS = ((RIVER, "a", "none"), (SILT, "b", "6 3"), (INK, "c", "2 3"), (EDGE, "d", "10 3 2 3"))


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name, a value for each place on the axis (None breaks the line), the addresses of the records."""

    name: str
    values: Sequence[Quantity | None]
    hrefs: Sequence[str | None] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """Where values and places lie on the drawing."""

    top: float
    names: Sequence[str]
    most: float

    @property
    def count(self) -> int:
        """Give how many points a line has."""
        return len(self.names)

    def x(self, at: int) -> float:
        """Give the place of a point across."""
        room = WIDTH - LEFT - RIGHT - 30
        return LEFT + 15 + (room / 2 if self.count < 2 else room * at / (self.count - 1))

    def y(self, value: Quantity) -> float:
        """Give the place of a value from above; negative values lie on the axis."""
        return self.top + HEIGHT * (1 - max(float(value), 0.0) / self.most)


def lines(
    title: str, unit_of_measure: str, places_of_axis: Sequence[str], series: Sequence[Series], *, places: int = 0
) -> Chart:
    """Draw up to four lines over the same axis, as years; more are in the table only."""
    drawn = series[: len(LOOKS)]
    known = [float(value) for line in drawn for value in line.values if value is not None]
    steps = ticks(max(known, default=0))
    frame = Frame(LEGEND * (1 + len(drawn)) + 10, places_of_axis, steps[-1])
    content = [unit_line(unit_of_measure), *axis(frame, steps)]
    for at, line in enumerate(drawn):
        content += [*legend(line.name, at), *path(line, at, frame), *points(line, at, frame, places, len(drawn))]
    alt = alternative(title, unit_of_measure, places_of_axis, series, places)
    svg = drawing(content, frame.top + HEIGHT + FOOT, alt, any(href for line in drawn for href in line.hrefs))
    rows = [[line.name, *(written(value, places) for value in line.values)] for line in series]
    return Chart(svg, alt, ("", *places_of_axis), rows)


def ticks(most: float) -> list[float]:
    """Give four to six round steps from 0 to a value not below the greatest."""
    if most <= 0:
        return [0, 1]
    rough = most / 4
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    return [at * step for at in range(ceil(most / step) + 1)]


def axis(frame: Frame, steps: Sequence[float]) -> list[Element]:
    """Draw the steps as thin lines and the names below."""
    content = []
    fine = 0 if all(step == int(step) for step in steps) else 1
    for step in steps:
        y = frame.y(step)
        content.append(
            tag("line", x1=LEFT, x2=WIDTH, y1=y, y2=y, stroke=EDGE, stroke_width=0.5, stroke_opacity=0.5, class_="axis")
        )
        content.append(words(number(step, fine), LEFT - 6, y + 4, 11, text_anchor="end"))
    room = (WIDTH - LEFT) / max(frame.count, 1)
    for at, name in enumerate(frame.names):
        content.append(words(fitted(name, room, 12), frame.x(at), frame.top + HEIGHT + 18, 12, text_anchor="middle"))
    return content


def legend(name: str, at: int) -> list[Element]:
    """Name a line beside its mark."""
    y = LEGEND * (at + 1) + 9
    stroke = tag("line", x1=0, x2=30, y1=y, y2=y, **stroke_of(at))
    return [stroke, mark(15, y, at), words(fitted(name, WIDTH - 40, 12), 38, y + 4, 12)]


def path(line: Series, at: int, frame: Frame) -> list[Element]:
    """Draw the line through the known values, broken where one is not known."""
    stretches: list[list[str]] = [[]]
    for place, value in enumerate(line.values[: frame.count]):
        if value is None:
            stretches.append([])
        else:
            stretches[-1].append(f"{frame.x(place):.1f},{frame.y(value):.1f}")
    return [tag("polyline", points=" ".join(each), **stroke_of(at)) for each in stretches if len(each) > 1]


def stroke_of(at: int) -> dict[str, object]:
    """Give the stroke of a line; the class lets a page choose its colour in the dark."""
    colour, name, dash = LOOKS[at]
    return {"fill": "none", "stroke": colour, "stroke_width": 2, "stroke_dasharray": dash, "class_": f"{name}-line"}


def points(line: Series, at: int, frame: Frame, places: int, count: int) -> list[Element]:
    """Draw the marks with their values: above for the first line, below for the next, only at the end for more."""
    content = []
    for place, value in enumerate(line.values[: frame.count]):
        if value is None:
            continue
        x, y = frame.x(place), frame.y(value)
        group = tag("g", mark(x, y, at))
        if (count < 3 and frame.count < 9) or place == frame.count - 1:
            group.append(words(number(value, places), x, y - 8 if at % 2 == 0 else y + 17, 12, text_anchor="middle"))
        href = line.hrefs[place] if place < len(line.hrefs) else None
        says = f"{line.name} {frame.names[place]}: {number(value, places)}"
        content.append(linked(group, href, says, finger_room(x - 12, y - 12, 24, 24)))
    return content


def mark(x: float, y: float, at: int) -> Element:
    """Draw the mark of a line: disc, square, ring, hollow square."""
    colour, name, _dash = LOOKS[at]
    fill = colour if at < 2 else PAPER
    look = {"fill": fill, "stroke": colour, "stroke_width": 1.5, "class_": f"{name}-fill" if at < 2 else "c-fill"}
    if at % 2:
        return tag("rect", x=x - 4, y=y - 4, width=8, height=8, **look)
    return tag("circle", cx=x, cy=y, r=4, **look)


def written(value: Quantity | None, places: int) -> str:
    """Write a value as people read it."""
    return NOT_KNOWN if value is None else number(value, places)


def alternative(
    title: str, unit_of_measure: str, places_of_axis: Sequence[str], series: Sequence[Series], places: int
) -> str:
    """Say what the chart shows, for people who do not see it."""
    said = []
    for line in series[: len(LOOKS)]:
        pairs = zip(places_of_axis, line.values, strict=False)
        said.append(f"{line.name}: " + ", ".join(f"{name} {written(value, places)}" for name, value in pairs))
    given = {"title": title, "unit": unit_of_measure, "rows": "; ".join(said)}
    return _("Biểu đồ đường. %(title)s (%(unit)s): %(rows)s.") % given
