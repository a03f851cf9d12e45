"""Decisions of recognition: begin, say what each registration gets (on the page or in Excel), issue, take back."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.commons.exchange.limits import FileRefused
from danvan.commons.exchange.turns import turn
from danvan.commons.exchange.writing import EXCEL
from danvan.commons.people.models import Seat
from danvan.commons.people.scopes import resolve
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.actions import deciding
from danvan.do.exemplars.forms.decision import DecisionForm, ResultsFileForm, SeenForm, achieved
from danvan.do.exemplars.kinds import DecisionLevel, DecisionState, Result
from danvan.do.exemplars.models import Decision
from danvan.do.exemplars.results import read_results, results_sheet
from danvan.do.exemplars.steps import DECISION
from danvan.ui import formats, paging, respond
from danvan.ui.clean import plain

KEY = re.compile(r"kq:(?=[0-9]{1,18}$|[1-8][0-9]{18}$)[0-9]+")
"""The box of a registration's result; its key is a number that a row can have."""


def reader(request: HttpRequest) -> Seat:
    """The seat that reads decisions; nobody else finds these pages."""
    seat: Seat | None = request.seat  # type: ignore[attr-defined]
    if not rules.reads(seat) or seat is None:
        raise Http404
    return seat


def _seen(request: HttpRequest, reference: str) -> tuple[Seat, Decision]:
    seat = reader(request)
    rows = Decision.objects.visible_to(seat).select_related("record", "unit__home")
    return seat, get_object_or_404(rows, record__reference=reference.upper())


def writable(request: HttpRequest, reference: str) -> tuple[Seat, Decision]:
    """A decision that the seat may write. Raises `Http404`."""
    seat, row = _seen(request, reference)
    if not rules.may_decide(seat, row):
        raise Http404
    return seat, row


def _drafted(request: HttpRequest, reference: str) -> tuple[Seat, Decision]:
    seat, row = writable(request, reference)
    if row.state != DecisionState.DRAFT:
        raise Http404
    return seat, row


def decisions_page(request: HttpRequest) -> HttpResponse:
    """Decisions, newest first, by year."""
    seat = reader(request)
    year = request.GET.get("nam", "")
    rows = queries.decisions_asked(seat, request.GET)
    page = paging.paged(rows, request.GET)
    counted = queries.with_counts(rows.filter(pk__in=[row.pk for row in page.rows]))
    context = {
        "title": _("Quyết định công nhận"),
        "page": replace(page, rows=list(counted)),
        "years": queries.decision_years(),
        "year": year,
        "may_begin": bool(_levels(seat)),
        "download": f"{reverse('exemplars:decisions-sheet')}?{request.GET.urlencode()}",
    }
    return respond.page(request, "exemplars/decisions.html", context)


def _levels(seat: Seat) -> list[str]:
    """The levels at which a seat enters decisions."""
    if rules.is_city_officer(seat):
        return [DecisionLevel.CITY, DecisionLevel.CENTRAL, DecisionLevel.DISTRICT]
    probe = Decision(level=DecisionLevel.COMMUNE, unit=rules.reach(seat))
    return [DecisionLevel.COMMUNE] if rules.may_decide(seat, probe) else []


def begin(request: HttpRequest) -> HttpResponse:
    """Enter number, date, signer and level of a decision."""
    seat = reader(request)
    levels = _levels(seat)
    if not levels:
        raise Http404
    initial = {"unit": rules.reach(seat).code, "level": levels[0], "year": timezone.localdate().year}
    context = {
        "title": _("Ghi quyết định công nhận"),
        "submit": _("Tiếp: chọn kết quả từng mô hình"),
        "cancel": "../",
    }
    act = lambda values: deciding.prepare(by=seat, at=timezone.now(), **values)  # noqa: E731 - a deed to be tried
    return _drawn_up(request, seat, levels, initial, act, context)


def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Say number, date, signer, body or level of a draft anew."""
    seat, row = _drafted(request, reference)
    names = ("year", "level", "number", "signed_on", "signer")
    initial = {name: getattr(row, name) for name in names} | {"unit": row.unit.code, "ban": row.version}
    context = {
        "title": _("Sửa %(title)s") % {"title": row.title},
        "submit": _("Lưu"),
        "cancel": queries.decision_address(row),
    }
    act = lambda values: deciding.change(row, by=seat, at=timezone.now(), seen=_version(request, row), **values)  # noqa: E731 - a deed to be tried
    return _drawn_up(request, seat, list(dict.fromkeys([*_levels(seat), row.level])), initial, act, context)


def _drawn_up(
    request: HttpRequest,
    seat: Seat,
    levels: list[str],
    initial: dict[str, Any],
    act: Callable[[dict[str, Any]], Decision],
    context: dict[str, Any],
) -> HttpResponse:
    """The form of a decision; what cannot be is told at its box."""
    units = queries.deciding_units(seat, timezone.localdate(), levels)
    form = DecisionForm(request.POST or None, levels=levels, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {name: value for name, value in form.cleaned_data.items() if name != "ban"}
        unit, values["year"] = resolve(values.pop("unit")), int(values["year"])
        for box, refused in deciding.refused_boxes(unit, values["level"], values["signed_on"], timezone.now()).items():
            form.add_error(box, refused)
    if request.method == "POST" and form.is_valid():
        try:
            row = act({"unit": unit, "values": values})
        except CannotMove as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(queries.decision_address(row))
    return respond.page(request, "exemplars/decision_new.html", context | {"form": form})


def drop(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what will be lost, then give a draft up."""
    seat, row = _drafted(request, reference)
    if request.method == "POST":
        act = lambda: deciding.drop(row, by=seat, at=timezone.now(), seen=_version(request, row))  # noqa: E731 - a deed to be tried
        return answered(request, row, act, _("Đã bỏ dự thảo; số quyết định dùng lại được."))
    context = {
        "title": _("Bỏ dự thảo: %(title)s") % {"title": row.title},
        "points": [
            _("Kết quả đã ghi cho %(number)s mô hình bị xóa; các mô hình giữ nguyên.")
            % {"number": row.recognitions.count()},
            _("Số quyết định dùng lại được; lịch sử còn giữ dự thảo này."),
        ],
        "form": SeenForm(initial={"ban": row.version}),
        "button": _("Bỏ dự thảo"),
        "cancel": queries.decision_address(row),
        "danger": True,
    }
    return respond.page(request, "exemplars/act.html", context)


def decision_page(request: HttpRequest, reference: str) -> HttpResponse:
    """A decision with what it says of each registration; while it is prepared, boxes to say it."""
    seat, row = _seen(request, reference)
    return _shown(request, seat, row)


def _shown(request: HttpRequest, seat: Seat, row: Decision, typed: "Typed | None" = None) -> HttpResponse:
    """The page; with `typed` the rows that were sent, as they were sent, since something in them is to be mended."""
    may = rules.may_decide(seat, row)
    drafting = row.state == "draft" and may
    rows = queries.to_decide(row, request.GET) if drafting else queries.decided(row, request.GET, seat)
    page = paging.paged(typed.rows(rows) if typed else rows, request.GET, size=100)
    if drafting and not typed:
        for line in page.rows:
            line.boxes = standing(line)
    for line in page.rows if drafting else ():
        line.shown = fingerprint(standing(line))
    context = {
        "title": row.title,
        "decision": row,
        "may": may,
        "drafting": drafting,
        "moves": {move.name for move in DECISION.open_to(seat, row)},
        "page": page,
        "counts": queries.result_counts(row, seat),
        "results": Result.choices,
        "file_form": ResultsFileForm(initial={"ban": row.version}),
        "reason_length": deciding.REASON_LENGTH,
        "query": request.GET.get("q", ""),
    }
    return respond.page(request, "exemplars/decision.html", context, status=422 if typed else 200)


def standing(line: Any) -> list[str]:
    """What a decision says of a registration so far, as the page's boxes show it: result, reason, amount."""
    amount = "" if line.achieved is None else formats.number(line.achieved)
    return [line.result or "", line.why or "", amount]


def fingerprint(boxes: list[str]) -> str:
    """A short sign of what a row's boxes say; a box of one line keeps no line ends."""
    said = "\x1f".join(box.replace("\n", "").strip() for box in boxes)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


class Typed:
    """What a page of results sent, by registration: the result, the reason and the amount, and what is wrong."""

    def __init__(self, sent: QueryDict, row: Decision) -> None:
        keys = [int(key.removeprefix("kq:")) for key, value in sent.items() if KEY.fullmatch(key)]
        self.boxes = {key: [plain(sent.get(f"{box}:{key}", "")) for box in ("kq", "ly", "dd")] for key in keys}
        self.lines = {line.pk: line for line in queries.to_decide(row, {}).filter(pk__in=keys)}
        self.shown = {key: sent.get(f"tr:{key}", "") for key in keys}
        self.touched = [key for key in keys if self.shown[key] != fingerprint(self.boxes[key])]
        self.wrong: dict[int, tuple[str, str]] = {}
        """By registration the box that is wrong, and why."""

    def said(self) -> dict[int, deciding.Said]:
        """What the decision is to say of the rows that were touched; what cannot be written stands in `wrong`."""
        return {key: one for key in self.touched if (one := self._read(key)) is not None}

    def _read(self, key: int) -> deciding.Said | None:
        result, reason, amount = self.boxes[key]
        line = self.lines.get(key)
        if result not in ("", *Result.values):
            return None
        said = deciding.Said(result, reason)
        try:
            said = said._replace(achieved=achieved(amount, line.measure if line else ""))
        except ValidationError as refused:
            self.wrong[key] = ("dd", refused.messages[0])
        if refused_reason := deciding.reason_refused(said):
            self.wrong[key] = ("ly", refused_reason)
        elif line and self.shown[key] not in ("", fingerprint(standing(line))):
            self.wrong.setdefault(key, ("kq", _overwritten(line)))
        return said

    def rows(self, rows: QuerySet[Any]) -> list[Any]:
        """The rows as they were sent; those that were not touched as they stand now."""
        found = list(rows.filter(pk__in=self.boxes))
        for line in found:
            line.boxes = self.boxes[line.pk] if line.pk in self.touched else standing(line)
            line.wrong_at, line.wrong = self.wrong.get(line.pk, ("", ""))
        return found


def _overwritten(line: Any) -> str:
    result, reason, amount = standing(line)
    words = [
        str(Result(result).label) if result else _("chưa nêu"),
        f"{amount} {line.measure}" if amount else "",
        reason,
    ]
    told = ", ".join(word for word in words if word)
    return _("Người khác vừa ghi: %(told)s. Nếu vẫn ghi như đang gõ đây, lưu lần nữa.") % {"told": told}


def _version(request: HttpRequest, row: Decision) -> int:
    """The version of the decision that was on the screen."""
    form = SeenForm(request.POST)
    seen = form.cleaned_data["ban"] if form.is_valid() else None
    return row.version if seen is None else seen


def answered(request: HttpRequest, row: Decision, act: Callable[[], Any], words: str) -> HttpResponse:
    """Try a deed; back to the decision with what was done, or why it was refused."""
    try:
        act()
    except CannotMove as refused:
        respond.refuse(request, str(refused))
    else:
        respond.done(request, words)
    return redirect(queries.decision_address(row))


@require_POST
def results(request: HttpRequest, reference: str) -> HttpResponse:
    """Save the results of the rows on the page, or recognise all that nothing was said of."""
    seat, row = writable(request, reference)
    typed = Typed(request.POST, row)
    said = typed.said()
    refused = _not_saved(typed, stale=_version(request, row) != row.version)
    if refused and row.state == "draft":
        respond.refuse(request, refused)
        return _shown(request, seat, row, typed)
    if request.POST.get("tat-ca"):
        unsaid = [key for key in queries.undecided(row) if not said.get(key) or not said[key].result]
        said |= {key: said.get(key, deciding.Said("", ""))._replace(result=Result.RECOGNISED) for key in unsaid}
    return _set(request, seat, row, said, _("Đã ghi kết quả của %(number)s mô hình."))


def _not_saved(typed: Typed, *, stale: bool) -> str:
    """Why nothing of a page of results is saved; empty when nothing stands against it."""
    if stale:
        return _(
            "Chưa lưu gì: người khác vừa sửa quyết định này. Những gì anh, chị gõ còn ở đây; dòng khác đã theo bản mới. Xem lại rồi lưu lần nữa."
        )
    if typed.wrong:
        return _("Chưa lưu gì: còn %(number)s dòng cần sửa, ghi ở từng dòng.") % {"number": len(typed.wrong)}
    return ""


def _set(request: HttpRequest, seat: Seat, row: Decision, said: dict[int, deciding.Said], words: str) -> HttpResponse:
    """Write results and say how many changed."""
    try:
        number = deciding.set_results(row, said, by=seat, at=timezone.now(), seen=_version(request, row))
    except CannotMove as refused:
        respond.refuse(request, str(refused))
    else:
        respond.done(request, words % {"number": number} if number else _("Không có kết quả nào thay đổi."))
    return redirect(queries.decision_address(row))


def sheet_out(request: HttpRequest, reference: str) -> HttpResponse:
    """The registrations with their results as Excel, to be filled in and read back."""
    seat, row = _seen(request, reference)
    response = HttpResponse(results_sheet(row, seat), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="ket-qua-{row.record.reference}.xlsx"'
    return response


@require_POST
def sheet_in(request: HttpRequest, reference: str) -> HttpResponse:
    """Read the filled-in Excel back: faults at their cells and nothing saved, or all results at once."""
    seat, row = writable(request, reference)
    form = ResultsFileForm(request.POST, request.FILES)
    if not form.is_valid():
        respond.refuse(request, " ".join(str(fault) for faults in form.errors.values() for fault in faults))
        return redirect(queries.decision_address(row))
    try:
        file = form.cleaned_data["file"]
        with turn(file.size):
            said, faults = read_results(row, file.read(), file.name)
    except FileRefused as refused:
        respond.refuse(request, str(refused))
        return redirect(queries.decision_address(row))
    if faults:
        context = {"title": _("Chưa lưu gì: có ô cần sửa trong tệp"), "decision": row, "faults": faults}
        return respond.page(request, "exemplars/decision_faults.html", context, status=422)
    return _set(request, seat, row, said, _("Đã ghi kết quả của %(number)s mô hình theo tệp."))


def issue(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what will happen, then record that the decision is out."""
    seat, row = writable(request, reference)
    if request.method == "POST":
        seen = _version(request, row)
        act = lambda: deciding.issue(row, by=seat, at=timezone.now(), seen=seen)  # noqa: E731 - a deed to be tried
        return answered(request, row, act, _("Đã ghi nhận quyết định ban hành; các đơn vị đã được báo."))
    counts = queries.result_counts(row, seat)
    context = {
        "title": _("Ghi nhận đã ban hành: %(title)s") % {"title": row.title},
        "points": [
            _("%(n)s mô hình thành “được công nhận” và hiện trên trang công khai.") % {"n": counts["recognised"]},
            _("%(n)s mô hình “chưa được công nhận”; đơn vị nhận lý do.") % {"n": counts["not_yet"]},
            _("Mô hình không nêu trong quyết định giữ nguyên."),
        ],
        "told": _("Các đơn vị có mô hình trong quyết định."),
        "form": SeenForm(initial={"ban": row.version}),
        "button": _("Ghi nhận đã ban hành"),
        "cancel": queries.decision_address(row),
    }
    return respond.page(request, "exemplars/act.html", context)
