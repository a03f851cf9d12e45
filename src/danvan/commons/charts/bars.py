"""Bars: one quantity over several names, this period beside the one before, each row a link to its records."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from danvan.commons.charts.chart import Chart
from danvan.commons.charts.drawing import (
    PAPER,
    RIVER,
    WIDTH,
    Element,
    drawing,
    finger_room,
    fitted,
    hatch,
    linked,
    name_for,
    tag,
    unit_line,
    words,
)
from danvan.ui.numbers import NOT_KNOWN, Quantity, number, signed

LINE, LABEL, BAR, EARLIER, GAP, VALUE_ROOM = 20, 18, 15, 13, 11, 60


class Bar(NamedTuple):
    """A row: its name, its value, the value of the period before, the address of the records."""

    label: str
    value: Quantity | None
    previous: Quantity | None = None
    href: str | None = None


def bars(
    title: str,
    unit_of_measure: str,
    rows: Sequence[Bar | tuple[str, Quantity | None, Quantity | None, str | None]],
    *,
    now: str = "",
    before: str = "",
    places: int = 0,
) -> Chart:
    """Draw horizontal bars in the order given; now and before name the two periods, as in năm 2023 and năm 2022."""
    given = [Bar(*row) for row in rows]
    both = any(bar.previous is not None for bar in given)
    now, before = now or _("kỳ này"), before or _("kỳ trước")
    step = LABEL + BAR + (EARLIER if both else 0) + GAP
    most = max((max(bar.value or 0, bar.previous or 0) for bar in given), default=0) or 1
    stripes = name_for(title, given)
    top = LINE * 2 if both else LINE
    content = [hatch(stripes), unit_line(unit_of_measure), *(legend(stripes, now, before) if both else [])]
    for at, bar in enumerate(given):
        y, says = top + at * step, f"{bar.label}: {written(bar.value, places)}"
        row = bar_row(bar, y, float(most), stripes, places)
        content.append(linked(row, bar.href, says, finger_room(0, y, WIDTH, step - 2)))
    alt = alternative(title, unit_of_measure, given, before, places)
    svg = drawing(content, top + max(len(given), 1) * step, alt, any(bar.href for bar in given))
    heads = ("", now, before, _("Thêm, bớt")) if both else ("", now)
    return Chart(svg, alt, heads, [numbers_of(bar, both, places) for bar in given])


def bar_row(bar: Bar, y: float, most: float, stripes: str, places: int) -> Element:
    """Draw a name, its bar with the value behind, and below it the striped bar of the period before."""
    group = tag("g", words(fitted(bar.label, WIDTH), 0, y + 13))
    group.extend(one_bar(bar.value, y + LABEL, BAR, most, places, bold=True))
    if bar.previous is not None:
        group.extend(earlier_bar(bar.previous, y + LABEL + BAR, most, stripes, places))
    return group


def one_bar(value: Quantity | None, y: float, height: float, most: float, places: int, bold: bool) -> list[Element]:
    """Draw the bar of this period."""
    length = length_of(value, most)
    solid = tag("rect", x=0, y=y, width=length, height=height, fill=RIVER, class_="a-fill")
    return [solid, words(written(value, places), length + 6, y + height - 3, font_weight="bold" if bold else "normal")]


def earlier_bar(value: Quantity | None, y: float, most: float, stripes: str, places: int) -> list[Element]:
    """Draw the bar of the period before: an edge and stripes."""
    length, height = length_of(value, most), EARLIER - 2
    place = {"x": 0.5, "y": y + 1.5, "width": max(length - 0.5, 0.0), "height": height}
    edge = tag("rect", **place, fill=PAPER, stroke=RIVER, class_="c-fill")
    fill = tag("rect", **place, fill=f"url(#{stripes})")
    return [edge, fill, words(written(value, places), length + 6, y + height, 12)]


def length_of(value: Quantity | None, most: float) -> float:
    """Give the length of a bar; what is not known or negative has none."""
    return max(float(value or 0), 0.0) / most * (WIDTH - VALUE_ROOM)


def legend(stripes: str, now: str, before: str) -> list[Element]:
    """Name the two periods."""
    middle, y = WIDTH / 2, LINE + 2.5
    edge = {"x": middle + 0.5, "y": y, "width": 11, "height": 11}
    return [
        tag("rect", x=0, y=y, width=12, height=12, fill=RIVER, class_="a-fill"),
        words(fitted(now, middle - 20, 12), 18, y + 10, 12),
        tag("rect", **edge, fill=PAPER, stroke=RIVER, class_="c-fill"),
        tag("rect", **edge, fill=f"url(#{stripes})"),
        words(fitted(before, middle - 20, 12), middle + 18, y + 10, 12),
    ]


def written(value: Quantity | None, places: int) -> str:
    """Write a value as people read it."""
    return NOT_KNOWN if value is None else number(value, places)


def numbers_of(bar: Bar, both: bool, places: int) -> list[str]:
    """Give a row of the table beside the chart."""
    row = [bar.label, written(bar.value, places)]
    if not both:
        return row
    known = bar.value is not None and bar.previous is not None
    moved = signed(float(bar.value or 0) - float(bar.previous or 0), places) if known else NOT_KNOWN
    return [*row, written(bar.previous, places), moved]


def alternative(title: str, unit_of_measure: str, given: Sequence[Bar], before: str, places: int) -> str:
    """Say what the chart shows, for people who do not see it."""
    said = []
    for bar in given[:12]:
        earlier = f" ({before} {written(bar.previous, places)})" if bar.previous is not None else ""
        said.append(f"{bar.label} {written(bar.value, places)}{earlier}")
    words_ = {"title": title, "unit": unit_of_measure, "rows": "; ".join(said)}
    more = "; …" if len(given) > 12 else ""
    return (_("Biểu đồ cột ngang. %(title)s (%(unit)s): %(rows)s") % words_) + more + "."
