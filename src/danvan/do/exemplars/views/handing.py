"""The city assigns by hand which commune carries an exemplar on, where its old ward was split."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.actions import registering
from danvan.do.exemplars.forms.moves import HandOverForm
from danvan.do.exemplars.models import Exemplar
from danvan.ui import respond


def hand_over(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose among the communes that received a part of the old place."""
    seat = request.seat  # type: ignore[attr-defined]
    if not rules.is_city_officer(seat):
        raise Http404
    rows = Exemplar.objects.visible_to(seat).select_related("record", "unit", "home", "heir")
    row = get_object_or_404(rows, record__reference=reference.upper())
    units = queries.heirs(row)
    if not units:
        raise Http404
    form = HandOverForm(request.POST or None, units=units, initial={"unit": row.heir.code if row.heir else ""})
    if request.method == "POST" and form.is_valid():
        unit = next(unit for unit in units if unit.code == form.cleaned_data["unit"])
        try:
            registering.hand_over(row, unit, by=seat, at=timezone.now())
        except CannotMove as refused:
            respond.refuse(request, str(refused))
        else:
            respond.done(request, _("Đã giao “%(name)s” về %(unit)s.") % {"name": row.title, "unit": unit.name})
        return redirect(queries.exemplar_address(row))
    context = {
        "title": _("Giao về đơn vị tiếp nhận: %(name)s") % {"name": row.title},
        "form": form,
        "points": [
            _("Địa bàn cũ được chia; nếu không giao tay, mô hình về nơi nhận “phần còn lại”."),
            _(
                "Khi quy về đơn vị hiện nay, mô hình đứng trong hàng của đơn vị được giao; số của các năm cũ giữ nguyên."
            ),
        ],
        "button": _("Giao về"),
        "cancel": queries.exemplar_address(row),
    }
    return respond.page(request, "exemplars/act.html", context)
