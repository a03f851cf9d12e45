"""What the movement distinguishes: fields, sorts of registration, who, states, levels of decision (danvan.md 1, glossary)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Field(models.TextChoices):
    """The four fields of the movement, with the keys of exchange files."""

    ECONOMY = "kinh_te", _("Kinh tế")
    CULTURE_SOCIETY = "van_hoa_xa_hoi", _("Văn hóa - xã hội")
    DEFENCE_SECURITY = "quoc_phong_an_ninh", _("Quốc phòng - an ninh")
    POLITICAL_SYSTEM = "xay_dung_he_thong_chinh_tri", _("Xây dựng hệ thống chính trị")


class Sort(models.TextChoices):
    """What the registration of a year is (danvan.md 1.5)."""

    NEW = "new", _("Mới")
    RAISED = "raised", _("Nâng chất")
    REPLICATED = "replicated", _("Nhân rộng")
    KEPT = "kept", _("Duy trì")


class Who(models.TextChoices):
    """Whose exemplar it is; no mark means collective."""

    COLLECTIVE = "collective", _("Tập thể")
    INDIVIDUAL = "individual", _("Cá nhân")


class Theme(models.TextChoices):
    """Themes beside the fields (product.md 2)."""

    NEW_COUNTRYSIDE = "new_countryside", _("Nông thôn mới, đô thị văn minh")
    JOBS = "jobs", _("Việc làm, sinh kế")
    POVERTY = "poverty", _("Giảm nghèo, nhà ở")
    HEALTH = "health", _("Y tế, giáo dục")
    ENVIRONMENT = "environment", _("Môi trường")
    CLIMATE = "climate", _("Thiên tai, khí hậu")
    ORDER = "order", _("An ninh trật tự")
    CLEARANCE = "clearance", _("Giải phóng mặt bằng")
    DIGITAL = "digital", _("Chuyển đổi số, cải cách hành chính")


class State(models.TextChoices):
    """Where the registration of a year stands."""

    DRAFT = "draft", _("Bản nháp")
    ENTERED = "entered", _("Đã ghi vào danh sách")
    SENT = "sent", _("Đã gửi")
    RETURNED = "returned", _("Bị trả lại")
    ACCEPTED = "accepted", _("Được chấp nhận")
    JOINED = "joined", _("Đã gộp")
    WITHDRAWN = "withdrawn", _("Đã rút")
    RECOGNISED = "recognised", _("Được công nhận")
    DECLINED = "declined", _("Chưa được công nhận")
    REVOKED = "revoked", _("Bị thu hồi công nhận")


REGISTERED = (State.SENT, State.ACCEPTED, State.RECOGNISED, State.DECLINED, State.REVOKED)
"""Registered: sent, and neither returned nor withdrawn nor joined into another one."""
GONE = (State.WITHDRAWN, State.JOINED)
"""No longer a registration of its own."""
REASONED = (State.RETURNED, State.DECLINED)
"""States for which the reason on the registration stands; in another state it is one of before."""
UNSENT = (State.DRAFT, State.ENTERED)
"""A draft, and what only stands on a list: seen by the unit and its commune alone, not by the city."""


class ExemplarState(models.TextChoices):
    """The lasting exemplar's own state; its life after recognition comes with the follow-up visits."""

    LISTED = "listed", _("Đang theo dõi")
    JOINED = "joined", _("Đã gộp")
    WITHDRAWN = "withdrawn", _("Đã rút")


class ListState(models.TextChoices):
    """Where a unit's list of a year stands."""

    OPEN = "open", _("Đang lập")
    SIGNED = "signed", _("Đã ký")
    SENT = "sent", _("Đã gửi")
    RETURNED = "returned", _("Cần sửa")
    ACCEPTED = "accepted", _("Đã nhận")


class YearState(models.TextChoices):
    """Where a campaign year stands."""

    PLANNED = "planned", _("Chưa mở")
    OPEN = "open", _("Đang mở")
    CLOSED = "closed", _("Đã đóng")


class DecisionLevel(models.TextChoices):
    """Who recognises (danvan.md 1.6; the district level ended on 30-06-2025)."""

    COMMUNE = "commune", _("Cấp xã")
    DISTRICT = "district", _("Cấp huyện (đến 30/6/2025)")
    CITY = "city", _("Cấp thành phố")
    CENTRAL = "central", _("Cấp Trung ương")


class DecisionState(models.TextChoices):
    """Where a decision stands in this system; the paper itself is signed outside it."""

    DRAFT = "draft", _("Đang chuẩn bị")
    ISSUED = "issued", _("Đã ban hành")
    REVOKED = "revoked", _("Đã thu hồi")
    DROPPED = "dropped", _("Đã bỏ dự thảo")


class Result(models.TextChoices):
    """What a decision says of one registration."""

    RECOGNISED = "recognised", _("Công nhận")
    NOT_YET = "not_yet", _("Chưa công nhận")


class Life(models.TextChoices):
    """How a visit found a recognised exemplar: over because it was done is not the same as lapsed (danvan.md 1.7)."""

    RUNNING = "running", _("Đang hoạt động")
    COMPLETED = "completed", _("Đã hoàn thành")
    PAUSED = "paused", _("Tạm dừng")
    STOPPED = "stopped", _("Đã dừng")


OVER = (Life.COMPLETED, Life.STOPPED)
"""Nobody is sent there again."""
WORKING = (Life.RUNNING, Life.COMPLETED)
"""Still of use: it goes on, or what it set out to do is done."""
LAPSED = (Life.PAUSED, Life.STOPPED)
"""Asks for a reason."""
VISITS_AFTER = (6, 12)
"""Months after the decision at which a recognised exemplar is visited (danvan.md 1.6, criterion 6)."""


class IntakeState(models.TextChoices):
    """Where a file that was brought in stands."""

    READ = "read", _("Đã đọc, chưa lưu")
    SAVED = "saved", _("Đã lưu")
    UNDONE = "undone", _("Đã hoàn tác")


MEASURES = (
    "cầu", "nhà", "mét đường", "mét kênh, rạch", "hộ", "việc làm", "người", "thành viên", "triệu đồng", "ngày công",
    "m² đất", "bóng đèn", "camera", "cây xanh", "phần quà", "lớp học", "cuộc", "kg", "hồ sơ", "lượt",
)  # fmt: skip
"""Units of measure offered for an output; another one may be typed."""

NINE_BOXES = ("title", "situation", "goal", "method", "place", "forces", "means", "output", "lasting")
"""The nine boxes of the registration form (danvan.md 1.4)."""
