"""A unit's list: its page, and the acts of those who make it and those who receive it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from danvan.commons.exchange import writing
from danvan.commons.papers.keeping import papers_of
from danvan.commons.papers.refusal import PaperRefused
from danvan.commons.people.models import Seat
from danvan.commons.records.models import Event
from danvan.commons.workflow.flow import CannotMove, sentence
from danvan.do.exemplars import letters, queries, rules
from danvan.do.exemplars.actions import lists
from danvan.do.exemplars.forms.moves import LateLetterForm, LetterForm, ReturnForm, SignForm
from danvan.do.exemplars.kinds import ListState, State
from danvan.do.exemplars.models import RegistrationList
from danvan.do.exemplars.steps import LIST
from danvan.do.exemplars.views import senders
from danvan.do.exemplars.views.lines import reader
from danvan.do.exemplars.views.list_lines import drawn, lines_of_page, mark_unmended, matches, pairs_of_page, read
from danvan.do.exemplars.views.writing import why_closed
from danvan.ui import respond

LIST_CHIPS = {
    ListState.OPEN: "wait",
    ListState.SIGNED: "soon",
    ListState.SENT: "ok",
    ListState.RETURNED: "soon",
    ListState.ACCEPTED: "done",
}
ADDRESSES = {
    "sign": "exemplars:list-sign",
    "unsign": "exemplars:list-unsign",
    "send": "exemplars:list-send",
    "send_late": "exemplars:list-send-late",
    "take_back": "exemplars:list-take-back",
    "return": "exemplars:list-return",
    "accept": "exemplars:list-accept",
}
MAIN = ("sign", "send", "accept", "send_late")


def list_page(request: HttpRequest, reference: str) -> HttpResponse:
    """A page of the lines with their states, what may be done now, what happened; like-named pairs below."""
    seat, row = asked(request, reference)
    first, told = read(request, row)
    whole = first if first is not None and len(first) == len(told) else None
    events = _events(row)
    context = {
        "title": row.title,
        "lead": _late(row),
        "crumbs": _crumbs(row),
        "row": row,
        "chip": LIST_CHIPS[ListState(row.state)],
        "facts": _facts(row, len(told)),
        "buttons": _buttons(seat, row),
        "again": _may_enter_again(seat, row) and any(line.state == State.RETURNED for line in told),
        "registers": row.is_changeable and _registers(seat, row),
        "events": [{"at": event.at, "title": sentence(event, LIST)} for event in events],
        "papers": papers_of(row.record, seat),
        "word": reverse("exemplars:list-word", args=(row.record.reference,)),
        "sheet": reverse("exemplars:list-sheet", args=(row.record.reference,)),
        "changed": not row.is_changeable and bool(row.fingerprint) and not matches(row, whole),
    }
    shown = lines_of_page(request, told, first)
    if any(event.verb == "return" for event in events):
        mark_unmended(shown["lines"])
    context |= shown
    if row.state != ListState.ACCEPTED:
        context |= pairs_of_page(request, told, seat)
    return respond.page(request, "exemplars/list.html", context)


def _may_enter_again(seat: Seat, row: RegistrationList) -> bool:
    return row.is_changeable and rules.may_register(seat, row)


def _registers(seat: Seat, row: RegistrationList) -> bool:
    """Whether this seat may put another registration on the list now."""
    row.late = row.campaign.is_closed and row.sent_at is None  # type: ignore[attr-defined]
    return rules.may_register(seat, row) and not why_closed(seat, row.campaign, row.campaign.year)


def sign(request: HttpRequest, reference: str) -> HttpResponse:
    """The head signs; the page before says what that fixes."""
    seat, row = asked(request, reference)
    rows = queries.lines_on(row)
    form = SignForm(initial={"seen": lists.fingerprint(queries.briefly(rows))})
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        return _act(request, row, lambda: lists.sign(row, seen=seen, **_now(seat)), _("Đã ký danh sách."))
    told = queries.outline(rows)
    points = [
        _("%(number)s mô hình được chốt bằng một mã kiểm; từ lúc này không ai sửa, thêm, bớt được.")
        % {"number": len(told)},
        _("Danh sách chưa gửi đi; sau khi ký, cán bộ hoặc thủ trưởng gửi theo công văn."),
        _("Cần sửa thì bỏ ký; việc ký và bỏ ký đều ghi vào lịch sử."),
    ]
    context = _confirm(row, _("Ký danh sách"), points) | lines_of_page(request, told) | {"form": form}
    waiting = rows.filter(state=State.RETURNED).values_list("title", flat=True)
    context["unready"] = lists.unready(len(told), list(waiting))
    return respond.page(request, "exemplars/list_sign.html", context)


def send(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the signed list under its letter."""
    seat, row = asked(request, reference)
    form = LetterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        words = _("Đã gửi danh sách đến %(unit)s.") % {"unit": _receiver(row)}
        with _scan_refused_at(form):
            return _act(request, row, lambda: lists.send(row, **form.cleaned_data, **_now(seat)), words)
    told = queries.outline(queries.lines_on(row))
    new = sum(line.state == State.ENTERED for line in told)
    points = [
        _("%(number)s mô hình được tính là đã đăng ký từ hôm nay.") % {"number": new},
        _("Trước khi nơi nhận xem xong, đơn vị vẫn rút về sửa được."),
    ]
    if len(told) > new:
        kept = _("%(number)s mô hình đã gửi từ trước giữ nguyên ngày gửi của mình.") % {"number": len(told) - new}
        points.insert(1, kept)
    context = _confirm(row, _("Gửi danh sách"), points, told=_receiver(row)) | {"form": form}
    return respond.page(request, "exemplars/act.html", context)


def send_late(request: HttpRequest, reference: str) -> HttpResponse:
    """The city's officer enters a list that came after the year was closed."""
    seat, row = asked(request, reference)
    form = LateLetterForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        act = lambda: lists.send_late(row, **form.cleaned_data, **_now(seat))  # noqa: E731
        with _scan_refused_at(form):
            return _act(request, row, act, _("Đã ghi nhận danh sách gửi muộn."))
    points = [_("Năm %(year)s đã đóng; lý do được ghi vào danh sách và lịch sử.") % {"year": row.campaign.year}]
    context = _confirm(row, _("Nhập danh sách gửi muộn"), points, told=_receiver(row)) | {"form": form}
    return respond.page(request, "exemplars/act.html", context)


@require_POST
def unsign(request: HttpRequest, reference: str) -> HttpResponse:
    """The head takes the signature off."""
    seat, row = asked(request, reference)
    return _act(request, row, lambda: lists.unsign(row, **_now(seat)), _("Đã bỏ ký; danh sách sửa được."))


@require_POST
def take_back(request: HttpRequest, reference: str) -> HttpResponse:
    """The unit takes a sent list back before it is accepted."""
    seat, row = asked(request, reference)
    return _act(request, row, lambda: lists.take_back(row, **_now(seat)), _("Đã rút danh sách về để sửa."))


def give_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Return ticked entries, or with `?ca=1` the whole list, with a reason and a day."""
    seat, row = asked(request, reference)
    lines = queries.lines_to_return(row)
    whole = bool(request.GET.get("ca"))
    form = ReturnForm(request.POST or None, lines=lines, whole=whole, initial={"lines": request.GET.getlist("chon")})
    if request.method == "POST" and form.is_valid():
        given = {"due_on": form.cleaned_data["due_on"], **_now(seat)}
        act = lambda: lists.return_lines(row, form.chosen, form.cleaned_data["reason"], **given)  # noqa: E731
        return _act(request, row, act, _("Đã trả lại %(number)s mô hình.") % {"number": len(form.chosen)})
    points = [
        _("Mô hình trả lại chưa được tính là đã đăng ký cho đến khi gửi lại."),
        _("Lý do hiện trên từng phiếu và trong hộp việc của đơn vị."),
    ]
    button = _("Trả lại cả danh sách (%(number)s mô hình)") % {"number": len(lines)} if whole else _("Trả lại")
    context = _confirm(row, button, points, told=row.unit.name) | {"form": form}
    return respond.page(request, "exemplars/act.html", context)


def accept(request: HttpRequest, reference: str) -> HttpResponse:
    """Accept a list: a commune takes the entries onto its own, the city accepts them."""
    seat, row = asked(request, reference)
    if request.method == "POST":
        return _act(request, row, lambda: lists.accept(row, **_now(seat)), _("Đã nhận danh sách."))
    told = queries.outline(queries.lines_on(row))
    onto = row.receiver is not None and not row.receiver.root
    moved = (
        _("Các mô hình vào danh sách của %(unit)s để ký và gửi tiếp lên trên.") % {"unit": _receiver(row)}
        if onto
        else _("Các mô hình được chấp nhận, chờ xét công nhận.")
    )
    points = [
        _("%(number)s mô hình đang chờ xem.") % {"number": sum(line.state == State.SENT for line in told)},
        moved,
    ]
    if row.record.events.filter(verb="return").exists():
        waiting = queries.lines_on(row).filter(state=State.SENT)
        again = waiting.filter(pk__in=queries.unmended(waiting.values("pk")))
        titles = list(again.values_list("title", flat=True))
        points += [_named(_("%(number)s mô hình gửi lại, chưa sửa: %(names)s."), titles)] if titles else []
    context = _confirm(row, _("Nhận danh sách"), points, told=row.unit.name)
    return respond.page(request, "exemplars/list_accept.html", context | pairs_of_page(request, told))


def enter_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Put every returned entry back on the list as it stands; the page before names those nobody changed."""
    seat, row = asked(request, reference)
    if request.method == "POST" or not _may_enter_again(seat, row):
        act = lambda: lists.enter_again(row, **_now(seat))  # noqa: E731
        return _act(request, row, act, _("Đã ghi lại các mô hình bị trả lại."))
    lines = list(queries.lines_on(row).filter(state=State.RETURNED))
    kept = queries.unmended([line.pk for line in lines])
    points = [_("%(number)s mô hình bị trả lại được ghi lại vào danh sách như đang có.") % {"number": len(lines)}]
    if kept:
        unchanged = _(
            "%(number)s mô hình chưa sửa gì từ khi bị trả lại: %(names)s. Nơi nhận sẽ thấy “gửi lại, chưa sửa”."
        )
        points.append(_named(unchanged, [line.title for line in lines if line.pk in kept]))
    return respond.page(request, "exemplars/act.html", _confirm(row, _("Ghi lại tất cả"), points))


NAMED = 20
"""Names told in one sentence."""


def _named(said: str, titles: list[str]) -> str:
    """A sentence with how many there are and the first of their names."""
    return said % {"number": len(titles), "names": "; ".join(titles[:NAMED]) + ("…" if len(titles) > NAMED else "")}


def _now(seat: Seat) -> dict[str, Any]:
    return {"by": seat, "at": timezone.now()}


def asked(request: HttpRequest, reference: str) -> tuple[Seat, RegistrationList]:
    seat = reader(request)
    rows = RegistrationList.objects.visible_to(seat).select_related(
        "record", "campaign", "unit__home__place", "unit__place", "receiver", "signed_by__user", "signed_by__unit"
    )
    return seat, get_object_or_404(rows, record__reference=reference.upper())


@contextmanager
def _scan_refused_at(form: LetterForm) -> Iterator[None]:
    """A scan that cannot be kept is refused at its box; number and day stay typed."""
    try:
        yield
    except PaperRefused as refused:
        form.add_error("scan", str(refused))


def _act(request: HttpRequest, row: RegistrationList, act: Callable[[], Any], words: str) -> HttpResponse:
    try:
        act()
    except CannotMove as refused:
        respond.refuse(request, str(refused))
    else:
        respond.done(request, words)
    return redirect(queries.list_address(row))


def _confirm(row: RegistrationList, button: str, points: list[str], told: str = "") -> dict[str, Any]:
    return {
        "title": row.title,
        "crumbs": [*_crumbs(row)[:-1], (row.unit.name, queries.list_address(row)), (button, "")],
        "lead": _late(row),
        "row": row,
        "button": button,
        "points": points,
        "told": told,
        "cancel": queries.list_address(row),
    }


def _receiver(row: RegistrationList) -> str:
    return row.receiver.name if row.receiver else ""


def _crumbs(row: RegistrationList) -> list[tuple[str, str]]:
    year = row.campaign.year
    of_year = (_("Danh sách năm %(year)s") % {"year": year}, f"{reverse('exemplars:lists')}?nam={year}")
    return [(_("Việc của tôi"), reverse("front:desk")), of_year, (row.unit.name, "")]


def _buttons(seat: Seat, row: RegistrationList) -> list[dict[str, Any]]:
    """One button for each move that would not be refused."""
    moves = [move for move in LIST.open_to(seat, row) if move.name in ADDRESSES]
    moves.sort(key=lambda move: move.name not in MAIN)
    return [
        {
            "label": move.label,
            "address": reverse(ADDRESSES[move.name], args=(row.record.reference,)),
            "post": move.name in ("unsign", "take_back"),
            "main": move.name in MAIN,
            "name": move.name,
        }
        for move in moves
    ]


def _facts(row: RegistrationList, number: int) -> list[tuple[str, Any]]:
    letter = f"{row.letter_number}, {row.letter_date:%d/%m/%Y}" if row.letter_number and row.letter_date else ""
    signed = (
        f"{row.signed_by.signature}, {timezone.localtime(row.signed_at):%d/%m/%Y %H:%M}"
        if row.signed_by and row.signed_at
        else ""
    )
    due = row.due if row.state not in (ListState.SENT, ListState.ACCEPTED) else None
    return [
        (_("Mã"), row.record.reference),
        (_("Đơn vị"), row.unit.name),
        (_("Nơi nhận"), _receiver(row)),
        (_("Số mô hình"), number),
        (_("Hạn gửi"), f"{due:%d/%m/%Y}" if due else ""),
        (_("Người ký"), signed),
        (_("Mã kiểm"), " ".join(row.fingerprint[at : at + 4] for at in range(0, 16, 4)) if row.fingerprint else ""),
        (_("Công văn"), letter),
        (_("Lý do trả lại"), row.reason),
        (_("Gửi muộn"), row.late_reason),
    ]


def _events(row: RegistrationList) -> list[Event]:
    """What happened to a list; what a move changed of it stands among its facts."""
    return list(row.record.events.select_related("by", "hat__user", "hat__unit").order_by("number"))


def _late(row: RegistrationList) -> str:
    """By how many days a list that is not sent is late, in words."""
    today = timezone.localdate()
    if row.due is None or not row.is_late(today):
        return ""
    days = (today - row.due).days
    facts = {"day": f"{row.due:%d/%m/%Y}", "days": days}
    return (
        ngettext("Hạn gửi %(day)s, đã quá hạn %(days)s ngày.", "Hạn gửi %(day)s, đã quá hạn %(days)s ngày.", days)
        % facts
    )


def word(request: HttpRequest, reference: str) -> HttpResponse:
    """The list as Word, with its heading and signature."""
    _seat, row = asked(request, reference)
    lines = list(queries.lines_shown(row))
    matches = bool(row.fingerprint) and lists.fingerprint(lines) == row.fingerprint
    answer = HttpResponse(letters.list_as_word(row, lines, matches=matches), content_type=letters.WORD)
    answer["Content-Disposition"] = f'attachment; filename="{letters.file_name(row, timezone.localdate())}"'
    return answer


def sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """The list as Excel."""
    _seat, row = asked(request, reference)
    headings = (_("TT"), _("Mã"), _("Tên mô hình, điển hình"), _("Đơn vị"), _("Lĩnh vực"), _("Loại"), _("Tập thể / cá nhân"),
                _("Địa bàn"), _("Sản phẩm"), _("Chỉ tiêu"), _("Đơn vị tính"), _("Trạng thái"), _("Lý do"),
                _("Đơn vị cùng tham gia"))  # fmt: skip
    lines = drawn(list(queries.lines_shown(row)))
    rows = (
        (number, line.exemplar.record.reference, line.title, line.unit_label, line.get_field_display(),
         line.get_sort_display(), line.get_who_display(), line.place, line.output,
         None if line.target is None else float(line.target), line.measure, line.get_state_display(), line.reason,
         line.with_them)  # type: ignore[attr-defined]
        for number, line in enumerate(lines, start=1)
    )  # fmt: skip
    return senders.sheet(
        f"danh-sach-{row.campaign.year}-{row.unit.code.lower()}",
        writing.Table(_("Danh sách"), headings, rows, title=row.title),
    )
