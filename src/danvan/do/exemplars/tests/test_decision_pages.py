"""Decisions on the page: begin, results, Excel out and in, issue, take back; closed to others."""

from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from re import findall

import pytest
import xlsxwriter
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from danvan.commons.exchange.reading import read_sheets
from danvan.do.exemplars import queries
from danvan.do.exemplars.kinds import State
from danvan.do.exemplars.models import Decision, Registration
from danvan.do.exemplars.results import headings
from danvan.do.exemplars.tests import make
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = pytest.mark.django_db
ASKED = {
    "year": "2026",
    "level": "city",
    "unit": "CT",
    "number": "401-QĐ/TU",
    "signed_on": f"{localdate():%d/%m/%Y}",
    "signer": "T/M Ban Thường vụ",
}
TITLES = ("Tổ đan giỏ lục bình ấp 1", "Hũ gạo nghĩa tình ấp 2")


def begun(client: Client, **changes: str) -> Decision:
    make.accepted(*TITLES)
    signed_in(client, make.officer())
    client.post("/mo-hinh/quyet-dinh/moi/", ASKED | changes)
    return Decision.objects.get()


def test_a_decision_is_begun_filled_and_issued(client: Client) -> None:
    row = begun(client)
    good, bad = Registration.objects.order_by("pk")

    client.post(
        f"/mo-hinh/quyet-dinh/{row.record.reference}/ket-qua/",
        {f"kq:{good.pk}": "recognised", f"kq:{bad.pk}": "not_yet", f"ly:{bad.pk}": "chưa đo\0 được"},
    )
    client.post(f"/mo-hinh/quyet-dinh/{row.record.reference}/ban-hanh/")

    assert list(Registration.objects.order_by("pk").values_list("state", flat=True)) == [
        State.RECOGNISED,
        State.DECLINED,
    ]


def test_all_that_nothing_was_said_of_are_recognised_at_once(client: Client) -> None:
    row = begun(client)

    client.post(f"/mo-hinh/quyet-dinh/{row.record.reference}/ket-qua/", {"tat-ca": "1"})

    assert row.recognitions.filter(result="recognised").count() == 2


def test_a_missing_reason_is_told_and_nothing_saved(client: Client) -> None:
    row = begun(client)
    line = Registration.objects.first()
    assert line is not None

    page = client.post(
        f"/mo-hinh/quyet-dinh/{row.record.reference}/ket-qua/", {f"kq:{line.pk}": "not_yet"}, follow=True
    )

    assert "Ghi lý do" in page.content.decode()
    assert row.recognitions.count() == 0


def test_what_was_measured_is_recorded_and_a_wrong_number_loses_nothing(client: Client) -> None:
    row = begun(client)
    good, other = Registration.objects.order_by("pk")
    address = f"/mo-hinh/quyet-dinh/{row.record.reference}/ket-qua/"
    sent = {f"kq:{good.pk}": "recognised", f"dd:{good.pk}": "mười tám", f"kq:{other.pk}": "not_yet",
            f"ly:{other.pk}": "chưa đo được"}  # fmt: skip

    refused = client.post(address, sent)

    page = refused.content.decode()
    assert (refused.status_code, row.recognitions.count()) == (422, 0)
    assert all(words in page for words in ('value="mười tám"', 'value="chưa đo được"', "Xin ghi một số"))
    client.post(address, sent | {f"dd:{good.pk}": "18,5"})
    assert 'value="18,5"' in client.get(f"/mo-hinh/quyet-dinh/{row.record.reference}/").content.decode()
    client.post(f"/mo-hinh/quyet-dinh/{row.record.reference}/ban-hanh/")
    assert "đạt 18,5 việc làm" in client.get(f"/mo-hinh/quyet-dinh/{row.record.reference}/").content.decode()
    line = client.get(f"/mo-hinh/{good.exemplar.record.reference}/2026/").content.decode()
    assert "18,5 việc làm (Quyết định 401-QĐ/TU)" in line


def sheet(client: Client, address: str) -> dict[str, str]:
    """What the browser would send of the results page as it stands."""
    page = unescape(client.get(address).content.decode())
    sent = dict(findall(r'name="((?:ban|tr:\d+|ly:\d+|dd:\d+))" value="([^"]*)"', page))
    return sent | {
        f"kq:{key}": "".join(findall(r'value="(\w+)" selected', cell))
        for key, cell in findall(r'<select[^>]*name="kq:(\d+)"(.*?)</select>', page)
    }


def test_who_saves_second_overwrites_nothing_and_keeps_what_was_typed(client: Client) -> None:
    row = begun(client)
    good, bad = (line.pk for line in Registration.objects.order_by("pk"))
    address = f"/mo-hinh/quyet-dinh/{row.record.reference}/"
    first = second = sheet(client, address)

    client.post(f"{address}ket-qua/", first | {f"kq:{good}": "recognised", f"dd:{good}": "18"})
    late = client.post(f"{address}ket-qua/", second | {f"kq:{bad}": "not_yet", f"ly:{bad}": "chưa đo được"})

    page = late.content.decode()
    assert (late.status_code, row.recognitions.count()) == (422, 1)
    assert all(words in page for words in ("người khác vừa sửa", 'value="chưa đo được"', 'value="18"'))
    again = {"ban": str(Decision.objects.get().version)} | {
        f"kq:{bad}": "not_yet", f"ly:{bad}": "chưa đo được", f"kq:{good}": "recognised", f"dd:{good}": "18"
    }  # fmt: skip
    client.post(f"{address}ket-qua/", again)
    assert set(row.recognitions.values_list("registration", "result", "achieved")) == {
        (good, "recognised", 18), (bad, "not_yet", None)
    }  # fmt: skip


def test_a_row_that_both_wrote_says_what_the_other_wrote(client: Client) -> None:
    row = begun(client)
    line = Registration.objects.order_by("pk")[0].pk
    address = f"/mo-hinh/quyet-dinh/{row.record.reference}/"
    second = sheet(client, address)
    client.post(f"{address}ket-qua/", second | {f"kq:{line}": "not_yet", f"ly:{line}": "chưa đo được"})

    late = client.post(f"{address}ket-qua/", second | {f"kq:{line}": "recognised"})

    assert "Người khác vừa ghi: Chưa công nhận, chưa đo được." in late.content.decode()
    assert row.recognitions.get().result == "not_yet"


def test_the_box_of_a_result_has_the_width_of_its_words(client: Client) -> None:
    page = client.get(f"/mo-hinh/quyet-dinh/{begun(client).record.reference}/").content.decode()
    styles = finders.find("ui/components.css")

    assert findall(r'<td role="cell" class="full"><input[^>]*><select class="result"', page)
    assert "td > select.result { min-width: max-content; }" in Path(str(styles)).read_text(encoding="utf-8")


def test_only_rows_that_changed_are_written_and_counted(client: Client) -> None:
    row = begun(client)
    good, bad = (line.pk for line in Registration.objects.order_by("pk"))
    address = f"/mo-hinh/quyet-dinh/{row.record.reference}/"
    client.post(f"{address}ket-qua/", sheet(client, address) | {f"kq:{good}": "recognised"})
    before = row.recognitions.get().pk

    said = client.post(f"{address}ket-qua/", sheet(client, address) | {f"kq:{bad}": "recognised"}, follow=True)
    idle = client.post(f"{address}ket-qua/", sheet(client, address), follow=True)

    assert "Đã ghi kết quả của 1 mô hình." in said.content.decode()
    assert "Không có kết quả nào thay đổi." in idle.content.decode()
    assert row.recognitions.filter(pk=before, registration=good).exists()


@pytest.mark.parametrize("verb", ["ban-hanh", "nhap"])
def test_a_decision_that_changed_meanwhile_is_not_issued_nor_read_over(client: Client, verb: str) -> None:
    row = begun(client)
    good, bad = (line.pk for line in Registration.objects.order_by("pk"))
    address = f"/mo-hinh/quyet-dinh/{row.record.reference}/"
    client.post(f"{address}ket-qua/", {f"kq:{good}": "recognised", f"kq:{bad}": "recognised"})
    seen = str(client.get(f"{address}ban-hanh/").context["form"].initial["ban"])
    file = client.get(f"{address}ket-qua.xlsx").content
    client.post(f"{address}ket-qua/", {f"kq:{bad}": "not_yet", f"ly:{bad}": "chưa đo được"})

    sent = {"ban": seen} | ({"file": SimpleUploadedFile("kq.xlsx", file)} if verb == "nhap" else {})
    page = client.post(f"{address}{verb}/", sent, follow=True)

    assert "Người khác vừa sửa hồ sơ này" in page.content.decode()
    assert (Decision.objects.get().state, row.recognitions.get(registration=bad).result) == ("draft", "not_yet")


@pytest.mark.parametrize("typed", ["1e400", "1e30", "9" * 40, "1.500.x"])
def test_an_amount_that_cannot_be_is_refused_at_its_box_as_typed(client: Client, typed: str) -> None:
    row = begun(client)
    line = Registration.objects.order_by("pk")[0].pk

    page = client.post(
        f"/mo-hinh/quyet-dinh/{row.record.reference}/ket-qua/", {f"kq:{line}": "recognised", f"dd:{line}": typed}
    )

    assert (page.status_code, row.recognitions.count()) == (422, 0)
    assert f'value="{typed}"' in page.content.decode()
    assert f'aria-describedby="sai-{line}"' in page.content.decode()


def test_a_reason_is_no_longer_than_its_box(client: Client) -> None:
    row = begun(client)
    good, bad = (line.pk for line in Registration.objects.order_by("pk"))
    sent = {f"kq:{good}": "recognised", f"kq:{bad}": "not_yet", f"ly:{bad}": "x" * 501}

    page = client.post(f"/mo-hinh/quyet-dinh/{row.record.reference}/ket-qua/", sent)

    assert (page.status_code, row.recognitions.count()) == (422, 0)
    assert "Lý do dài 501 ký tự; ghi không quá 500." in page.content.decode()
    assert f'value="{"x" * 501}"' in page.content.decode()


def test_all_recognised_at_once_keep_what_was_typed_beside(client: Client) -> None:
    row = begun(client)
    line = Registration.objects.order_by("pk")[0]
    sent = {f"kq:{line.pk}": "", f"dd:{line.pk}": "18", "tat-ca": "1"}

    client.post(f"/mo-hinh/quyet-dinh/{row.record.reference}/ket-qua/", sent)

    assert row.recognitions.get(registration=line).achieved == 18


@pytest.mark.parametrize(
    "changes",
    [
        {"signed_on": "01/01/0000"},
        {"signed_on": "31/12/9999"},
        {"number": ""},
        {"unit": "XYZ"},
        {"unit": make.COMMUNE},
        {"level": "district"},
        {"signed_on": f"{localdate() + timedelta(days=31):%d/%m/%Y}"},
        {"year": "9999"},
    ],
)
def test_strange_input_is_refused_at_its_box(client: Client, changes: dict[str, str]) -> None:
    make.accepted(*TITLES)
    signed_in(client, make.officer())

    page = client.post("/mo-hinh/quyet-dinh/moi/", ASKED | changes)

    assert page.status_code == 200
    assert 'class="err"' in page.content.decode()
    assert not Decision.objects.exists()


def test_results_come_back_from_excel_and_faults_stand_at_their_cells(client: Client) -> None:
    row = begun(client)
    [sheet] = read_sheets(client.get(f"/mo-hinh/quyet-dinh/{row.record.reference}/ket-qua.xlsx").content, "kq.xlsx")
    names = [cell.value for cells in sheet.rows.values() for cell in cells.values() if cell.value.startswith("DVK-")]

    def sent(*answers: tuple[str, str, str]) -> str:
        file = BytesIO()
        with xlsxwriter.Workbook(file) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, headings())
            for number, (name, result, reason) in enumerate(answers, start=1):
                page.write_row(number, 0, (name, "", "", "", result, reason))
        upload = SimpleUploadedFile("kq.xlsx", file.getvalue())
        answer = client.post(f"/mo-hinh/quyet-dinh/{row.record.reference}/nhap/", {"file": upload}, follow=True)
        return answer.content.decode()

    assert "Chưa lưu gì" in sent((names[0], "chắc được", ""))
    assert row.recognitions.count() == 0
    sent((names[0], "Công nhận", ""), (names[1], "Chưa công nhận", "chưa đo được"))
    assert row.recognitions.count() == 2


def test_a_hostile_file_is_refused_in_words(client: Client) -> None:
    row = begun(client)

    page = client.post(
        f"/mo-hinh/quyet-dinh/{row.record.reference}/nhap/",
        {"file": SimpleUploadedFile("kq.xlsx", b"PK\x03\x04 broken")},
        follow=True,
    )

    assert page.status_code == 200
    assert row.recognitions.count() == 0


@pytest.mark.parametrize("who", ["cadre", "head", "leader", "administrator", "stranger"])
@pytest.mark.parametrize("verb", ["ket-qua", "ban-hanh", "thu-hoi", "nhap", "sua", "bo"])
def test_others_do_not_find_the_verbs(client: Client, who: str, verb: str) -> None:
    row = begun(client)
    signed_in(client, getattr(make, who)())

    assert client.post(f"/mo-hinh/quyet-dinh/{row.record.reference}/{verb}/", {}).status_code == 404


def test_a_recognition_is_taken_back_with_reason_and_basis(client: Client) -> None:
    row = begun(client)
    client.post(f"/mo-hinh/quyet-dinh/{row.record.reference}/ket-qua/", {"tat-ca": "1"})
    client.post(f"/mo-hinh/quyet-dinh/{row.record.reference}/ban-hanh/")
    one = row.recognitions.first()
    assert one is not None
    address = f"/mo-hinh/quyet-dinh/{row.record.reference}/thu-hoi/{one.pk}/"

    assert client.post(address, {"reason": "", "basis": "", "on": ""}).status_code == 200
    client.post(address, {"reason": "số liệu không đúng", "basis": "9-QĐ/TU", "on": ASKED["signed_on"]})

    assert sorted(Registration.objects.values_list("state", flat=True)) == [State.RECOGNISED, State.REVOKED]


def test_decisions_go_out_as_excel(client: Client) -> None:
    begun(client)

    [sheet] = read_sheets(client.get("/mo-hinh/quyet-dinh/danh-sach.xlsx", {"nam": "2026"}).content, "qd.xlsx")

    assert "401-QĐ/TU" in {cell.value for cells in sheet.rows.values() for cell in cells.values()}


def test_a_list_of_three_asks_no_more_than_a_list_of_one(client: Client, django_assert_max_num_queries: object) -> None:
    address = f"/mo-hinh/quyet-dinh/{begun(client).record.reference}/"

    with django_assert_max_num_queries(10):  # type: ignore[operator]
        client.get(address)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        client.get("/mo-hinh/quyet-dinh/")


def test_only_bodies_that_can_decide_are_chosen_and_no_two_read_the_same(client: Client) -> None:
    signed_in(client, make.officer())

    units = dict(client.get("/mo-hinh/quyet-dinh/moi/").context["form"].fields["unit"].choices)
    both = queries.deciding_units(make.officer(), localdate(), ["city", "commune", "district"])

    assert next(iter(units)) == make.CITY
    assert units["CT04-CO-DO"].endswith(", Thành ủy Cần Thơ (đến 30/06/2025)")
    assert not {make.WOMEN, make.COMMUNE} & units.keys()
    assert len({name for _code, name in both}) == len(both) > 200
    assert [code for code, _name in queries.deciding_units(make.head(make.COMMUNE), localdate(), ["commune"])] == [
        make.COMMUNE
    ]


def test_a_draft_is_mended_on_its_page(client: Client) -> None:
    row = begun(client)
    address = f"/mo-hinh/quyet-dinh/{row.record.reference}/"
    assert f'href="{address}sua/"' in client.get(address).content.decode()
    shown = client.get(f"{address}sua/")
    seen = str(shown.context["form"].initial["ban"])

    assert 'value="401-QĐ/TU"' in shown.content.decode()
    wrong = client.post(
        f"{address}sua/", ASKED | {"ban": seen, "signed_on": f"{localdate() + timedelta(days=1):%d/%m/%Y}"}
    ).content.decode()
    assert "Ngày ký không được sau hôm nay." in wrong
    client.post(f"{address}sua/", ASKED | {"ban": seen, "number": "405-QĐ/TU"})
    late = client.post(f"{address}sua/", ASKED | {"ban": seen, "number": "406-QĐ/TU"}).content.decode()

    assert "Người khác vừa sửa hồ sơ này" in late
    assert 'value="406-QĐ/TU"' in late
    assert Decision.objects.get().number == "405-QĐ/TU"


def test_a_draft_is_dropped_after_asking_and_offers_nothing_more(client: Client) -> None:
    row = begun(client)
    address = f"/mo-hinh/quyet-dinh/{row.record.reference}/"
    assert f'href="{address}bo/"' in client.get(address).content.decode()

    assert "lịch sử còn giữ dự thảo" in client.get(f"{address}bo/").content.decode()
    client.post(f"{address}bo/", {"ban": row.version})

    page = client.get(address).content.decode()
    assert Decision.objects.get().state == "dropped"
    assert "Đã bỏ dự thảo" in page
    assert not any(f'href="{address}{verb}/"' in page for verb in ("sua", "bo", "ban-hanh", "thu-hoi"))
    assert client.get(f"{address}sua/").status_code == client.get(f"{address}bo/").status_code == 404


@pytest.mark.parametrize("days", [-1, 1])
def test_a_day_of_taking_back_that_cannot_be_is_told_at_its_box(client: Client, days: int) -> None:
    row = begun(client)
    address = f"/mo-hinh/quyet-dinh/{row.record.reference}/"
    client.post(f"{address}ket-qua/", {"tat-ca": "1"})
    client.post(f"{address}ban-hanh/")

    sent = {"reason": "trùng", "basis": "9-QĐ/TU", "on": f"{localdate() + timedelta(days=days):%d/%m/%Y}"}
    page = client.post(f"{address}thu-hoi/", sent)

    assert "on" in page.context["form"].errors
    assert 'value="9-QĐ/TU"' in page.content.decode()
    assert Decision.objects.get().state == "issued"


def test_every_number_over_a_decision_opens_as_many_rows(client: Client) -> None:
    row = begun(client)
    good, bad = Registration.objects.order_by("pk")
    address = f"/mo-hinh/quyet-dinh/{row.record.reference}/"

    def numbers() -> dict[str, tuple[int, int]]:
        counts = client.get(address).context["counts"]
        return {
            key: (number, len(client.get(f"{address}?kq={key}").context["page"].rows)) for key, number in counts.items()
        }

    client.post(f"{address}ket-qua/", {f"kq:{good.pk}": "recognised"})
    assert {key: numbers()[key] for key in ("recognised", "not_yet", "left")} == {
        "recognised": (1, 1), "not_yet": (0, 0), "left": (1, 1)
    }  # fmt: skip
    client.post(f"{address}ket-qua/", {f"kq:{bad.pk}": "not_yet", f"ly:{bad.pk}": "chưa đo được"})
    client.post(f"{address}ban-hanh/")
    [recognition] = row.recognitions.filter(registration=good)
    client.post(
        f"{address}thu-hoi/{recognition.pk}/", {"reason": "kê khai sai", "basis": "530-QĐ/TU", "on": ASKED["signed_on"]}
    )
    assert {key: pair for key, pair in numbers().items() if key != "left"} == {
        "recognised": (0, 0), "not_yet": (1, 1), "revoked": (1, 1)
    }  # fmt: skip
