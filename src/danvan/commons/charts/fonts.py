"""Fonts of pictures and documents: the first wanted family that is here and whole, then typst's own."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from unicodedata import normalize

import typst

# Debian 12 can hold a Liberation 1.07 without Vietnamese beside the whole one; typst takes the first of a name.
WHOLE_LIBERATION = Path("/usr/share/fonts/truetype/liberation2")
DEBIAN_FONTS = (WHOLE_LIBERATION, Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))
BUILT_IN = "Libertinus Serif"
TIMES = (
    "Times New Roman",
    "Liberation Serif",
    "Tinos",
    BUILT_IN,
)  # by law Times New Roman; the next two measure the same
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = "bcdđghklmnpqrstvx0123456789"
VOWELS = "aăâeêioôơuưy"
PROBE = b"""
#set text(lang: "vi", font: sys.inputs.family, fallback: false)
#set document(title: "?")
#for face in ("normal", "italic") {
  for weight in ("regular", "bold") { text(style: face, weight: weight, sys.inputs.letters) }
}
"""


@cache
def fonts_at_hand() -> typst.Fonts:
    """Look the system's fonts up once per process; typst's own are always among them."""
    if not WHOLE_LIBERATION.is_dir():
        return typst.Fonts()
    folders = [folder for folder in DEBIAN_FONTS if folder.is_dir()]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)


def families(wanted: Sequence[str], fonts: typst.Fonts) -> list[str]:
    """Give the wanted families that are here and whole, so that no word is set in two fonts."""
    here = set(fonts.families())
    return [*(each for each in wanted if each in here and each != BUILT_IN and whole(each, fonts)), BUILT_IN]


@cache
def whole(family: str, fonts: typst.Fonts, letters: str = "") -> bool:
    """Tell whether a family has all the letters, or every Vietnamese one: PDF/UA refuses a text with a letter missing."""
    inputs = {"family": family, "letters": letters or vietnamese()}
    try:
        typst.compile(PROBE, font_paths=fonts, sys_inputs=inputs, pdf_standards=["ua-1"])
    except typst.TypstError:
        return False
    return True


def vietnamese() -> str:
    """Give every Vietnamese letter, small and capital, composed, and the figures."""
    small = LETTERS + normalize("NFC", "".join(vowel + tone for vowel in VOWELS for tone in TONES))
    return small + small.upper()
