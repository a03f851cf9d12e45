"""Register, edit, enter, reopen, withdraw, copy: what changes, what the history says, what is refused."""

import pytest
from django.db import connection

from danvan.commons.people.scopes import root
from danvan.commons.workflow.flow import CannotMove
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import joining, lists, registering
from danvan.do.exemplars.kinds import ExemplarState, ListState, Sort, State, Who
from danvan.do.exemplars.models import Exemplar, Registration, RegistrationList
from danvan.do.exemplars.tests import make

pytestmark = pytest.mark.django_db


def verbs(row) -> list[str]:
    return list(row.record.events.order_by("number").values_list("verb", flat=True))


def refused(act) -> str:
    with pytest.raises(CannotMove) as caught:
        act()
    return str(caught.value)


def test_a_first_registration_begins_the_lasting_exemplar_with_its_number():
    line = make.draft(by=make.cadre())

    assert line.exemplar.record.reference == "DVK-2026-00001"
    assert (line.state, line.unit.code, line.home.code) == (State.DRAFT, make.WOMEN, make.COMMUNE)
    assert verbs(line) == ["begin"]
    assert line.list is None


def test_a_form_sent_twice_registers_once():
    make.year()
    send = {"year": 2026, "unit": make.unit(make.WOMEN), "values": make.values(), "by": make.cadre(), "at": make.AT}

    first = registering.draft(**send, token="a1")
    second = registering.draft(**send, token="a1")
    anew = registering.draft(**send, token="b2")
    other = registering.draft(**send | {"values": make.values(goal="Ba mươi chị có việc")}, token="c3")

    assert first.pk == second.pk == anew.pk != other.pk
    assert Registration.objects.count() == Exemplar.objects.count() == 2


def test_the_key_of_a_form_opens_no_other_unit():
    make.draft()
    Registration.objects.update(token="a1")

    assert queries.line_of_token("a1", make.unit(make.FARMERS)) is None


def test_entering_puts_it_on_the_list_of_its_unit():
    line = make.entered(by=make.cadre())

    assert line.state == State.ENTERED
    assert (line.list, line.list.unit.code, line.list.receiver.code) == (line.first_list, make.WOMEN, make.COMMUNE)
    assert verbs(line) == ["begin", "enter"]


@pytest.mark.parametrize("box", ["situation", "place", "output", "lasting", "field"])
def test_an_empty_box_keeps_it_off_the_list(box):
    line = make.draft(**{box: ""})

    said = refused(lambda: registering.enter(line, by=make.cadre(), at=make.AT))

    assert said.startswith("Chưa ghi vào danh sách được, còn ô trống")
    assert make.fresh(line).state == State.DRAFT
    assert not RegistrationList.objects.exists()


def test_a_like_name_in_the_commune_is_joined_or_explained():
    make.entered(code=make.FARMERS, title="Tổ đan giỏ lục bình ấp 1")
    line = make.draft(title="Mô hình: Tổ Đan Giỏ LUC BINH, ấp 1")

    said = refused(lambda: registering.enter(line, by=make.cadre(), at=make.AT))
    registering.edit(line, {"explanation": "Tổ của Hội dạy nghề."}, by=make.cadre(), at=make.AT, seen=line.version)
    registering.enter(line, by=make.cadre(), at=make.AT)

    assert "giống tên" in said
    assert line.state == State.ENTERED


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Tổ đan giỏ lục bình ấp 1", "Tổ hợp tác đan giỏ lục bình", True),
        ("Hũ gạo nghĩa tình", "Hu gao tinh thuong", True),
        ("Mô hình “Đường quê thắp sáng”", "ĐƯỜNG QUÊ  THẮP SÁNG", True),
        ("Hũ gạo nghĩa tình", "Hũ gạo dân quân", False),
        ("Vườn cây ăn trái liên kết tiêu thụ", "Liên kết tiêu thụ nông sản", False),
        ("Camera an ninh", "Cầu nông thôn", False),
    ],
)
def test_which_names_are_alike(one, other, alike):
    line = make.draft(code=make.FARMERS, title=one)

    assert [found.line for found in queries.similar(other, [line])] == ([line] if alike else [])


def test_a_like_name_in_another_commune_is_nobodys_business():
    make.entered(code=make.ELSEWHERE)

    assert make.entered().state == State.ENTERED


def test_the_second_of_two_writers_is_told_and_nothing_of_theirs_is_kept():
    one, two = make.fresh(make.draft()), make.fresh(Registration.objects.get())
    registering.edit(one, {"goal": "Bản của Lan"}, by=make.cadre(), at=make.AT, seen=one.version)

    said = refused(
        lambda: registering.edit(two, {"goal": "Bản của Hạnh"}, by=make.head(), at=make.AT, seen=two.version)
    )

    assert said.startswith("Người khác vừa sửa")
    assert make.fresh(one).goal == "Bản của Lan"


def test_an_entered_registration_stays_whole_and_its_exemplar_follows():
    line = make.entered()

    said = refused(lambda: registering.edit(line, {"goal": ""}, by=make.cadre(), at=make.AT, seen=line.version))
    registering.edit(line, {"title": "Tổ đan lục bình ấp 2"}, by=make.cadre(), at=make.AT, seen=line.version)

    assert "ô trống" in said
    assert Exemplar.objects.get().title == Exemplar.objects.get().record.title == "Tổ đan lục bình ấp 2"


def test_a_signed_list_stays_as_signed():
    row = make.signed()
    line = make.fresh(Registration.objects.get())

    acts = [
        lambda: registering.edit(line, {"goal": "Khác"}, by=make.cadre(), at=make.AT, seen=line.version),
        lambda: registering.reopen(line, by=make.cadre(), at=make.AT),
        lambda: registering.withdraw(line, "Thôi", by=make.cadre(), at=make.AT),
        lambda: joining.join(line, make.draft(code=make.FARMERS, title="Khác"), by=make.cadre(), at=make.AT),
    ]

    assert all("Danh sách đã ký" in refused(act) for act in acts)
    assert lists.fingerprint(list(queries.lines_on(row))) == row.fingerprint


def test_reopening_takes_it_off_the_list():
    line = make.entered()

    registering.reopen(line, by=make.cadre(), at=make.AT)

    assert (line.state, line.list, line.first_list) == (State.DRAFT, None, None)


def test_withdrawing_needs_a_reason_and_closes_an_exemplar_without_other_years():
    line = make.entered()

    said = refused(lambda: registering.withdraw(line, "  ", by=make.cadre(), at=make.AT))
    registering.withdraw(line, "Ấp đã sáp nhập", by=make.cadre(), at=make.AT)

    assert "lý do" in said
    assert (line.state, line.list) == (State.WITHDRAWN, None)
    assert Exemplar.objects.get().state == ExemplarState.WITHDRAWN


def test_last_years_words_begin_this_years_registration():
    source = make.entered(of=2025, at=make.AT)
    make.year(2026)

    line = registering.copy_last(source, year=2026, by=make.cadre(), at=make.AT)

    assert (line.exemplar_id, line.year, line.sort, line.state) == (source.exemplar_id, 2026, Sort.RAISED, State.DRAFT)
    assert line.output == source.output
    assert "đã đăng ký năm 2026" in refused(
        lambda: registering.copy_last(source, year=2026, by=make.cadre(), at=make.AT)
    )
    assert Registration.objects.filter(year=2026).count() == 1


def test_a_unit_of_before_the_merger_is_carried_on_by_the_one_that_received_it():
    source = make.entered(code="CT04-CO-DO-THANH-PHU-HPN", of=2024)
    make.year(2026)

    line = registering.copy_last(source, year=2026, by=make.cadre(), at=make.AT)

    assert line.unit.code == make.WOMEN
    assert list(queries.to_copy(make.unit(make.WOMEN), 2026)) == []


def test_a_unit_registers_only_in_years_it_stood():
    make.year(2024)

    said = refused(lambda: make.draft(code=make.WOMEN, of=2024))

    assert said == "Hội LHPN xã Thạnh Phú không hoạt động trong năm 2024."


def test_no_year_and_a_year_that_is_not_open_take_nothing():
    make.year(2027, opened=False)

    assert "Chưa có năm thi đua 9999" in refused(
        lambda: registering.draft(year=9999, unit=make.unit(make.WOMEN), values=make.values(), by=None, at=make.AT)
    )
    assert "chưa mở" in refused(lambda: make.draft(of=2027, by=make.cadre()))


def test_a_closed_year_takes_registrations_only_from_the_officer_with_a_reason():
    make.closed(2025)
    late = {"year": 2025, "unit": make.unit(make.WOMEN), "values": make.values(), "at": make.AT}

    for by, reason in (
        (make.cadre(), ""),
        (make.cadre(), "Mưa lũ"),
        (make.head(make.COMMUNE), "Mưa lũ"),
        (make.officer(), ""),
    ):
        assert "đã đóng" in refused(lambda by=by, reason=reason: registering.draft(**late, by=by, late_reason=reason))
    line = registering.draft(**late, by=make.officer(), late_reason="Bưu điện chuyển chậm")
    registering.enter(line, by=make.officer(), at=make.AT, late_reason="Bưu điện chuyển chậm")

    assert (line.state, line.list.state) == (State.ENTERED, ListState.OPEN)


def test_a_stranger_writes_nothing():
    line = make.draft()

    assert "không có quyền" in refused(
        lambda: registering.edit(line, {"goal": "Khác"}, by=make.stranger(), at=make.AT, seen=line.version)
    )
    assert "không có quyền" in refused(lambda: make.draft(by=make.stranger()))
    assert Registration.objects.count() == 1


def test_consent_is_noted_once_and_in_words():
    line = make.draft(who=Who.INDIVIDUAL, title="Gương cá nhân (minh họa)")

    for _ in range(2):
        registering.note_consent(line.exemplar, consent=True, by=make.cadre(), at=make.AT)

    assert Exemplar.objects.get().consent is True
    assert verbs(line.exemplar) == ["begin", "consent"]


def test_a_refused_registration_leaves_nothing_behind():
    make.year()

    refused(lambda: make.draft(by=make.stranger()))

    assert (Registration.objects.count(), Exemplar.objects.count()) == (0, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM records_event WHERE verb = 'begin'")
        assert cursor.fetchone()[0] == 1  # the campaign year's own
    assert root(make.AT.date()).code == make.CITY
