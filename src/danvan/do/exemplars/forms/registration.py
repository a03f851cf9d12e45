"""The registration form: nine boxes, sort, field, who, theme, unit of measure and target (danvan.md 1.4)."""

from collections.abc import Sequence
from typing import Any, Self

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Unit
from danvan.do.exemplars.forms.refused import refuse_persons, refuse_whole_place
from danvan.do.exemplars.kinds import MEASURES, NINE_BOXES, Field, Sort, Theme, Who
from danvan.do.exemplars.models import NAMELESS, Registration
from danvan.do.exemplars.persons import contact_in
from danvan.ui import forms
from danvan.ui.clean import plain
from danvan.ui.forms import ValidationError

LENGTH, TITLE = 4000, 300
EMPTY: dict[str, Any] = {"target": None}
"""What stands in the column of a box that could not be read, where it is not an empty text."""
EXAMPLES = {
    "title": _("Tổ vá đường ban đêm ấp 5. Nói rõ làm gì, ở đâu."),
    "situation": _("Ấp có 40 chị chưa có việc lúc nông nhàn. Họp chi hội tháng 01, 31 chị muốn học nghề."),
    "goal": _("Đến tháng 11, ít nhất 20 chị có việc đều, mỗi tháng từ 2 triệu đồng."),
    "method": _("Mỗi tổ viên cũ kèm hai người mới; mười ngày họp một lần, góp ý từng sản phẩm."),
    "place": _("Tuyến kênh ấp 1, từ cầu đến đình; hộ có phụ nữ chưa có việc."),
    "forces": _(
        "Chủ trì: Hội LHPN xã. Phối hợp: Chi bộ, Tổ Dân vận ấp. Tham gia: 20 hội viên. Ghi vai trò, không ghi tên người dân."
    ),
    "means": _("6 triệu đồng từ quỹ Hội, 4 khung đan mượn của hợp tác xã; từ tháng 4 đến tháng 10/2026."),
    "output": _("20 chị có việc đều: chọn đơn vị tính “việc làm”, chỉ tiêu “20”. Cuối năm sẽ đo đúng như vậy."),
    "lasting": _("Tổ tự giữ lịch họp; ấp 2 và ấp 4 đã hỏi cách làm."),
}
LABELS = {
    "title": _("Tên mô hình"),
    "situation": _("Thực trạng và lý do"),
    "goal": _("Mục tiêu, tiêu chí"),
    "method": _("Nội dung và cách làm"),
    "place": _("Địa bàn và đối tượng"),
    "forces": _("Lực lượng: ai chủ trì, phối hợp, tham gia"),
    "means": _("Nguồn lực và thời gian"),
    "output": _("Sản phẩm đầu ra kiểm chứng được"),
    "lasting": _("Khả năng duy trì và nhân rộng"),
}
OWN = (*NINE_BOXES, "sort", "field", "who", "theme", "measure", "target", "explanation")
"""Boxes that are columns of a registration."""
UNSEEN = {"hidden": True, "autocomplete": "off"}
"""Not shown, yet kept with the draft on the phone as a box of type hidden is not: key of the form, version seen."""


def _box(name: str) -> forms.LongTextField:
    return forms.LongTextField(label=LABELS[name], max_length=LENGTH)


class RegistrationForm(forms.Form):
    """A registration as typed. `full`: to stand on the list every box is needed; a draft is kept however it is filled."""

    unit = forms.ChoiceField(label=_("Đơn vị đăng ký"))
    sort = forms.PickField(label=_("Mô hình này là"), choices=Sort)
    who = forms.PickField(label=_("Của"), choices=Who)
    field = forms.ChoiceField(label=_("Lĩnh vực"), choices=[("", _("Chưa chọn")), *Field.choices])
    theme = forms.ChoiceField(
        label=_("Chủ đề"), choices=[("", _("Không thuộc chủ đề nào")), *Theme.choices], required=False
    )
    title = forms.TextField(label=LABELS["title"], max_length=TITLE)
    explanation = forms.LongTextField(
        label=_("Vì sao khác mô hình giống tên"),
        help_text=_("Xã và thành phố sẽ đọc lời này khi xét trùng."),
        required=False,
        max_length=LENGTH,
    )
    situation = _box("situation")
    goal = _box("goal")
    method = _box("method")
    place = _box("place")
    forces = _box("forces")
    means = _box("means")
    output = _box("output")
    measure = forms.TextField(label=_("Đơn vị tính"), max_length=40)
    target = forms.QuantityField(label=_("Chỉ tiêu"), max_digits=14)
    lasting = _box("lasting")
    consent = forms.CheckField(
        label=_("Người được nêu gương đồng ý công khai tên khi được công nhận"),
        help_text=_("Chỉ dùng cho điển hình cá nhân. Chưa đồng ý thì trang công khai không nêu tên."),
        required=False,
    )
    late_reason = forms.LongTextField(
        label=_("Lý do nhập sau khi năm đã đóng"), help_text=_("Được ghi vào danh sách."), max_length=1000, rows=2
    )
    token = django_forms.CharField(max_length=40, required=False, widget=django_forms.TextInput(attrs=UNSEEN))
    seen = django_forms.IntegerField(required=False, widget=django_forms.TextInput(attrs=UNSEEN))

    examples = EXAMPLES
    numbers = {name: str(number) for number, name in enumerate(NINE_BOXES, start=1)}

    def __init__(self, *args: Any, units: Sequence[Unit], full: bool = True, late: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.full = full
        self.units = {str(unit.pk): unit for unit in units}
        self.fields["unit"].choices = [(key, unit.name) for key, unit in self.units.items()]  # type: ignore[attr-defined]
        self.fields["field"].choices = [("", _("Chưa chọn")), *Field.choices]  # type: ignore[attr-defined]
        self.fields["measure"].widget.attrs["list"] = "don-vi-tinh"
        if len(self.units) == 1:
            self.fields["unit"].widget = django_forms.HiddenInput()
            self.initial.setdefault("unit", next(iter(self.units)))
        if not late:
            del self.fields["late_reason"]

    def full_clean(self) -> None:
        """A draft may leave every box but its name empty; what is filled is judged all the same."""
        needed = [
            box for name, box in self.fields.items() if box.required and name not in ("title", "unit", "late_reason")
        ]
        for box in needed:
            box.required = self.full
        super().full_clean()
        for box in needed:
            box.required = True

    def clean(self) -> dict[str, Any]:
        """No number of a person in any box."""
        for name in (*NINE_BOXES, "explanation", "measure", "late_reason"):
            self._judge(name, refuse_persons)
        if self.full:
            self._judge("place", refuse_whole_place)
        return self.cleaned_data

    def _judge(self, name: str, judge: Any) -> None:
        try:
            judge(self.cleaned_data.get(name) or "")
        except ValidationError as refused:
            self.add_error(name, refused)

    def see(self, version: int) -> None:
        """Let the shown form name this version as the one its author has now before them; no kept draft takes it back."""
        self.fields["seen"].widget.attrs["data-draft-fixed"] = True
        self.data = {name: self.data[name] for name in self.data} | {"seen": str(version)}

    @property
    def chosen(self) -> Unit:
        """The unit that registers."""
        return self.units[self.cleaned_data["unit"]]

    @property
    def can_be_draft(self) -> bool:
        """Whether all that is wrong stands in boxes of the registration, so that a draft keeps it as it was typed."""
        return set(self.errors) <= set(OWN)

    @property
    def unkept(self) -> list[str]:
        """Boxes with the number of a person, which not even a draft keeps."""
        return [name for name in self.errors if contact_in(self._raw(name))]

    @property
    def values(self) -> dict[str, Any]:
        """Columns of the registration; what is wrong stands in `as_typed`, its own column empty."""
        wrong = {name: self._raw(name) for name in self.errors if name in OWN and name not in self.unkept}
        given = {name: self.cleaned_data.get(name, EMPTY.get(name, "")) for name in OWN if name not in self.unkept}
        given |= {"sort": given.get("sort") or Sort.NEW, "who": given.get("who") or Who.COLLECTIVE, "as_typed": wrong}
        if "title" in wrong:
            given["title"] = " ".join(wrong["title"].split())[:TITLE] or NAMELESS
        return given

    def _raw(self, name: str) -> str:
        return plain(str(self.data.get(name) or ""))

    @property
    def measures(self) -> tuple[str, ...]:
        """Units of measure that are offered."""
        return MEASURES

    @classmethod
    def showing(cls, line: Registration, *, late: bool) -> Self:
        """The form of a registration that is there; what its draft has wrong is said at the box."""
        written = cls.written(line)
        if not line.as_typed:
            return cls(units=[line.unit], late=late, initial=written)
        form = cls(written, units=[line.unit], late=late, full=False)
        form.errors.pop("late_reason", None)
        return form

    @classmethod
    def written(cls, line: Registration) -> dict[str, Any]:
        """What the boxes show of a registration."""
        shown = {name: getattr(line, name) for name in OWN} | line.as_typed
        return shown | {"unit": str(line.unit_id), "consent": line.exemplar.consent, "seen": line.version}
