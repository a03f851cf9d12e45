"""Accounts in bulk: faults at their cells, all or nothing, and a second time nothing changes."""

from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from danvan.commons.people.models import AccountEvent, AccountVerb, Seat, User
from danvan.commons.people.roster import Refusal, enrol

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
HEAD = ["Tên đăng nhập", "Họ và tên", "Mã đơn vị", "Vai trò", "Chức danh", "Từ ngày", "Đến ngày"]
MAI = ["Mai.TP", "Mai (minh họa)", "ct-thanh-phu-hnd", "Cán bộ", "Ủy viên", "01/03/2026", ""]
MAI_TOO = ["mai.tp", "Mai (minh họa)", "CT-THANH-PHU-TDV1", "cadre", "", "", "31/12/2026"]
DUNG = ["dung.ck", "Dũng (minh họa)", "CT-CAI-KHE", "Thủ trưởng đơn vị", "Bí thư", "2026-03-01", ""]
MIDNIGHT = datetime(2026, 3, 1)  # noqa: DTZ001 - a workbook's cell has no zone
TABLE = [["ĐẢNG ỦY XÃ …", "", ""], [], HEAD, MAI, MAI_TOO, ["", " ", None], DUNG]


def counts() -> tuple[int, int, int]:
    return User.objects.count(), Seat.objects.count(), AccountEvent.objects.count()


def places(done) -> list[tuple[int, str]]:
    return [(refusal.row, refusal.column) for refusal in done.refusals]


def test_a_table_makes_accounts_with_their_hats(admin):
    done = enrol(TABLE, by=admin, at=AT)

    assert done.refusals == []
    assert [opened.user.username for opened in done.opened] == ["mai.tp", "dung.ck"]
    assert (done.seated, done.changed, done.unchanged) == (3, 0, 0)
    mai = User.objects.get(username="mai.tp")
    assert mai.check_password(done.opened[0].password)
    assert mai.must_change_password
    assert sorted(mai.seats.values_list("unit__code", "role", "title", "valid_from", "valid_to")) == [
        ("CT-THANH-PHU-HND", "cadre", "Ủy viên", date(2026, 3, 1), None),
        ("CT-THANH-PHU-TDV1", "cadre", "", date(2026, 3, 2), date(2026, 12, 31)),
    ]
    assert [event.verb for event in mai.account_events.all()] == ["created", "seated", "seated"]


def test_roles_are_known_by_their_vietnamese_names_on_an_english_screen_too(admin):
    with override("en"):
        done = enrol([HEAD, MAI, [*DUNG[:3], "Head of unit", *DUNG[4:]]], by=admin, at=AT)

    assert (done.refusals, done.seated) == ([], 2)


def test_the_same_table_again_changes_nothing_even_on_another_day(admin):
    enrol(TABLE, by=admin, at=AT)
    before = counts()

    done = enrol(TABLE, by=admin, at=datetime(2026, 4, 1, 1, tzinfo=UTC))

    assert (done.refusals, done.opened) == ([], [])
    assert (done.seated, done.changed, done.unchanged) == (0, 0, 3)
    assert counts() == before


def test_a_corrected_table_changes_what_differs(admin):
    enrol(TABLE, by=admin, at=AT)
    corrected = [HEAD, ["mai.tp", "Mai Mới (minh họa)", *MAI[2:4], "Phó Chủ tịch", *MAI[5:6], "30/06/2026"]]

    done = enrol(corrected, by=admin, at=AT)

    mai = User.objects.get(username="mai.tp")
    assert (done.seated, done.changed, done.unchanged) == (0, 1, 0)
    assert mai.name == "Mai Mới (minh họa)"
    assert mai.seats.get(unit__code="CT-THANH-PHU-HND").title == "Phó Chủ tịch"
    assert mai.seats.get(unit__code="CT-THANH-PHU-HND").valid_to == date(2026, 6, 30)
    assert [event.verb for event in mai.account_events.all()][-2:] == [AccountVerb.RENAMED, AccountVerb.SEAT_CHANGED]


def test_every_fault_is_told_at_its_cell_and_nothing_is_saved(admin):
    before = counts()
    table = [
        HEAD,
        MAI,
        ["x", "", "CT-KHONG-CO", "vua", "", "31/02/2026", "năm sau"],
        ["an.tp", "An (minh họa)", "CT-THANH-PHU", "Chuyên viên thành phố", "", "", ""],
        ["an.tp", "Người khác (minh họa)", "CT-THANH-PHU", "Cán bộ", "", "", ""],
        ["binh.tp", "Bình (minh họa)", "CT-THANH-PHU", "Cán bộ", "", "01/01/0000", ""],
        ["chi.tp", "Chi (minh họa)", "CT-THANH-PHU", "Cán bộ", "", "01/01/9999", ""],
        ["mai.tp", "Mai Khác (minh họa)", "CT-THANH-PHU-MTTQ", "Cán bộ", "", "", ""],
        MAI,
    ]

    done = enrol(table, by=admin, at=AT)

    assert places(done) == [
        (3, "from"),
        (3, "name"),
        (3, "role"),
        (3, "unit"),
        (3, "until"),
        (3, "username"),
        (4, "role"),
        (6, "from"),
        (7, "from"),
        (8, "name"),
        (9, "username"),
    ]
    assert done.refusals[-1] == Refusal(9, "username", "mai.tp", "Trùng với dòng 2.")
    assert done.opened == []
    assert counts() == before


def test_an_administrator_of_a_commune_enrols_within_it_only(admin):
    own = enrol([HEAD, ["qt.tp", "Quản (minh họa)", "CT-THANH-PHU", "Quản trị", "", "", ""]], by=admin, at=AT).opened[0]
    seat = own.user.seats.get()

    refused = enrol(TABLE, by=seat, at=AT)
    done = enrol([HEAD, MAI], by=seat, at=AT)

    assert places(refused) == [(7, "unit")]
    assert [opened.user.username for opened in done.opened] == ["mai.tp"]


def test_a_person_known_elsewhere_keeps_their_name_and_may_get_a_hat(admin, stranger):
    qt = enrol([HEAD, ["qt.tp", "Quản (minh họa)", "CT-THANH-PHU", "Quản trị", "", "", ""]], by=admin, at=AT)
    seat, name = qt.opened[0].user.seats.get(), stranger.user.name

    renamed = enrol([HEAD, [stranger.user.username, "Tên Khác", *MAI[2:]]], by=seat, at=AT)
    hat = enrol([HEAD, [stranger.user.username, name, *MAI[2:]]], by=seat, at=AT)
    own = enrol([HEAD, ["qt.tp", "Quản (minh họa)", *MAI[2:]]], by=seat, at=AT)

    assert places(renamed) == [(2, "name")]
    assert (hat.seated, places(own)) == (1, [(2, "username")])
    assert User.objects.get(pk=stranger.user_id).name == name


@pytest.mark.parametrize(
    "table",
    [[], [[]], [["STT", "Tên mô hình"]], [HEAD[:3], MAI], [["\ufeff" * 40]]],
)
def test_a_table_without_the_headings_is_refused_as_a_whole(admin, table):
    done = enrol(table, by=admin, at=AT)

    assert len(done.refusals) == 1
    assert done.refusals[0].reason.startswith("Thiếu cột: ")


def test_a_table_of_endless_rows_is_refused_before_it_is_read(admin):
    done = enrol([HEAD] + [MAI] * 6000, by=admin, at=AT)

    assert [refusal.row for refusal in done.refusals] == [1]


def test_a_workbooks_days_are_understood(admin):
    done = enrol([HEAD, [*MAI[:5], MIDNIGHT, date(2026, 12, 31)]], by=admin, at=AT)

    seat = done.opened[0].user.seats.get()
    assert (seat.valid_from, seat.valid_to) == (date(2026, 3, 1), date(2026, 12, 31))


def test_nobody_but_an_administrator_enrols(cadre, head, officer, leader):
    for seat in (cadre, head, officer, leader):
        assert places(enrol([HEAD, MAI], by=seat, at=AT)) == [(2, "unit")]

    assert not User.objects.filter(username="mai.tp").exists()
