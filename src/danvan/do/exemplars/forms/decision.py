"""Forms of a decision, of taking a recognition back, and of a campaign year."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from danvan.do.exemplars.kinds import DecisionLevel
from danvan.do.exemplars.models import CampaignYear
from danvan.ui import forms


class SeenForm(forms.Form):
    """The version of a decision that the person has on the screen."""

    ban = forms.WholeField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ban"].widget = self.fields["ban"].hidden_widget()


class DecisionForm(SeenForm):
    """Number, date, signer and level of a decision that was signed on paper."""

    year = forms.ChoiceField(label=_("Năm thi đua"))
    level = forms.PickField(label=_("Cấp công nhận"), choices=DecisionLevel.choices)
    unit = forms.ChoiceField(label=_("Cơ quan ban hành"))
    number = forms.TextField(label=_("Số quyết định"), max_length=60)
    signed_on = forms.DayField(label=_("Ngày ký"))
    signer = forms.TextField(label=_("Chức danh người ký"), max_length=160, required=False)
    examples = {"number": "125-QĐ/ĐU", "signer": _("T/M Ban Thường vụ, Phó Bí thư Thường trực")}

    def __init__(self, *args: Any, levels: list[str], units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = CampaignYear.objects.exclude(state="planned").values_list("year", flat=True)
        self.fields["year"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]
        choices = [(key, label) for key, label in DecisionLevel.choices if key in levels]
        self.fields["level"].choices = choices  # type: ignore[attr-defined]
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class ResultsFileForm(SeenForm):
    """The Excel file of results, filled in."""

    file = forms.FileField(
        label=_("Tệp kết quả đã điền"), endings=(".xlsx", ".xls", ".ods"), max_bytes=settings.UPLOAD_MAX_BYTES
    )


class AchievedForm(forms.Form):
    """What was measured of one registration, in its unit of measure."""

    achieved = forms.QuantityField(label=_("Kết quả đạt được"), max_digits=14, required=False)


def achieved(text: str, measure: str) -> Decimal | None:
    """A result as it was typed. Raises `ValidationError` for what is no amount, or an amount of nobody knows what."""
    if not text.strip():
        return None
    form = AchievedForm({"achieved": text})
    if not form.is_valid():
        raise forms.ValidationError(form.errors["achieved"][0])
    if not measure:
        raise forms.ValidationError(_("Mô hình này đăng ký không có đơn vị tính, nên chưa ghi được số."))
    return form.cleaned_data["achieved"]


class RevokeForm(forms.Form):
    """Why and by what a recognition is taken back."""

    reason = forms.LongTextField(label=_("Lý do thu hồi"), max_length=1000)
    basis = forms.TextField(label=_("Quyết định thu hồi (số, ngày)"), max_length=120)
    on = forms.DayField(label=_("Ngày thu hồi"))
    examples = {"basis": _("87-QĐ/ĐU ngày 12/3/2026")}


class YearForm(forms.Form):
    """Plan, theme and days of a campaign year."""

    year = forms.WholeField(label=_("Năm thi đua"), min_value=2009, max_value=2100)
    theme = forms.TextField(label=_("Chủ đề"), max_length=300, required=False)
    plan_number = forms.TextField(label=_("Số kế hoạch"), max_length=60, required=False)
    plan_date = forms.DayField(label=_("Ngày kế hoạch"), required=False)
    units_by = forms.DayField(label=_("Đơn vị gửi danh sách trước ngày"), required=False)
    communes_by = forms.DayField(label=_("Xã, phường và cơ quan thành phố gửi trước ngày"), required=False)
    fix_by = forms.DayField(label=_("Bổ sung trước ngày"), required=False)
    recognised_by = forms.DayField(label=_("Xét công nhận trước ngày"), required=False)
    file = forms.FileField(label=_("Tệp kế hoạch"), required=False, max_bytes=settings.UPLOAD_MAX_BYTES)
    examples = {"plan_number": "46-KH/BTGDVTU"}

    def clean(self) -> dict[str, Any]:
        """The days follow one another."""
        values = super().clean() or {}
        days = [
            (name, values[name]) for name in ("units_by", "communes_by", "fix_by", "recognised_by") if values.get(name)
        ]
        for (_before, first), (after, second) in pairwise(days):
            if first > second:
                self.add_error(after, _("Ngày này phải sau ngày của bước trước."))
        return values


class EditYearForm(YearForm):
    """The same for a year that is there; its number stays."""

    year = None  # type: ignore[assignment]
