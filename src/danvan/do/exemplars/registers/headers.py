"""What the words over a column mean: our name for it, and how sure that is."""

import re
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from danvan.commons.folding import words
from danvan.do.exemplars.registers.words import fields_in, sort_in, who_in

IGNORED = "ignored"

# Our names of columns, with headings our own reader knows again; a tick column is named "<field|who|sort>.<key>".
LABELS = {
    "number": _("STT"),
    "name": _("Tên mô hình"),
    "field": _("Lĩnh vực"),
    "unit": _("Đơn vị"),
    "place": _("Địa bàn"),
    "sort": _("Mới/Nâng chất/Nhân rộng/Duy trì"),
    "who": _("Tập thể/Cá nhân"),
    "year": _("Năm"),
    "content": _("Nội dung tóm tắt"),
    "output": _("Kết quả, sản phẩm"),
    "measure": _("Đơn vị tính"),
    "target": _("Chỉ tiêu"),
    "note": _("Ghi chú"),
}
KINDS = tuple(LABELS)


@lru_cache(maxsize=2048)
def kind_of(header: str) -> tuple[str, float]:
    """Our name for a column with that header and how sure it is, from 0 to 1; no name when nothing is recognised."""
    said = spelled_out(words(header))
    if not said or len(said) > 90:
        return "", 0.0
    if tick := tick_of(header):
        return tick, 0.95
    return next(((kind, sure) for phrase, kind, sure in _PHRASES if phrase.fullmatch(said)), ("", 0.0))


def tick_of(header: str) -> str:
    """The tick column a header makes, when it is itself a field, a sort, a collective or an individual."""
    said = spelled_out(words(header))
    if (
        len(said) > 60
        or said in ("t", "c", "m", "tt", "an", "dt", "cu", "xa hoi", "thuc hien")
        or said.split(" ")[0] in ("to", "chi")
    ):
        return ""
    fields = fields_in(header)
    if len(fields) == 1:
        return f"field.{fields[0]}"
    if re.search(r"\b(ca nhan|tap the|cn)\b", said) and not _NAMED.search(said) and (who := who_in(header)):
        return f"who.{who}"
    if (
        len(_SORT_WORDS.findall(said)) == 1
        and not _NAMED.search(said.removeprefix("dang ky "))
        and (sort := sort_in(header))
    ):
        return f"sort.{sort}"
    return ""


def spelled_out(said: str) -> str:
    """Folded words with the abbreviations of headers written whole: "d c" is "dia chi"."""
    return _SHORT.sub(lambda found: _WHOLE[found[0]], said)


_WHOLE = {
    "dvth": "don vi thuc hien",
    "dvdk": "don vi dang ky",
    "d vi": "don vi",
    "d c": "dia chi",
    "d ban": "dia ban",
    "l vuc": "linh vuc",
    "n dung": "noi dung",
    "t the": "tap the",
    "tthe": "tap the",
    "c nhan": "ca nhan",
    "cnhan": "ca nhan",
    "g chu": "ghi chu",
    "k qua": "ket qua",
    "m hinh": "mo hinh",
}
_SHORT = re.compile(rf"\b({'|'.join(_WHOLE)})\b")
_SORT_WORDS = re.compile(r"\b(moi|nang|nhan rong|nr|nc|duy tri)\b")
_NAMED = re.compile(r"\b(ten|dang ky|don vi|noi dung|nam|so|dia|nguoi)\b")

_PHRASES = tuple(
    (re.compile(phrase), kind, sure)
    for phrase, kind, sure in (
        (r"stt|so tt|s tt|s t t|so thu tu|thu tu", "number", 0.99),
        (r"tt|t t|no", "number", 0.9),
        (r"ma( .*)?|ky hieu.*", IGNORED, 0.9),
        (r".*(don vi tinh|\bdvt\b|dv tinh).*", "measure", 0.95),
        (r".*(dien thoai|sdt|cccd|cmnd|can cuoc|ngay sinh|nam sinh|email|zalo).*", IGNORED, 0.95),
        (r".*(phu trach|ho va ten|ho ten|nguoi dung dau|dai dien|chuc vu|nguoi theo doi|dau moi).*", IGNORED, 0.9),
        (r".*(phoi hop|cap dang ky|cap cong nhan|kinh phi|nguon luc|thoi gian|thoi diem|tien do).*", IGNORED, 0.8),
        (r"(tong )?so (luong )?(mo hinh|dien hinh|mh|dang ky)\b.*|ty le.*", IGNORED, 0.8),
        (r"ngay .*|so (ho|thanh vien|nguoi|hoi vien).*", IGNORED, 0.8),
        (r"nam (bat dau|thanh lap|ra mat|xay dung|hinh thanh).*|tu nam.*", IGNORED, 0.9),
        (r"(thuoc |ten |nhom |dang ky )*(linh vuc|lv)( .*)?", "field", 0.97),
        (r"nam|nam (dang ky|thi dua|thuc hien|cong nhan|ke hoach)( .*)?|nam 20\d\d", "year", 0.95),
        (r"ten (tap the|ca nhan|don vi|co quan)\b.*|(tap the|ca nhan)\b.*(dang ky|thuc hien).*|chu the.*", "unit", 0.8),
        (r".*(tap the|\btt\b).*(ca nhan|\bcn\b).*|.*(ca nhan|\bcn\b).*(tap the|\btt\b).*", "who", 0.97),
        (
            r".*\b(moi|nang chat|nang cao|nhan rong|duy tri)\b.*\b(moi|nang chat|nang cao|nhan rong|duy tri)\b.*",
            "sort",
            0.97,
        ),
        (
            r"(tinh trang|hien trang|trang thai|loai dang ky|hinh thuc dang ky|muc do|tinh chat|loai mo hinh)( .*)?",
            "sort",
            0.75,
        ),
        (r"(hinh thuc|loai hinh|phan loai|loai|doi tuong|quy mo)( .*)?", "who", 0.6),
        (
            r"(ten|ten goi) .*(mo hinh|dien hinh|cong trinh|phan viec|viec lam|dan van kheo|dvk|cach lam).*",
            "name",
            0.99,
        ),
        (r"(cac |ten )?(mo hinh|dien hinh)( .*)?|mh( .*)?|ten (mh|dh)( .*)?|ten|ten goi|dan van kheo", "name", 0.9),
        (r"(don vi|co quan|cap|so|quyet dinh|so quyet dinh|ngay) cong nhan.*", IGNORED, 0.9),
        (r"(dia ban|dia chi|dia diem|pham vi|vi tri)( .*)?|noi (thuc hien|trien khai|xay dung)( .*)?", "place", 0.95),
        (r"(ap|khom|khu vuc|thon|xa phuong|xa|phuong)( .*)?", "place", 0.75),
        (r"noi (dang ky|dk)( .*)?", "place", 0.5),
        (r".*(don vi|co quan|to chuc|doan the|chu tri|\bdv\b|co so|ban nganh).*", "unit", 0.95),
        (r"ghi chu.*|luu y|chu thich", "note", 0.97),
        (r".*(ket qua|san pham|hieu qua|dau ra|muc tieu|y nghia).*", "output", 0.85),
        (r"(chi tieu|so luong|khoi luong|muc dang ky|con so)( .*)?", "target", 0.85),
        (
            r".*(noi dung|cach lam|tom tat|mo ta|cach thuc|giai phap|bien phap|trich yeu|thuc trang|tieu chi).*",
            "content",
            0.95,
        ),
        (r".*(mo hinh|dien hinh|cong trinh|phan viec).*(dang ky|thuc hien).*", "name", 0.7),
    )
)
