"""The program's own words, read from the one catalogue without waiting for Django."""

import gettext
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"


class Spoken:
    """The language of this run, and its catalogue."""

    language = "vi"
    catalogue = gettext.NullTranslations()


def speak(language: str) -> None:
    """Use that language from now on; Vietnamese needs no catalogue, because it is what the code is written in."""
    Spoken.language = language
    Spoken.catalogue = gettext.translation("django", LOCALE, [language], fallback=True)


def _(text: str) -> str:
    """The text in the language spoken."""
    return Spoken.catalogue.gettext(text)
