"""Style sheets as data, one for each system of issuers, with the guidance followed and what is yet to be compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from danvan.commons.charts.fonts import TIMES


class System(StrEnum):
    """Whose rules of form an issuer follows."""

    PARTY = "party"
    STATE = "state"
    FRONT = "front"


@dataclass(frozen=True, slots=True)
class Face:
    """How a stretch of text looks; size in points."""

    size: float
    bold: bool = False
    italic: bool = False
    caps: bool = False
    underline: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A fixed line of the upper right corner; rule is the length (mm) of the line below, as long as the text."""

    text: str
    face: Face
    rule: float = 0


@dataclass(frozen=True, slots=True)
class Style:
    """Measures in mm, sizes in points; forms are patterns over {number}, {kind} and {body}."""

    citation: str
    unverified: str
    margins: tuple[float, float, float, float]
    upper_right: Sequence[Line]
    superior: Face
    body: Face
    body_star: bool
    body_rule: float
    left_share: float
    number: Face
    number_form: str
    place: Face
    kind: Face
    summary: Face
    summary_dashes: str
    summary_rule: float
    text: Face
    headings: Sequence[Face]
    table: Face
    small: Face
    page_number: Face
    authority: Face
    signer: Face
    acting: Mapping[str, str]
    recipients_label: Face
    recipients: Face
    recipient_ends: tuple[str, str]
    annex: Face
    annex_note: Face
    fonts: Sequence[str] = TIMES
    paper: tuple[float, float] = (210, 297)
    first_line: float = 10
    space_after: float = 6
    line_height: float = 1.15
    fixed_words: Mapping[str, str] = field(
        default_factory=lambda: {"recipients": "Nơi nhận:", "annex": "Phụ lục", "to": "Kính gửi:", "check": "Mã kiểm"}
    )


PARTY = Style(
    citation="Hướng dẫn 36-HD/VPTW ngày 03/4/2018 của Văn phòng Trung ương Đảng",
    unverified="cần đối chiếu: cỡ chữ, chữ viết tắt của cơ quan, dấu cuối dòng nơi nhận, số văn bản nhỏ hơn 10",
    margins=(20, 20, 30, 15),
    upper_right=(Line("ĐẢNG CỘNG SẢN VIỆT NAM", Face(15, bold=True), rule=73),),
    superior=Face(14, caps=True),
    body=Face(14, bold=True, caps=True),
    body_star=True,
    body_rule=0,
    left_share=0.515,
    number=Face(14),
    number_form="Số {number}-{kind}/{body}",
    place=Face(14, italic=True),
    kind=Face(16, bold=True, caps=True),
    summary=Face(14, bold=True),
    summary_dashes="-----",
    summary_rule=0,
    text=Face(14),
    headings=(Face(14, bold=True), Face(14, bold=True), Face(14, bold=True, italic=True), Face(14, italic=True)),
    table=Face(12),
    small=Face(12, italic=True),
    page_number=Face(14),
    authority=Face(14, bold=True, caps=True),
    signer=Face(14, bold=True),
    acting={"TM": "T/M ", "KT": "K/T ", "TL": "T/L ", "TUQ": "T/UQ ", "Q": "Q. "},
    recipients_label=Face(14, underline=True),
    recipients=Face(12),
    recipient_ends=(",", "."),
    annex=Face(14, bold=True),
    annex_note=Face(14, italic=True),
)

STATE = Style(
    citation="Nghị định 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ, Phụ lục I",
    unverified="cần đối chiếu: cỡ chữ và khoảng cách với Phụ lục I",
    margins=(20, 20, 30, 15),
    upper_right=(
        Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Face(12, bold=True)),
        Line("Độc lập - Tự do - Hạnh phúc", Face(13, bold=True), rule=56),
    ),
    superior=Face(12, caps=True),
    body=Face(12, bold=True, caps=True),
    body_star=False,
    body_rule=22,
    left_share=0.44,
    number=Face(13),
    number_form="Số: {number}/{kind}-{body}",
    place=Face(13, italic=True),
    kind=Face(14, bold=True, caps=True),
    summary=Face(14, bold=True),
    summary_dashes="",
    summary_rule=45,
    text=Face(14),
    headings=(Face(14, bold=True), Face(14, bold=True), Face(14, bold=True, italic=True), Face(14, italic=True)),
    table=Face(12),
    small=Face(12, italic=True),
    page_number=Face(13),
    authority=Face(13, bold=True, caps=True),
    signer=Face(14, bold=True),
    acting={"TM": "TM. ", "KT": "KT. ", "TL": "TL. ", "TUQ": "TUQ. ", "Q": "Q. "},
    recipients_label=Face(12, bold=True, italic=True),
    recipients=Face(11),
    recipient_ends=(";", "."),
    annex=Face(14, bold=True),
    annex_note=Face(14, italic=True),
)

FRONT = replace(
    STATE,
    citation="Hướng dẫn riêng của Mặt trận và các tổ chức; tạm theo Nghị định 30/2020/NĐ-CP, Phụ lục I",
    unverified="cần đối chiếu: tiêu đề bên phải, ký hiệu và cách ghi thẩm quyền ký theo hướng dẫn của tổ chức",
)

STYLES = {System.PARTY: PARTY, System.STATE: STATE, System.FRONT: FRONT}


def style_of(system: System) -> Style:
    """Give the style sheet of a system of issuers."""
    return STYLES[system]
