"""What people write for a field, a sort, a collective or an individual, in any spelling."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from danvan.commons.folding import words
from danvan.do.exemplars.kinds import Field

_LONGEST = 200  # what is longer is no name of a field

FIELDS: tuple[str, ...] = tuple(Field.values)


@lru_cache(maxsize=4096)
def fields_in(text: str) -> tuple[str, ...]:
    """The fields a text names: one is an answer, several contradict each other, none is not a field."""
    if len(text) > _LONGEST:
        return ()
    text = stripped if words(stripped := _ASIDE.sub(" ", text)) else text
    whole = _field(words(text)) or _field(words(text := _NUMBERED.sub("", text))) or _first_of(text)
    if whole:
        return (whole,)
    for cut in (_PARTS, _DASHED):
        found = _fields_of_parts([part for part in (words(part) for part in cut.split(text)) if part])
        if found:
            return found
    return ()


def fields_told(text: str) -> set[str]:
    """Every field whose words stand anywhere in a longer text, such as a title."""
    said = words(text).replace("an toan xa hoi", "")
    return {field for phrase, field in _TELLING.items() if re.search(rf"\b{phrase}\b", said)}


def likely_field(text: str) -> str:
    """The field under which work of that name usually goes, to help whoever is refused."""
    said = f" {words(text)} "
    return next((field for field, hints in _HINTS.items() if any(f" {hint} " in said for hint in hints)), "")


@lru_cache(maxsize=4096)
def who_in(text: str) -> str:
    """Whether a text means a collective or an individual; nothing when it says neither or both."""
    if len(text) > _LONGEST:
        return ""
    said = words(text)
    if is_blank(text) or said.replace(" ", "") in ("tapthe", "tt", "tthe", "t", "mohinhtapthe", "dienhinhtapthe"):
        return "collective"
    if said.replace(" ", "") in ("canhan", "cn", "cnhan", "c", "mohinhcanhan", "dienhinhcanhan", "canhandienhinh"):
        return "individual"
    person, group = re.search(r"\bca nhan\b", said), re.search(r"\btap the\b", said)
    if person or group:
        return "" if person and group else "individual" if person else "collective"
    return "collective" if said.split(" ")[0] in _GROUPS else ""


@lru_cache(maxsize=4096)
def sort_in(text: str) -> str:
    """Which of the four sorts a text means; of two said together the first, as in "nâng chất, nhân rộng"."""
    if len(text) > _LONGEST:
        return ""
    said = _BEFORE_SORT.sub("", words(text))
    exact = _SORTS.get(said.replace(" ", ""), "")
    said = said.removeprefix("tiep tuc ")
    if exact:
        return exact
    found = sorted((match.start(), sort) for sort, phrase in _SORT_PHRASES if (match := phrase.search(said)))
    return found[0][1] if found and found[0][0] == 0 else ""


def is_mark(text: str) -> bool:
    """Whether a cell of a tick column is ticked, with whatever sign."""
    return not is_blank(text)


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: empty, a dash, a nought, an empty box."""
    return bool(_BLANK.fullmatch(text)) or words(text) in ("false", "khong", "khong co")


def _field(said: str) -> str:
    while (shorter := _BEFORE.sub("", said)) != said:
        said = shorter
    compact = _AFTER.sub("", said).replace(" ", "")
    whole = _INITIALS.sub(lambda found: _INITIAL[found[0]], said) if " " in said else said
    exact = next(filter(None, map(_FIELD_NAMES.get, (compact, said.replace(" ", ""), whole.replace(" ", "")))), "")
    if exact or len(compact) < 7:
        return exact
    return next((key for name, key in _FULL if fuzz.ratio(compact, name) >= 88), "")


def _first_of(text: str) -> str:
    """A field with a word on what of it is meant, as in "kinh tế nông nghiệp", when no other is named."""
    said = words(text)
    begun = [field for field, full in _BEGINNINGS.items() if said.startswith(f"{full} ")]
    if len(begun) != 1 or _DASHED.search(text) or len(said.split(" ")) > 8:
        return ""
    rest = said.removeprefix(f"{_BEGINNINGS[begun[0]]} ")
    return "" if _OTHER.search(rest) else begun[0]


def _fields_of_parts(parts: list[str]) -> tuple[str, ...]:
    """Every part must name a field, or work that usually goes under the field another part names."""
    if len(parts) < 2:
        return ()
    named = [_field(part) for part in parts]
    strong = tuple(field for field in FIELDS if field in named)
    if all(field or likely_field(part) in strong for field, part in zip(named, parts, strict=True)):
        return strong
    return strong if len(strong) > 1 else ()


_PARTS = re.compile(r"[;,/+&\n|]|\bvà\b|\bva\b", re.IGNORECASE)
_DASHED = re.compile(r"[;,/+&\n|‐‑‒–—-]|\bvà\b|\bva\b", re.IGNORECASE)
_BLANK = re.compile(r"[\s\-–—_.,:;/\\()\[\]☐□0…]*")
_NUMBERED = re.compile(r"^\s*(?:\d{1,2}\s*[.)/:–-]?|[IVX]{1,4}\s*[.)/:–-])\s*(?=[^\W\d]{2})")
_ASIDE = re.compile(r"\([^()]*\)")
_BEFORE = re.compile(
    r"^(linh vuc|lv|thuoc|trong|tren|ve|nhom|mang|cong tac|mo hinh|phat trien|phat huy|giu gin|giu vung|dam bao|bao dam|dan van kheo) "
)
_INITIAL = {"xd": "xay dung", "ht": "he thong", "ct": "chinh tri", "cq": "chinh quyen", "q": "quoc", "a": "an"}
_INITIALS = re.compile(rf"\b({'|'.join(_INITIAL)})\b")
_BEFORE_SORT = re.compile(r"^((cac|nhung|mo hinh|dien hinh|mh|dang ky|thuc hien) )+(?=\w)")
_AFTER = re.compile(r" (trong sach|vung manh|trong sach vung manh|co so|o co so|cac cap)$")
_GROUPS = frozenset(("to", "nhom", "doi", "hoi", "chi", "khoi", "ban", "cau", "lop", "ho"))

_BEGINNINGS = {
    "kinh_te": "kinh te",
    "van_hoa_xa_hoi": "van hoa xa hoi",
    "quoc_phong_an_ninh": "quoc phong an ninh",
    "xay_dung_he_thong_chinh_tri": "xay dung he thong chinh tri",
}
_TELLING = {
    "kinh te": "kinh_te",
    "van hoa": "van_hoa_xa_hoi",
    "xa hoi": "van_hoa_xa_hoi",
    "quoc phong": "quoc_phong_an_ninh",
    "an ninh": "quoc_phong_an_ninh",
    "chinh tri": "xay_dung_he_thong_chinh_tri",
}
_OTHER = re.compile(r"\b(kinh te|van hoa|xa hoi|quoc phong|an ninh|chinh tri|he thong|vhxh|qpan|htct)\b")

_NAMES = {
    "kinh_te": "kinhte kt kte phattrienkinhte ptkt phattrienkt xaydungkinhte",
    "van_hoa_xa_hoi": """
        vanhoaxahoi vhxh vanhoa xahoi vh xh vanhoavaxahoi vanhoaxh vhxahoi vanxa vxh vhoaxhoi vanhoaxahoimoitruong
        ansinhxahoi vhvaxh vhtt xahoivanhoa xhvh""",
    "quoc_phong_an_ninh": """
        quocphonganninh qpan quocphong anninh qp an anqp anninhquocphong quocphongvaanninh qpvaan qpanninh quocphongan
        anninhtrattu antt qpantt quocphonganninhtrattu ttatxh trattuantoanxahoi qsqp""",
    "xay_dung_he_thong_chinh_tri": """
        xaydunghethongchinhtri xdhtct htct hethongchinhtri xdhtchinhtri xaydunghtct xdhethongchinhtri xaydunghtchinhtri
        xdct xaydungdang xaydungchinhquyen chinhquyen chinhtri xaydungdanghethongchinhtri xaydungdangvahethongchinhtri
        xaydungdanghtct xddhtct xdhttct xdht htchinhtri xdhtctri xdd xddvahtct xaydungdangvahtct xaydungdangchinhquyen
        xdchinhquyen xdcq""",
}
_FIELD_NAMES = {name: key for key, names in _NAMES.items() for name in names.split()}
_FULL = [(name, key) for name, key in _FIELD_NAMES.items() if len(name) >= 14]
_HINTS = {
    "van_hoa_xa_hoi": (
        "moi truong",
        "the thao",
        "giao duc",
        "y te",
        "giao thong",
        "an sinh",
        "nha o",
        "khuyen hoc",
        "do thi",
    ),
    "quoc_phong_an_ninh": ("trat tu", "ma tuy", "phap luat", "quan su", "an toan"),
    "xay_dung_he_thong_chinh_tri": (
        "cai cach hanh chinh",
        "cchc",
        "dan chu",
        "chuyen doi so",
        "hanh chinh",
        "dang vien",
    ),
    "kinh_te": ("nong nghiep", "san xuat", "nong thon", "thuong mai", "du lich", "lam giau", "giam ngheo"),
}

_SORTS = {
    **dict.fromkeys(
        ("moi", "m", "xaydungmoi", "lammoi", "moixaydung", "dkmoi", "thanhlapmoi", "mohinhmoi", "xdmoi"), "new"
    ),
    **dict.fromkeys(
        ("nangchat", "nc", "nangcao", "nangchatluong", "nangcaochatluong", "nangchatmohinh", "nchat"), "raised"
    ),
    **dict.fromkeys(("nhanrong", "nr", "nhanrongmohinh", "nrong"), "replicated"),
    **dict.fromkeys(
        ("duytri", "dt", "tieptuc", "tieptucduytri", "giuvung", "tieptucthuchien", "thuchien", "cu"), "kept"
    ),
}
_SORT_PHRASES = (
    ("new", re.compile(r"\b(xay dung moi|lam moi|thanh lap moi|moi)\b")),
    ("raised", re.compile(r"\b(nang chat|nang cao|nang len)\b")),
    ("replicated", re.compile(r"\bnhan (rong|ra)\b")),
    ("kept", re.compile(r"\b(duy tri|giu vung)\b")),
)
