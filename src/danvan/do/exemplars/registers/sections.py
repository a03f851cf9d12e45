"""Rows of a list that are no model: section headings, sums, notes, repeated headers, signatures."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from danvan.commons.folding import norm, words
from danvan.do.exemplars.registers.words import fields_in, fields_told, sort_in, who_in


@dataclass(frozen=True)
class Heading:
    """A section heading: the style of its number, and what it says of the rows below: a kind and its value."""

    style: str
    kind: str
    value: str


@dataclass
class Sections:
    """The headings a row stands under; a new one ends those of its level and below."""

    open: list[Heading] = field(default_factory=list)

    def enter(self, heading: Heading) -> None:
        """Go under a heading."""
        for place, other in enumerate(self.open):
            if other.style == heading.style if heading.style else other.kind == heading.kind:
                del self.open[place:]
                break
        self.open.append(heading)

    def holds(self, kind: str) -> str:
        """What the headings say of a kind, the innermost first."""
        return next((heading.value for heading in reversed(self.open) if heading.kind == kind), "")


def heading_in(marker: str, text: str, *, with_unit: bool) -> Heading | None:
    """The heading a row is, from the sign in its number column and its only text; None when it is none.

    With `with_unit` the list has a column of units, so that a heading that names a place is a place.
    """
    style, rest = style_of(marker) if marker else ("", text)
    if not style:
        style, rest = _leading_style(text)
    elif marker and text:
        rest = text
    rest = _COUNT.sub("", _COUNTED.sub("", rest)).strip(" .:-–—/")
    kind, value = meaning(rest, with_unit=with_unit)
    if kind:
        return Heading(style, kind, value)
    return Heading(style, "", rest) if style else None


def meaning(text: str, *, with_unit: bool = False) -> tuple[str, str]:
    """What a heading, a sheet's name or a title says: ("field", "kinh_te"), ("unit", "Hội Nông dân xã"), nothing."""
    fields = fields_in(text)
    if len(fields) == 1 and not with_unit_prefix(text):
        return "field", fields[0]
    said = words(text)
    if (found := re.search(r"\blinh vuc (.+)", said)) and len(fields_told(found[1])) < 2:
        named = _longest_field(found[1])
        if named:
            return "field", named
    if _WHO_HEADING.search(said) and (who := who_in(text)):
        return "who", who
    if _SORT_HEADING.fullmatch(said) and (sort := sort_in(said)):
        return "sort", sort
    if _PLACE.match(said) and with_unit:
        return "place", _LABEL.sub("", text)
    if with_unit_prefix(text):
        return "unit", _LABEL.sub("", text)
    return "", ""


def style_of(marker: str) -> tuple[str, str]:
    """The level a number of a heading shows – letter, Roman, small letter – and what follows it; "" for other texts."""
    return _leading_style(f"{marker.strip().rstrip('.)-/:')}. ")


def with_unit_prefix(text: str) -> bool:
    """Whether a text begins as units are named."""
    return bool(_UNIT.match(words(text)))


def is_number(text: str) -> bool:
    """Whether a text is a running number: 7, 07, 7., 1.2."""
    return bool(_RUNNING.fullmatch(text))


def is_sum(text: str) -> bool:
    """Whether a row's text adds up: "Cộng: 4 mô hình"; a name such as "Cộng đồng an toàn" does not."""
    said = norm(text) if not text.isascii() else f"{text.lower()} "
    return bool((_SUM if not text.isascii() else _BARE_SUM).match(said))


def is_signature(text: str) -> bool:
    """Whether a text belongs to the foot of a paper: who signs, who receives, where and when."""
    return bool(_FOOT.match(words(text)))


def is_note(text: str) -> bool:
    """Whether a text only says that there is nothing, or adds a note to the list."""
    return bool(_NOTE.match(words(text)))


def is_remark(text: str) -> bool:
    """Whether a text adds a note to the list, as no model is called."""
    return bool(_REMARK.match(words(text)))


def is_numbering(texts: list[str]) -> bool:
    """Whether a row numbers the columns: (1) (2) (3), or A B C."""
    bare = [text.strip("() []") for text in texts]
    if len(bare) < 3 or not all(re.fullmatch(r"\d{1,2}|[A-Za-z]|\d=.*", text) for text in bare):
        return False
    digits = [int(text) for text in bare if text.isdecimal()]
    letters = [text.lower() for text in bare if text.isalpha()]
    rising = all(a < b for a, b in pairwise(digits))
    return rising and len(set(letters)) == len(letters) and "x" not in letters and len(digits) != 1


def _leading_style(text: str) -> tuple[str, str]:
    found = _MARKED.match(text)
    if not found:
        return "", text
    sign, rest = found[1] or found[2], text[found.end() :]
    if re.fullmatch("[IVX]+", sign):
        return "I", rest
    if sign.isdecimal():
        return "1", rest
    return ("A" if sign.isupper() else "a"), rest


def _longest_field(said: str) -> str:
    parts = said.split(" ")[:10]
    for length in range(len(parts), 0, -1):
        fields = fields_in(" ".join(parts[:length]))
        if len(fields) == 1:
            return fields[0]
    return ""


_RUNNING = re.compile(r"0*\d{1,5}(?:\.\d{1,4})*[.)/]?|\(\d{1,5}\)")
_MARKED = re.compile(
    r"\s*(?:(?:phần|mục|nhóm|PHẦN|MỤC|NHÓM|Phần|Mục|Nhóm)\s+)?"
    r"(?:([IVX]{1,5}|[A-HĐK-Z]|[a-hđ])\s*[.)/:\-–—]+|(\d{1,2})\s*[.)/:\-–—]+)\s*"
)
_COUNTED = re.compile(
    r"\s*[(:\-–—]?\s*(?:gồm|có|số lượng|tổng số)?\s*:?\s*\d+\s*(?:mô hình|điển hình|mh|mo hinh)\b.*$", re.IGNORECASE
)
_COUNT = re.compile(r"\s*(?::\s*\d{1,4}|\(\s*\d{1,4}\s*\))\s*$")
_LABEL = re.compile(r"^\s*(?:đơn vị|don vi|tên đơn vị|địa bàn)\s*:\s*", re.IGNORECASE)
_WHO_HEADING = re.compile(r"^(cac |mo hinh |dien hinh |doi voi |ve |khoi )*(tap the|ca nhan)\b")
_SORT_HEADING = re.compile(
    r"(cac |mo hinh |dien hinh |dang ky |xay dung )*(moi|nang chat|nang cao.*|nhan rong|duy tri)( .*)?"
)
_UNIT = re.compile(
    r"(hoi|doan|xa doan|phuong doan|dang uy|dang bo|chi bo|ban|cong an|quan su|ubnd|uy ban|hdnd|mttq|mat tran|ubmttq|"
    r"truong|tram|khoi|phong|lien doan|cong doan|chi (cuc|doan|hoi)|cuc|so|vien|toa an|hat|trung tam|khu|ap|khom|xa|"
    r"phuong|thi tran|huyen|quan|don vi|co quan|doanh nghiep|cong ty|htx|hop tac xa|chua|bchqs|bch|vks|thi hanh an|"
    r"ngan hang|benh vien|hoi dong|van phong|tuyen giao|to chuc)\b"
)
_PLACE = re.compile(r"(ap|khom|khu vuc|thon|to dan pho|dia ban)\b")
_SUM = re.compile(
    r"[-*•+\s]*(?:tổng\s*(?:cộng|số|kết|hợp)\b|tổng\s*(?:[:\d]|$)"
    r"|(?:tổng\s*)?cộng\s*(?:[:\d]|$|\(|chung|(?:mục|phần|nhóm|lĩnh vực|lv)\b|(?!\s*(?:đồng|tác|hưởng)\b).*\d{1,6}\s*(?:mô hình|điển hình|mh)))"
)
_BARE_SUM = re.compile(
    r"[-*+\s]*(?:tong\s*(?:cong|so)\b|tong\s*[:\d]|cong\s*(?:[:\d]|$|\(|.*\d{1,6}\s*(?:mo hinh|mh)))"
)
_FOOT = re.compile(
    r"(t m|tm|kt|tl|tuq)\b|(nguoi|can bo) (lap|tong hop)|noi nhan|ky (ten|ghi ro|va ghi)|thu truong|"
    r"truong (khoi|ban|phong)\b|(pho )?bi thu|(pho )?chu tich|xac nhan (cua )?|"
    r".{0,40}ngay \d* ?thang \d* ?nam|lanh dao don vi|dai dien don vi"
)
_REMARKS = r"ghi chu|luu y|trong do|danh sach (nay )?(co|gom)|kem theo|nhu tren|het"
_REMARK = re.compile(rf"({_REMARKS})\b")
_NOTE = re.compile(rf"(khong co|khong dang ky|chua co|chua dang ky|{_REMARKS})\b")
