"""What every chart gives: a drawing, the same as PNG, words for people who do not see it, and its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import typst

from danvan.commons.charts.fonts import TIMES, families, fonts_at_hand

FAMILY = ", ".join(TIMES)
PIXELS_PER_INCH = 240  # 2.5 pixels for each unit of the drawing
RASTER = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: svg stands in a page as it is (class chart); alt and the table (heads, rows) belong beside it."""

    svg: str
    alt: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    @property
    def png(self) -> bytes:
        """Give the drawing as PNG for Word, which cannot hold SVG."""
        return raster(self.svg)


@lru_cache(maxsize=32)
def raster(svg: str) -> bytes:
    """Draw an SVG as PNG; equal drawings give equal bytes."""
    fonts = fonts_at_hand()
    inputs = {"svg": set_in(svg, families(TIMES, fonts))}
    made = typst.compile(RASTER, format="png", ppi=PIXELS_PER_INCH, font_paths=fonts, sys_inputs=inputs)
    return bytes(made)


def set_in(svg: str, names: Sequence[str]) -> str:
    """Name the fonts that are really here, so that no letter comes from another one."""
    return svg.replace(f'font-family="{FAMILY}"', f'font-family="{", ".join(names)}"', 1)
