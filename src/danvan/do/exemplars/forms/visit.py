"""What a visit found, and the filters of the list of visits."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Seat
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.filters import Choices, choice
from danvan.do.exemplars.forms.refused import refuse_persons
from danvan.do.exemplars.kinds import LAPSED, VISITS_AFTER, Life
from danvan.do.exemplars.models import Visit
from danvan.ui import forms
from danvan.ui.forms import ValidationError

STANDS = {
    queries.LATE: _("trễ"),
    queries.DUE: _("đến hạn"),
    queries.LATER: _("chưa đến hạn"),
    queries.MADE: _("đã thăm"),
}
"""Where a visit stands, in words."""


class VisitForm(forms.Form):
    """The sheet of one visit: six boxes, two of them needed."""

    on = forms.DayField(label=_("Ngày thăm"))
    found = forms.PickField(label=_("Thấy mô hình"), choices=Life.choices)
    reason = forms.LongTextField(label=_("Vì sao dừng hoặc tạm dừng"), required=False, max_length=1000, rows=2)
    measured = forms.QuantityField(label=_("Sản phẩm đo được"), required=False, max_digits=14)
    note = forms.LongTextField(
        label=_("Thấy gì, bà con nói gì"),
        help_text=_("Chỉ người làm việc này đọc. Không ghi tên, số điện thoại của ai."),
        required=False,
        max_length=2000,
    )
    seen = forms.WholeField(required=False)
    examples = {"reason": _("Người giữ máy bơm chuyển đi, ấp chưa cử người thay.")}

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "on": visit.on or timezone.localdate(),
            "found": visit.found,
            "reason": visit.reason,
            "measured": visit.measured,
            "note": visit.note,
            "seen": visit.version,
        }
        super().__init__(*args, **kwargs)
        self.fields["seen"].widget = self.fields["seen"].hidden_widget()
        line = visit.registration
        if line.target is not None:
            amount = queries.amount_words(line.target, line.measure)
            self.fields["measured"].help_text = _now("Đăng ký: %(amount)s.") % {"amount": amount}
        if line.measure:
            self.fields["measured"].label = _now("Sản phẩm đo được (%(measure)s)") % {"measure": line.measure}

    def clean(self) -> dict[str, Any]:
        """What lapsed needs a reason; no text holds a person's number."""
        values = super().clean() or {}
        if values.get("found") in LAPSED and not values.get("reason"):
            self.add_error("reason", _now("Ghi lý do dừng hoặc tạm dừng, để nơi muốn làm theo biết trước."))
        for name in ("reason", "note"):
            try:
                refuse_persons(values.get(name) or "")
            except ValidationError as refused:
                self.add_error(name, refused)
        return values


class VisitsFilter(forms.Form):
    """Filters of the list of visits."""

    tt = choice(_("Tình trạng"), STANDS.items())  # type: ignore[arg-type]
    nam = choice(_("Năm thi đua"), ())
    don_vi = choice(_("Đơn vị"), (), every=_("Cả phạm vi"))
    thang = choice(_("Lần thăm"), [(str(months), _("sau %(months)s tháng")) for months in VISITS_AFTER])
    thay = choice(_("Thấy mô hình"), Life.choices)

    def __init__(self, data: QueryDict, *, years: Sequence[int], units: Choices) -> None:
        super().__init__(data)
        for name, choices in (("nam", [(str(year), year) for year in years]), ("don_vi", units)):
            box: Any = self.fields[name]
            box.choices = [box.choices[0], *choices]


def visits_filter(request: HttpRequest, seat: Seat) -> tuple[VisitsFilter, queries.VisitsAsked | None]:
    """The boxes and what they ask; None when one says something that does not exist."""
    known = queries.bodies(rules.reach(seat))
    form = VisitsFilter(request.GET, years=queries.years(), units=queries.choices(known, timezone.localdate()))
    if not form.is_valid():
        return form, None
    said = form.cleaned_data
    unit = next((one.unit for one in known.values() if one.code == said["don_vi"]), None)
    year, after = (int(said[name]) if said[name] else None for name in ("nam", "thang"))
    return form, queries.VisitsAsked(stands=said["tt"], found=said["thay"], year=year, after=after, unit=unit)
