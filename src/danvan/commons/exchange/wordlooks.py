"""The fonts that a Word document's styles give its text, for text that names none itself."""

from danvan.commons.exchange.archives import Archive
from danvan.commons.exchange.markup import Listener, attribute


class Looks(Listener):
    """Hears styles.xml: each style's font, the style it rests on, and the usual font of the document."""

    def __init__(self) -> None:
        self.usual = ""
        self._fonts: dict[str, str] = {}
        self._rests_on: dict[str, str] = {}
        self._style = ""
        self._usual_style = ""

    def font(self, style: str) -> str:
        """The font of a style, or of what it rests on; nothing when none names one."""
        for _ in range(20):
            if not style or style in self._fonts:
                break
            style = self._rests_on.get(style, "")
        return self._fonts.get(style, "")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "style":
            self._style = attribute(attributes, "styleId")
            if attribute(attributes, "default") == "1" and attribute(attributes, "type") == "paragraph":
                self._usual_style = self._style
        elif name == "basedOn":
            self._rests_on[self._style] = attribute(attributes, "val")
        elif name == "rFonts":
            self._named(attribute(attributes, "ascii") or attribute(attributes, "hAnsi"))

    def end(self, name: str) -> None:
        if name == "styles":
            self.usual = self.font(self._usual_style) or self.usual

    def _named(self, font: str) -> None:
        if self._style:
            self._fonts.setdefault(self._style, font)
        else:
            self.usual = font


def looks_of(archive: Archive) -> Looks:
    """What the styles of a document say of its fonts."""
    looks = Looks()
    if "word/styles.xml" in archive:
        archive.tell("word/styles.xml", looks)
    return looks
