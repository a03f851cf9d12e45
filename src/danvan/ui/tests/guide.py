"""What the style guide shows: every component with invented content (dữ liệu minh họa)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.http import QueryDict

from danvan.ui import forms, paging
from danvan.ui.keyset import Stretch

FIELDS = [("kinh_te", "Kinh tế"), ("van_hoa", "Văn hóa - xã hội"), ("quoc_phong", "Quốc phòng - an ninh")]


@dataclass(frozen=True)
class Hat:
    """What the masthead asks of a hat."""

    pk: int
    unit: str

    def __str__(self) -> str:
        return f"Cán bộ, {self.unit}"


HATS = [Hat(1, "Xã minh họa"), Hat(2, "Phường minh họa")]
BARE: dict[str, Any] = {"is_demo": False, "menu": [], "hats": [], "seat": None, "unread": 0}
"""What the front would add to every page, said here so that ui needs neither front nor database."""
MENU = [
    {"label": "Việc của tôi", "address": "/", "count": 7, "current": False},
    {"label": "Dân làm", "current": True, "entries": [{"label": "Mô hình", "address": "/", "count": 3}]},
]


class Sheet(forms.Form):
    """One box of every kind."""

    name = forms.TextField(label="Tên mô hình", help_text="Nói rõ làm gì, ở đâu.", max_length=150)
    why = forms.LongTextField(label="Thực trạng, lý do")
    kind = forms.PickField(label="Mô hình này là", choices=[("moi", "Mới"), ("nang_chat", "Nâng chất")])
    field = forms.ChoiceField(label="Lĩnh vực", choices=[("", "Chưa chọn"), *FIELDS])
    topics = forms.PicksField(label="Chủ đề", choices=FIELDS, required=False)
    target = forms.WholeField(label="Chỉ tiêu", required=False)
    length = forms.QuantityField(label="Số ki-lô-mét", required=False)
    starts_on = forms.DayField(label="Bắt đầu ngày")
    plan = forms.FileField(label="Kế hoạch", required=False, endings=(".pdf", ".docx"), max_bytes=1000)
    sure = forms.CheckField(label="Tôi đã xem lại")
    examples = {"name": "Tổ vá đường ban đêm ấp 5", "starts_on": "24/11/2026"}
    numbers = {"name": "1", "why": "2"}


class Filter(forms.Filters):
    """Filters of a list."""

    q = forms.TextField(label="Tên xã, phường")
    field = forms.ChoiceField(label="Lĩnh vực", choices=[("", "Tất cả"), *FIELDS])


def context(
    address: str = "q=thanh&field=kinh_te&trang=2&xep=-ten", data: dict[str, Any] | None = None
) -> dict[str, Any]:
    """Everything `ui/guide.html` asks for."""
    query = QueryDict(address)
    rows = [{"name": f"Xã minh họa {n}", "count": 1000 + n, "ratio": n / 90} for n in range(1, 104)]
    return BARE | {
        "title": "Các mảnh của trang",
        "lead": "Trang để nhìn và thử.",
        "crumbs": [("Trang chính", "/"), ("Các mảnh", "")],
        "seat": HATS[0],
        "hats": HATS,
        "menu": MENU,
        "boxes": [
            {"number": 1, "label": "Tên mô hình", "target": "id_name_box", "kind": "soon", "word": "có thể trùng"}
        ],
        "steps": ["Điền phiếu", "Xem lại", "Gửi"],
        "chips": [
            ("late", "trễ"),
            ("soon", "hôm nay"),
            ("ok", "tốt"),
            ("wait", "chờ"),
            ("done", "xong"),
            ("stop", "dừng"),
        ],
        "filter": Filter(query),
        "views": [("Tất cả", "?", True), ("Trễ, chưa nhắc", "?tre=1", False)],
        "sort": paging.sorted_by(query, {"ten": ("name", "pk"), "so": ("count", "pk")}, default="ten"),
        "page": paging.paged(rows, query, size=10),
        "stretch": Stretch(rows[:10], "dau", "cuoi", 300_000),
        "facts": [("Ở đâu", "Khu vực 3"), ("Kết quả", 0), ("Nguồn", "")],
        "events": [
            {"on": date(2025, 7, 21), "title": "Đăng ký", "text": "Hội Nông dân phường"},
            {"at": datetime(2026, 1, 2, 1, 15, tzinfo=UTC), "title": "Khảo sát", "text": "phiếu", "address": "?"},
            {"title": "Năm 2027", "text": "nâng chất", "next": True},
        ],
        "form": Sheet(data) if data is not None else Sheet(),
        "points": ["Danh sách được giữ nguyên, ghi mã kiểm."],
    }
