"""Outlines of reports as data, their parts, the tables annexed, and the states of a report and of a part (danvan.md 3.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a report stands; each freezing is a version that stays."""

    WRITING = "writing", _("Đang soạn")
    FROZEN = "frozen", _("Đã chốt")


class PartState(models.TextChoices):
    """Where one part of a report stands."""

    EMPTY = "empty", _("chưa viết")
    WRITING = "writing", _("đang viết")
    DONE = "done", _("xong")


CHIPS = {PartState.EMPTY: "wait", PartState.WRITING: "soon", PartState.DONE: "ok"}
"""The shape beside each word."""


@dataclass(frozen=True)
class Part:
    """One part of an outline. `drafted` names the writer of `narrative.py`; without one a person writes."""

    key: str
    number: str
    label: str | Promise
    drafted: str = ""
    group: str | Promise = ""

    @property
    def heading(self) -> str:
        """As it stands in the document: I. Tình hình Nhân dân, 6. Phong trào …"""
        return f"{self.number}. {self.label}"

    @property
    def place(self) -> str:
        """As one names it in a sentence: II.6."""
        return self.key.upper().replace("-", ".")


@dataclass(frozen=True)
class Outline:
    """A template: what the report is called and what it consists of."""

    key: str
    label: str | Promise
    summary: str | Promise
    parts: Sequence[Part]

    def part(self, key: str) -> Part:
        """The part with this key. Raises `LookupError`."""
        for part in self.parts:
            if part.key == key:
                return part
        raise LookupError(key)


RESULTS = _("II. Kết quả công tác dân vận")
REVIEW = _("III. Đánh giá chung")

WORK = Outline(
    "cong-tac-dan-van",
    _("Báo cáo công tác dân vận"),
    _("công tác dân vận %(period)s"),
    (
        Part("i", "I", _("Tình hình Nhân dân")),
        Part("ii-1", "1", _("Công tác của cấp ủy"), group=RESULTS),
        Part("ii-2", "2", _("Công tác dân vận của chính quyền"), group=RESULTS),
        Part("ii-3", "3", _("Mặt trận Tổ quốc và các tổ chức chính trị - xã hội"), group=RESULTS),
        Part("ii-4", "4", _("Công tác dân vận của lực lượng vũ trang"), group=RESULTS),
        Part("ii-5", "5", _("Công tác dân tộc, tôn giáo"), group=RESULTS),
        Part("ii-6", "6", _("Phong trào thi đua “Dân vận khéo”"), "movement", RESULTS),
        Part("ii-7", "7", _("Thực hiện dân chủ ở cơ sở"), group=RESULTS),
        Part("ii-8", "8", _("Theo dõi việc thực hiện các văn bản chỉ đạo"), group=RESULTS),
        Part("iii", "III", _("Đánh giá: ưu điểm, hạn chế, nguyên nhân, kinh nghiệm"), "review"),
        Part("iv", "IV", _("Phương hướng, nhiệm vụ")),
        Part("v", "V", _("Kiến nghị")),
    ),
)
MOVEMENT = Outline(
    "dan-van-kheo",
    _("Báo cáo phong trào thi đua “Dân vận khéo”"),
    _("kết quả thực hiện phong trào thi đua “Dân vận khéo” %(period)s"),
    (
        Part("i", "I", _("Công tác lãnh đạo, chỉ đạo")),
        Part("ii-1", "1", _("Đăng ký mô hình"), "registered", _("II. Kết quả thực hiện")),
        Part("ii-2", "2", _("Công nhận mô hình"), "recognised", _("II. Kết quả thực hiện")),
        Part("ii-3", "3", _("Thực hiện tại các địa phương"), "places", _("II. Kết quả thực hiện")),
        Part("iii-1", "1", _("Ưu điểm"), "strengths", REVIEW),
        Part("iii-2", "2", _("Hạn chế, nguyên nhân"), "limits", REVIEW),
        Part("iii-3", "3", _("Bài học kinh nghiệm"), group=REVIEW),
        Part("iv", "IV", _("Phương hướng, nhiệm vụ")),
        Part("v", "V", _("Kiến nghị, đề xuất")),
    ),
)
OUTLINES: Mapping[str, Outline] = {outline.key: outline for outline in (WORK, MOVEMENT)}

REGISTERED, RECOGNISED, REVOKED = "exemplars.registered", "exemplars.recognised", "exemplars.revoked"
"""Codes of figures that the outlines and the tables speak of; a card offers them, and one that is missing is left out."""
FIELDS = ("kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "xay_dung_he_thong_chinh_tri")
SORTS = ("new", "raised", "replicated", "kept")
WHO = ("collective", "individual")


@dataclass(frozen=True)
class Columns:
    """Neighbouring columns of a table by unit, under one head."""

    group: str | Promise
    codes: Sequence[str]


@dataclass(frozen=True)
class ByUnit:
    """A table by unit (danvan.md 3.4, table 1)."""

    title: str | Promise
    columns: Sequence[Columns]


TABLES = (
    ByUnit(
        _("Mô hình “Dân vận khéo” đăng ký, theo đơn vị"),
        (
            Columns("", (REGISTERED,)),
            Columns(_("Loại đăng ký"), tuple(f"{REGISTERED}.{key}" for key in SORTS)),
            Columns(_("Tập thể, cá nhân"), tuple(f"{REGISTERED}.{key}" for key in WHO)),
            Columns(_("Lĩnh vực"), tuple(f"{REGISTERED}.{key}" for key in FIELDS)),
        ),
    ),
    ByUnit(
        _("Mô hình “Dân vận khéo” được công nhận, theo đơn vị"),
        (
            Columns("", (REGISTERED, RECOGNISED)),
            Columns(_("Lĩnh vực"), tuple(f"{RECOGNISED}.{key}" for key in FIELDS)),
        ),
    ),
)
CHARTED = tuple(f"{RECOGNISED}.{key}" for key in FIELDS)
"""What the report's chart compares with the period before."""
FORMATS = ("docx", "pdf", "xlsx", "json")
BLANK = ": …"
"""How the machine leaves a line to a person."""
