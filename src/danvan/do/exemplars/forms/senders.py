"""Filters of the page that says who has sent."""

from collections.abc import Sequence

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from danvan.commons.folding import words
from danvan.do.exemplars.queries import UnitStatus
from danvan.ui import forms

STATUS_WORDS = {
    "accepted": _("đã nhận"),
    "sent": _("đã gửi, chờ xem"),
    "carried": _("cấp trên lập thay"),
    "late": _("trễ"),
    "fix": _("cần sửa"),
    "waiting": _("chưa gửi"),
}


class SendersFilter(forms.Form):
    """Name, state and year; what it cannot read narrows nothing."""

    q = forms.TextField(label=_("Tên đơn vị"), required=False, max_length=100)
    tt = forms.ChoiceField(label=_("Tình trạng"), choices=[("", _("Tất cả")), *STATUS_WORDS.items()], required=False)
    nam = forms.ChoiceField(label=_("Năm"), required=False)

    def __init__(self, query: QueryDict, *, years: Sequence[int], year: int | None) -> None:
        data = query.copy()
        if year and not data.get("nam"):
            data["nam"] = str(year)
        super().__init__(data)
        self.fields["nam"].choices = [(str(one), str(one)) for one in years]  # type: ignore[attr-defined]
        self.is_valid()

    def keeps(self, row: UnitStatus) -> bool:
        """Whether a unit answers the filters."""
        asked = self.cleaned_data
        if asked.get("tt") not in (None, "", row.status):
            return False
        named = words(asked.get("q") or "")
        return not named or named in words(f"{row.name} {row.unit.name}")
