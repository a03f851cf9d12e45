"""The form that hands a file in."""

from typing import Any

from django import forms as django_forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Seat
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.models import CampaignYear
from danvan.do.exemplars.registers.recognise import ENDINGS
from danvan.ui import forms


class IntakeForm(forms.Form):
    """A file, for which unit and which year."""

    year = forms.ChoiceField(label=_("Năm thi đua"))
    unit = forms.ChoiceField(label=_("Danh sách của đơn vị"))
    file = forms.FileField(
        label=_("Tệp danh sách"),
        help_text=_(
            "Excel (.xlsx, .xls), OpenDocument (.ods), CSV (.csv, .txt) hoặc bảng trong Word (.docx), nhiều nhất 25 MB."
        ),
        max_bytes=settings.UPLOAD_MAX_BYTES,
        widget=django_forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    late_reason = forms.TextField(
        label=_("Lý do nhập sau khi đóng năm"),
        help_text=_("Chỉ ghi khi năm thi đua đã đóng; chỉ chuyên viên thành phố nhập được."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = list(CampaignYear.objects.visible_to(seat).exclude(state="planned").values_list("year", flat=True))
        self.fields["year"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]
        if rules.is_city_officer(seat):
            help_text = _("Mã có ở trang Đơn vị, ví dụ CT-THANH-PHU.")
            self.fields["unit"] = forms.TextField(label=_("Mã đơn vị"), help_text=help_text, max_length=60)
        else:
            del self.fields["late_reason"]
            units = queries.writable_units(seat, min(years), until=max(years)) if years else ()
            today = timezone.localdate()
            known = sorted(units, key=lambda unit: not unit.holds_on(today))
            self.fields["unit"].choices = [(unit.code, queries.name_on(unit, today)) for unit in known]  # type: ignore[attr-defined]
        self.fields["unit"].initial = rules.reach(seat).code
