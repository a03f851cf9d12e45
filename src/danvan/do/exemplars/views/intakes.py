"""A file comes in: hand in, preview with every refusal at its cell, one confirmation, undo."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.commons.exchange.limits import FileRefused
from danvan.commons.exchange.turns import LARGE_BYTES, Busy, turn
from danvan.commons.jobs.queue import enqueue
from danvan.commons.people.models import Seat
from danvan.commons.people.scopes import NoSuchUnit, resolve
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import jobs, queries, rules
from danvan.do.exemplars.actions import bringing_in, intakes
from danvan.do.exemplars.forms.intake import IntakeForm
from danvan.do.exemplars.models import Intake
from danvan.do.exemplars.registers.headers import LABELS
from danvan.do.exemplars.registers.recognise import Register
from danvan.do.exemplars.registers.returning import returned
from danvan.do.exemplars.views.writing import signing_words
from danvan.ui import paging, respond
from danvan.ui.clean import plain

AT_ONCE = 500
"""Rows that are saved while the person waits; more go into the background."""
VIEWS = ("can-xem", "tu-choi", "nhap-duoc", "giu-nguyen-chu", "bo-qua")


def reader(request: HttpRequest) -> Seat:
    """The seat that works with files; nobody else finds these pages."""
    seat: Seat | None = request.seat  # type: ignore[attr-defined]
    if seat is None or not (seat.role in rules.WRITERS or rules.is_city_officer(seat)):
        raise Http404
    return seat


def patient(view: Callable[[HttpRequest, int], HttpResponse]) -> Callable[[HttpRequest, int], HttpResponse]:
    """While others are reading large files, the page says so and leads back to the file."""

    @wraps(view)
    def answered(request: HttpRequest, pk: int) -> HttpResponse:
        try:
            return view(request, pk)
        except Busy as busy:
            words = {"title": _("Máy đang bận"), "text": str(busy), "address": reverse("exemplars:intake", args=[pk])}
            return respond.page(request, "exemplars/intake_busy.html", words, status=503)

    return answered


def hand_in(request: HttpRequest) -> HttpResponse:
    """Choose a file; the files handed in before stand below."""
    seat = reader(request)
    form = IntakeForm(request.POST or None, request.FILES or None, seat=seat)
    if request.method == "POST" and form.is_valid():
        row = _received(form, seat)
        if row is not None:
            return redirect("exemplars:intake", pk=row.pk)
    before = Intake.objects.filter(by__user=seat.user).select_related("unit")[:10]
    context = {"title": _("Nhập danh sách từ tệp"), "form": form, "before": before}
    return respond.page(request, "exemplars/intake_new.html", context)


def _received(form: IntakeForm, seat: Seat) -> Intake | None:
    values = form.cleaned_data
    file, late = values["file"], values.get("late_reason", "")
    try:
        unit, year = resolve(values["unit"].strip()), int(values["year"])
        with turn(file.size):
            row = intakes.hand_in(
                file.read(), file.name, unit=unit, year=year, by=seat, at=timezone.now(), late_reason=late
            )
    except NoSuchUnit as refused:
        form.add_error("unit", str(refused.args[0]))
    except CannotMove as refused:
        form.add_error("unit", str(refused))
    except FileRefused as refused:
        form.add_error("file", str(refused))
    else:
        return row
    return None


def _own(request: HttpRequest, pk: int) -> Intake:
    seat = reader(request)
    rows = Intake.objects.select_related("unit__home", "by")
    return get_object_or_404(rows, pk=pk, by__user=seat.user)


@patient
def intake_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file says, what saving would do, every refusal at its cell."""
    row = _own(request, pk)
    if row.state != "read":
        onto = queries.list_of_file(row)
        context = {"title": row.name, "intake": row, "list": onto, "next": signing_words(onto)}
        return respond.page(
            request, "exemplars/intake_done.html", context | {"address": onto and queries.list_address(onto)}
        )
    with turn(intakes.size(row)):
        register = intakes.read(row)
        plan = queries.plan(register, unit=row.unit, year=row.year, answers=intakes.said({}))
        shown = _shown(request, row, register, plan)
    return respond.page(request, "exemplars/intake.html", shown)


def _shown(request: HttpRequest, row: Intake, register: Register, plan: queries.Plan) -> dict[str, Any]:
    counts = plan.counts()
    rejected = counts["rows"] - counts["accepted"]
    words = {"rows": counts["rows"], "good": counts["accepted"], "bad": rejected}
    views = queries.preview(register, plan)
    chosen = request.GET.get("xem", "")
    chosen = chosen if chosen in views else next(key for key in VIEWS if key in views)
    return {
        "title": _("Đọc được %(rows)s dòng: %(good)s nhập được, %(bad)s bị từ chối") % words,
        "intake": row,
        "register": register,
        "plan": plan,
        "counts": counts,
        "labels": [(key, label) for key, label in LABELS.items()],
        "unsure": [column for column in register.columns if column.certainty < SURE],
        "sure": [column for column in register.columns if column.certainty >= SURE],
        "views": [(label, f"?xem={key}", key == chosen) for key, (label, _rows) in views.items()],
        "page": paging.paged(views[chosen][1], request.GET),
    }


SURE = 0.8
"""From here a column counts as understood and need not be looked at."""


@require_POST
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """A person says what the columns are; the file is read again."""
    row = _own(request, pk)
    chosen = {
        plain(key.removeprefix("cot:")): value
        for key, value in request.POST.items()
        if key.startswith("cot:") and (value in LABELS or value in ("", "ignored"))
    }
    try:
        with turn(intakes.size(row)):
            intakes.choose_columns(row, chosen, remember=bool(request.POST.get("nho")))
    except (CannotMove, FileRefused) as refused:
        respond.refuse(request, str(refused))
    return redirect("exemplars:intake", pk=pk)


@require_POST
@patient
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """The one confirmation: the good rows are saved, the refused ones come back as a file."""
    row = _own(request, pk)
    answers = {key: str(value) for key, value in request.POST.items() if "|" in key}
    late = row.outcome.get("late_reason", "")
    register = None
    if (size := intakes.size(row)) < LARGE_BYTES:
        with turn(size):
            register = intakes.read(row)
    if register is None or register.rows > AT_ONCE:
        title = _("Nhập tệp %(name)s") % {"name": row.name}
        run = enqueue(
            jobs.bring_in, by=request.seat, at=timezone.now(), title=title, key=f"intake-{row.pk}",  # type: ignore[attr-defined]
            intake=row.pk, answers=answers, late_reason=late,
        )  # fmt: skip
        return redirect("jobs:run", pk=run.pk)
    plan = queries.plan(register, unit=row.unit, year=row.year, answers=intakes.said(answers))
    try:
        saved = intakes.save(row, plan, by=request.seat, at=timezone.now(), late_reason=late)  # type: ignore[attr-defined]
    except CannotMove as refused:
        respond.refuse(request, str(refused))
    else:
        words = _("Đã lưu: %(new)s mô hình mới, %(changed)s cập nhật, %(same)s không đổi.")
        onto = queries.list_of_file(row)
        text = words % {"new": saved.new, "changed": saved.changed, "same": saved.same}
        link = (_("Mở danh sách"), queries.list_address(onto)) if onto else None
        respond.done(request, f"{text} {signing_words(onto)}".strip(), link=link)
    return redirect("exemplars:intake", pk=pk)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what the file brought in, while nothing was built on it."""
    row = _own(request, pk)
    try:
        number = bringing_in.undo(row, by=request.seat, at=timezone.now())  # type: ignore[attr-defined]
    except CannotMove as refused:
        respond.refuse(request, str(refused))
    else:
        respond.done(request, _("Đã hoàn tác %(number)s mô hình của tệp này.") % {"number": number})
    return redirect("exemplars:intake", pk=pk)


@patient
def refused_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The refused rows as an Excel file with the reasons in comments, to mend and send again."""
    row = _own(request, pk)
    with turn(intakes.size(row)):
        register = intakes.read(row)
        file = returned(register, queries.refusals(row, register))
    response = HttpResponse(file, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response["Content-Disposition"] = f'attachment; filename="chua-nhan-{row.pk}.xlsx"'
    return response
