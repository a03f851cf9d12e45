"""The fixed wording of a document's parts, the same for Word and PDF."""

from collections.abc import Sequence

from danvan.commons.papers.documents.document import Acting, Annex, Document, Issuer, Run, Text, Value
from danvan.commons.papers.documents.styles import Face, Style
from danvan.ui.numbers import day, month, number

ROOM = "\u00a0" * 6
CAPITAL = 0.63  # mean width of a Vietnamese capital in Times bold, in parts of the size
MM_PER_POINT = 25.4 / 72


def cased(text: str, face: Face) -> str:
    """Give the text in capitals where the face asks for them."""
    return text.upper() if face.caps else text


def name_lines(name: str, face: Face, room: float) -> str:
    """Give the name of a body in capitals, broken near its middle where one line of the room (mm) is too short."""
    name = cased(name, face)
    wide = len(name) * face.size * CAPITAL * MM_PER_POINT > room
    spaces = [at for at, letter in enumerate(name) if letter == " "]
    if not wide or not spaces or "\n" in name:
        return name
    middle = min(spaces, key=lambda at: abs(at - len(name) / 2))
    return f"{name[:middle]}\n{name[middle + 1 :]}"


def runs_of(text: Text) -> Sequence[Run]:
    """Give the runs of a text."""
    return (Run(text),) if isinstance(text, str) else text


def cell_text(value: Value) -> str:
    """Write a cell: counts as 2.642, decimals with a comma and the places they have, nothing for None."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, float):
        return number(value, 1)
    places = max(0, -int(value.as_tuple().exponent)) if not isinstance(value, int) else 0
    return number(value, places)


def number_line(document: Document, style: Style) -> str:
    """Write Số 15-BC/TU or Số: 05/BC-UBND; numbers under 10 get a leading 0, no number leaves room for one."""
    figure = ROOM if document.number is None else f"{document.number:02d}"
    return style.number_form.format(number=figure, kind=document.kind_code, body=document.body_code)


def date_line(document: Document) -> str:
    """Write ngày 05 tháng 01 năm 2026, or leave room where the day is not known yet."""
    on = document.on
    if on is None:
        return f"ngày{ROOM}tháng{ROOM}năm{ROOM}"
    return f"ngày {day(on)} tháng {month(on)} năm {on.year}"


def place_line(document: Document) -> str:
    """Write the place and the day."""
    return f"{document.place}, {date_line(document)}" if document.place else date_line(document)


def acting_line(acting: Acting, style: Style) -> str:
    """Write T/M BAN THƯỜNG VỤ for the Party and TM. ỦY BAN NHÂN DÂN for the State."""
    return cased(style.acting.get(acting.how, "") + acting.whom, style.authority)


def recipient_lines(document: Document, style: Style) -> list[str]:
    """Write each recipient after a dash, with the mark of the style after each and after the last."""
    bare = [each.strip().rstrip(".;,").removeprefix("-").strip() for each in document.recipients]
    between, last = style.recipient_ends
    return [f"- {each}{last if at == len(bare) - 1 else between}" for at, each in enumerate(bare)]


def addressee_lines(document: Document, style: Style) -> list[str]:
    """Write Kính gửi on one line for one addressee, on dash lines for several (Decree 30/2020, Appendix I)."""
    label = style.fixed_words["to"]
    if len(document.addressees) < 2:
        return [f"{label} {each}" for each in document.addressees]
    bare = [each.strip().rstrip(".;") for each in document.addressees]
    return [label, *(f"- {each}{'.' if at == len(bare) - 1 else ';'}" for at, each in enumerate(bare))]


def annex_label(document: Document, at: int, style: Style) -> str:
    """Write Phụ lục, numbered where there are several."""
    label = style.fixed_words["annex"]
    return label if len(document.annexes) == 1 else f"{label} {at + 1}"


def annex_note(document: Document, style: Style) -> str:
    """Say which document an annex belongs to."""
    line = number_line(document, style).replace(":", "").replace("Số", "số", 1)
    return f"(Kèm theo {document.kind.capitalize()} {line}, {date_line(document)} của {one_line(document.issuer)})"


def annex_head(document: Document, annex: Annex, at: int, style: Style) -> list[tuple[str, Face]]:
    """Give the centred lines above an annex."""
    lines = [(annex_label(document, at, style), style.annex), (annex.title, style.annex)]
    return [*((text, face) for text, face in lines if text), (annex_note(document, style), style.annex_note)]


def one_line(issuer: Issuer) -> str:
    """Name the issuer inside a sentence."""
    return " ".join(issuer.body.split())


def title_of(document: Document) -> str:
    """Name the document for its properties."""
    return " ".join(f"{document.kind} {document.summary}".split()) or "Văn bản"


def foot_line(document: Document, style: Style) -> str:
    """Say on every page that it is a draft and under which check code its content was kept."""
    check = f"{style.fixed_words['check']}: {document.fingerprint}" if document.fingerprint else ""
    return " · ".join(part for part in (document.draft, check) if part)
