"""Forms of reports: a new one, a part, freezing, and the filters of the list."""

from datetime import date
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Unit
from danvan.commons.periods import NoSuchPeriod, Period
from danvan.overview.reports.kinds import BLANK, OUTLINES, WORK, State
from danvan.overview.reports.numbers import period_of, why_not
from danvan.ui import forms

SPANS = [
    ("", _("Cả năm")),
    ("-6T", _("6 tháng đầu năm")),
    ("-9T", _("9 tháng đầu năm")),
    *(
        (f"-Q{number}", format_lazy("{} {}", _("Quý"), numeral))
        for number, numeral in enumerate(("I", "II", "III", "IV"), 1)
    ),
    *((f"-{month:02}", format_lazy("{} {}", _("Tháng"), month)) for month in range(1, 13)),
]
LONGEST = 20_000
EARLIEST = 2009
"""The movement began in 2009."""


class NewReportForm(forms.Form):
    """Period × unit × template."""

    unit = forms.ChoiceField(label=_("Báo cáo của"))
    outline = forms.PickField(label=_("Mẫu báo cáo"), initial=WORK.key)
    year = forms.ChoiceField(label=_("Năm"))
    span = forms.ChoiceField(label=_("Kỳ"), choices=SPANS, required=False)

    def __init__(self, *args: Any, units: list[Unit], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.on = on
        self.fields["unit"].choices = [(unit.code, _named(unit)) for unit in units]  # type: ignore[attr-defined]
        years = [str(year) for year in range(on.year, EARLIEST - 1, -1)]
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]
        self.fields["outline"].choices = [(key, one.label) for key, one in OUTLINES.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A period that has begun, of a unit that was there."""
        values = super().clean() or {}
        if not {"unit", "year"} <= values.keys():
            return values
        unit = self.units[values["unit"]]
        try:
            period: Period = period_of(unit, f"{values['year']}{values.get('span') or ''}")
        except NoSuchPeriod as refused:
            self.add_error("year", str(refused))
            return values
        if reason := why_not(unit, period, self.on):
            self.add_error("year", reason)
        return values | {"unit": unit, "outline": OUTLINES.get(values.get("outline", "")), "period_code": period.code}


def _named(unit: Unit) -> str:
    return f"{unit.name} ({_('đến')} {unit.valid_to:%d/%m/%Y})" if unit.valid_to else unit.name


class PartForm(forms.Form):
    """The words of one part."""

    text = forms.LongTextField(label=_("Lời văn"), max_length=LONGEST, rows=12, required=False)
    done = forms.CheckField(label=_("Mục này đã xong"), required=False)
    seen = forms.WholeField(label=_("Bản đã xem"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].widget = self.fields["seen"].hidden_widget()
        self.fields["text"].help_text = _(
            "Số trong ngoặc vuông lấy từ hồ sơ. Cứ sửa câu chữ quanh số. Bỏ ngoặc thì thành số nhập tay và được đánh dấu."
        )

    def clean(self) -> dict[str, Any]:
        """A part with a blank line is not done."""
        values = super().clean() or {}
        if values.get("done") and BLANK in values.get("text", ""):
            self.add_error("done", _("Mục còn chỗ để trống (…). Viết nốt hoặc bỏ dòng ấy rồi hãy đánh dấu xong."))
        return values


class FreezeForm(forms.Form):
    """Whether numbers that moved are renewed first."""

    renewing = forms.CheckField(label=_("Đưa các số mới nhất vào lời văn trước khi chốt"), required=False, initial=True)
    seen = forms.WholeField(label=_("Bản đã xem"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].widget = self.fields["seen"].hidden_widget()


class ReportFilters(forms.Filters):
    """Filters of the list of reports."""

    nam = forms.ChoiceField(label=_("Năm"))
    mau = forms.ChoiceField(
        label=_("Mẫu"), choices=[("", _("Mọi mẫu")), *((key, one.label) for key, one in OUTLINES.items())]
    )
    buoc = forms.ChoiceField(label=_("Tình trạng"), choices=[("", _("Mọi tình trạng")), *State.choices])
    don_vi = forms.TextField(label=_("Mã đơn vị"), max_length=60)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nam"].choices = [("", _("Mọi năm")), *((str(year), str(year)) for year in years)]  # type: ignore[attr-defined]


class NumbersForm(forms.Filters):
    """Whose numbers of which period to look at."""

    don_vi = forms.TextField(label=_("Mã đơn vị"), max_length=60)
    ky = forms.TextField(label=_("Kỳ (2023, 2023-Q1, 2023-6T, 2023-06)"), max_length=10)
