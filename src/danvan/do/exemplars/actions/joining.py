"""Duplicates are settled: one registration goes into another of the year, and comes back while nothing was built on it."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from danvan.commons.people.models import Seat
from danvan.commons.workflow.bulk import hold
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries, rules
from danvan.do.exemplars.actions.lists import put_on
from danvan.do.exemplars.actions.registering import refuse_joined_to, refuse_signed
from danvan.do.exemplars.kinds import GONE, ExemplarState, State
from danvan.do.exemplars.models import Registration, RegistrationList
from danvan.do.exemplars.steps import EXEMPLAR, REGISTRATION


def join(line: Registration, into: Registration, *, by: Seat | None, at: datetime) -> None:
    """This registration goes into another one of the year, in which its unit takes part. Raises `CannotMove`."""
    refuse_signed(line)
    list_was = line.list.state if line.list else ""
    with transaction.atomic():
        _touch(line.list, into.list)
        into = _held(line, into)
        _refuse_apart(line, into)
        refuse_joined_to(line)
        named = into.exemplar.record.reference
        joined = {"joined_into": into}
        REGISTRATION.move(line, "join", by=by, at=at, changes=joined, into=named, was=line.state, list_was=list_was)
        if not queries.other_lines(line):
            EXEMPLAR.move(line.exemplar, "join", by=None, at=at, into=named)


def _held(line: Registration, into: Registration) -> Registration:
    """The other registration as it stands once nobody else can change either of the two before this act is over."""
    hold(Registration, {line.pk, into.pk})
    return Registration.objects.select_related("list", "first_list", "exemplar__record").get(pk=into.pk)


def _touch(*rows: RegistrationList | None) -> None:
    """What stands on these lists changes: whoever signs what they read before comes second."""
    taking = {row.pk: row for row in rows if row and row.is_changeable}
    for key in sorted(taking):
        put_on(taking[key])


def _refuse_apart(line: Registration, into: Registration) -> None:
    if line.pk == into.pk or line.year != into.year or into.home_id != line.home_id:
        raise CannotMove(_("Chỉ gộp hai mô hình của cùng một xã, phường trong cùng một năm."))
    if into.state in GONE:
        raise CannotMove(_("Mô hình kia đã rút hoặc đã gộp, không gộp vào đó được."))
    if rules.is_signed(into):
        raise CannotMove(_("Mô hình kia đứng trong danh sách đã ký. Gộp được sau khi danh sách ấy gửi đi hoặc bỏ ký."))


def part(line: Registration, *, by: Seat | None, at: datetime) -> None:
    """A joined registration stands on its own again, where it stood before. Raises `CannotMove`."""
    with transaction.atomic():
        state, onto = queries.stood(line)
        _touch(onto, line.joined_into.list if line.joined_into else None)
        if line.joined_into:
            line.joined_into = _held(line, line.joined_into)
        _stand_alone(line, state, onto, by=by, at=at)


def _stand_alone(
    line: Registration, state: str, onto: RegistrationList | None, *, by: Seat | None, at: datetime
) -> None:
    if queries.built_on(line):
        raise CannotMove(_("Mô hình kia đã được ký, gửi hoặc xét từ sau khi gộp, không tách ra được nữa."))
    if queries.line_of_year(line.exemplar, line.year):
        raise CannotMove(_("Mô hình này đã đăng ký năm %(year)s rồi.") % {"year": line.year})
    into = line.joined_into.exemplar.record.reference if line.joined_into else ""
    back = {"state": state, "joined_into": None, "list": onto, "first_list": line.first_list if onto else None}
    with translation.override("vi"):  # kept in the history
        words = str(State(state).label)
    if line.exemplar.state == ExemplarState.JOINED:
        EXEMPLAR.move(line.exemplar, "part", by=None, at=at, into=into)
    REGISTRATION.move(line, "part", by=by, at=at, changes=back, into=into, back=words)
