"""A file comes in by page: preview with refusals at their cells, one confirmation, refused rows back, undo."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danvan.commons.exchange import turns
from danvan.commons.exchange.reading import read_sheets
from danvan.commons.jobs.models import Run
from danvan.commons.jobs.worker import work_once
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import lists
from danvan.do.exemplars.models import Intake, Registration, RegistrationList
from danvan.do.exemplars.tests import make
from danvan.do.exemplars.tests.test_bringing_in import ROWS, book, saved
from danvan.do.exemplars.tests.test_form_pages import signed_in
from danvan.do.exemplars.views import intakes

pytestmark = pytest.mark.django_db
BAD = (4, "", "Kinh tế", "Hội LHPN xã", "ấp 4")


def upload(data: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile("ds.xlsx", data)


def handed_in(client: Client, data: bytes, **changes: str) -> Intake | None:
    make.year()
    signed_in(client, make.head(make.COMMUNE))
    file = SimpleUploadedFile("ds.xlsx", data)
    client.post("/mo-hinh/nhap/", {"year": "2026", "unit": make.COMMUNE, "file": file} | changes)
    return Intake.objects.order_by("-pk").first()


def test_the_preview_shows_each_refusal_at_its_cell_and_saves_nothing(client: Client) -> None:
    row = handed_in(client, book(*ROWS, BAD))
    assert row is not None

    page = client.get(f"/mo-hinh/nhap/{row.pk}/").content.decode()

    assert "Đọc được 4 dòng: 3 nhập được, 1 bị từ chối" in page
    assert "Chưa có tên mô hình" in page
    assert not Registration.objects.exists()


def test_one_confirmation_saves_the_good_rows_and_undo_takes_them_back(client: Client) -> None:
    row = handed_in(client, book(*ROWS, BAD))
    assert row is not None

    client.post(f"/mo-hinh/nhap/{row.pk}/luu/")
    assert Registration.objects.filter(state="entered").count() == 3
    client.post(f"/mo-hinh/nhap/{row.pk}/luu/")
    assert Registration.objects.count() == 3
    client.post(f"/mo-hinh/nhap/{row.pk}/hoan-tac/")

    assert Registration.objects.filter(state="withdrawn").count() == 3


def test_refused_rows_come_back_as_excel_that_is_read_again(client: Client) -> None:
    row = handed_in(client, book(*ROWS, BAD))
    assert row is not None

    answer = client.get(f"/mo-hinh/nhap/{row.pk}/tu-choi.xlsx")

    [sheet] = read_sheets(answer.content, "tu-choi.xlsx")
    assert any("ấp 4" in cell.value for cells in sheet.rows.values() for cell in cells.values())


def test_a_row_refused_because_it_was_sent_comes_back_too_before_saving_and_after(client: Client) -> None:
    make.year()
    onto = lists.sign(saved(*ROWS[:1]).lines.first().list, by=None, at=make.AT)
    lists.send(onto, letter_number="12-CV/ĐU", letter_date=make.AT.date(), by=None, at=make.AT)
    changed = (*ROWS[0][:2], "VH-XH", *ROWS[0][3:])
    row = handed_in(client, book(changed, *ROWS[1:], BAD))
    assert row is not None

    assert "2 bị từ chối" in client.get(f"/mo-hinh/nhap/{row.pk}/").content.decode()
    before = client.get(f"/mo-hinh/nhap/{row.pk}/tu-choi.xlsx").content
    client.post(f"/mo-hinh/nhap/{row.pk}/luu/")
    Registration.objects.filter(intake=row).update(title="Tên khác")

    for file in (before, client.get(f"/mo-hinh/nhap/{row.pk}/tu-choi.xlsx").content):
        [sheet] = read_sheets(file, "tu-choi.xlsx")
        reasons = [list(cells.values())[-1].value for _row, cells in sorted(sheet.rows.items())][1:]
        assert len(reasons) == 2
        assert reasons[0].startswith("Mô hình này đã gửi")
        assert reasons[1].startswith("Chưa có tên mô hình")
        assert "đã gửi" in "".join(ZipFile(BytesIO(file)).read("xl/comments1.xml").decode())


def test_the_preview_shows_output_measure_and_target_and_what_stays_words(client: Client) -> None:
    heads = ("STT", "Tên mô hình", "Lĩnh vực", "Đơn vị", "Địa bàn", "Chỉ tiêu")
    data = book((*ROWS[0][:5], "mỗi ấp một tổ"), (*ROWS[1][:5], "20 căn nhà"), heads=heads)
    row = handed_in(client, data)
    assert row is not None

    page = client.get(f"/mo-hinh/nhap/{row.pk}/?xem=nhap-duoc").content.decode()
    kept = client.get(f"/mo-hinh/nhap/{row.pk}/?xem=giu-nguyen-chu").content.decode()

    assert "căn nhà" in page
    assert ">20<" in page.replace(" ", "")
    assert "mỗi ấp một tổ" in kept
    assert "chỉ tiêu bằng chữ, giữ nguyên chữ" in kept


def test_columns_are_corrected_by_a_person(client: Client) -> None:
    row = handed_in(client, book(*ROWS))
    assert row is not None

    client.post(f"/mo-hinh/nhap/{row.pk}/cot/", {"cot:Địa bàn": "note", "cot:a\0": "note", "nho": "1"})

    client.post(f"/mo-hinh/nhap/{row.pk}/luu/")
    assert set(Registration.objects.values_list("place", flat=True)) == {""}


@pytest.mark.parametrize("row", ["²", "9" * 900, "-1", "x"])
def test_answers_for_rows_that_no_sheet_has_are_passed_over(client: Client, row: str) -> None:
    kept = handed_in(client, book(*ROWS))
    assert kept is not None

    client.post(f"/mo-hinh/nhap/{kept.pk}/luu/", {f"Trang|{row}": "new"})

    assert Registration.objects.count() == 3


def test_a_large_file_is_saved_in_the_background_once(client: Client) -> None:
    rows = [(n, f"Tổ giúp nhau số {n}", "Kinh tế", "Hội LHPN xã", f"ấp {n % 12 + 1}") for n in range(1, 502)]
    row = handed_in(client, book(*rows))
    assert row is not None

    first = client.post(f"/mo-hinh/nhap/{row.pk}/luu/")
    client.post(f"/mo-hinh/nhap/{row.pk}/luu/")
    assert Run.objects.count() == 1
    assert first["Location"].startswith("/viec-nen/")
    while work_once():
        pass

    assert Registration.objects.count() == 501


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 broken",
        b"\x89PNG\r\n\x1a\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        b"<html></html>",
    ],
)
def test_hostile_files_are_refused_at_the_box(client: Client, data: bytes) -> None:
    make.year()
    signed_in(client, make.head(make.COMMUNE))
    file = SimpleUploadedFile("ds.xlsx", data)

    page = client.post("/mo-hinh/nhap/", {"year": "2026", "unit": make.COMMUNE, "file": file})

    assert page.status_code == 200
    assert 'class="err"' in page.content.decode()
    assert not Intake.objects.exists()


@pytest.mark.parametrize("unit", ["CT-CAI-KHE", "CT", "KHONG-CO", "", "\u202e"])
def test_units_beyond_ones_own_are_refused(client: Client, unit: str) -> None:
    assert handed_in(client, book(*ROWS), unit=unit) is None


@pytest.mark.parametrize("who", ["leader", "administrator"])
def test_readers_do_not_find_the_page(client: Client, who: str) -> None:
    assert signed_in(client, getattr(make, who)()).get("/mo-hinh/nhap/").status_code == 404


def test_anothers_file_does_not_exist(client: Client) -> None:
    row = handed_in(client, book(*ROWS))
    assert row is not None
    signed_in(client, make.cadre(make.COMMUNE))

    for part in ("", "tu-choi.xlsx"):
        assert client.get(f"/mo-hinh/nhap/{row.pk}/{part}").status_code == 404
    for verb in ("luu", "cot", "hoan-tac"):
        assert client.post(f"/mo-hinh/nhap/{row.pk}/{verb}/").status_code == 404


def test_a_file_is_read_before_the_first_write_so_that_no_writer_waits_for_it(client: Client) -> None:
    make.year()
    signed_in(client, make.head(make.COMMUNE))
    file = SimpleUploadedFile("ds.xlsx", book(*ROWS))

    with CaptureQueriesContext(connection) as asked:
        client.post("/mo-hinh/nhap/", {"year": "2026", "unit": make.COMMUNE, "file": file})

    read = next(at for at, query in enumerate(asked) if "exemplars_columnmemory" in query["sql"])
    kept = next(at for at, query in enumerate(asked) if query["sql"].startswith('INSERT INTO "exemplars_intake"'))
    assert read < kept
    assert not any(query["sql"].startswith(("BEGIN", "SAVEPOINT")) for query in asked[:read])


def test_a_file_that_cannot_be_read_leaves_no_row(client: Client) -> None:
    assert handed_in(client, b"khong phai bang") is None


def test_units_are_chosen_by_name_and_only_those_one_writes_for(client: Client) -> None:
    make.year()
    signed_in(client, make.head(make.COMMUNE))

    units = dict(client.get("/mo-hinh/nhap/").context["form"].fields["unit"].choices)

    assert units[make.WOMEN] == "Hội LHPN xã Thạnh Phú"
    assert make.ELSEWHERE not in units


def test_a_unit_that_is_gone_is_told_from_its_namesake_by_its_end_and_stands_below(client: Client) -> None:
    make.year()
    make.closed(2024)
    signed_in(client, make.head(make.COMMUNE))

    units = [name for _code, name in client.get("/mo-hinh/nhap/").context["form"].fields["unit"].choices]

    ended = [name for name in units if "(đến 30/06/2025)" in name]
    assert len(units) == len(set(units))
    assert ended
    assert units[-len(ended) :] == ended


@pytest.mark.parametrize("name", ["mk.py", "ds.log", "Makefile", "ds"])
def test_what_is_not_named_as_a_list_is_refused_in_words(client: Client, name: str) -> None:
    make.year()
    signed_in(client, make.head(make.COMMUNE))
    data = "STT;Tên mô hình;Lĩnh vực;Đơn vị\n1;Tổ vá đường ấp 5;Kinh tế;Đoàn xã".encode()

    def sent(as_name: str) -> str:
        file = SimpleUploadedFile(as_name, data)
        answer = client.post("/mo-hinh/nhap/", {"year": "2026", "unit": make.COMMUNE, "file": file}, follow=True)
        return answer.content.decode()

    assert "Tệp này không thuộc loại nhận được. Xin gửi tệp .xlsx .xls .ods .csv .txt .docx." in sent(name)
    assert not Intake.objects.exists()
    assert "Đọc được 1 dòng: 1 nhập được" in sent("ds.XLSX")


def test_after_saving_it_is_said_who_signs_and_the_list_is_a_click_away(client: Client) -> None:
    row = handed_in(client, book(*ROWS))
    assert row is not None

    page = client.post(f"/mo-hinh/nhap/{row.pk}/luu/", follow=True).content.decode()

    onto = Registration.objects.first().list  # type: ignore[union-attr]
    assert page.count(f"Tiếp theo: thủ trưởng {onto.unit.name} ký danh sách.") == 2
    assert f'<a href="{queries.list_address(onto)}">Mở danh sách</a>' in page
    RegistrationList.objects.filter(pk=onto.pk).update(state="returned")
    assert "Tiếp theo" in client.get(f"/mo-hinh/nhap/{row.pk}/").content.decode()
    lists.sign(RegistrationList.objects.get(pk=onto.pk), by=None, at=make.AT)
    assert "Tiếp theo" not in client.get(f"/mo-hinh/nhap/{row.pk}/").content.decode()


def test_a_large_file_waits_for_nobody_while_another_is_read_and_nothing_is_lost(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = handed_in(client, book(*ROWS))
    assert kept is not None
    monkeypatch.setattr(turns, "LARGE_BYTES", 1)

    with turns.turn(1):
        refused = client.post("/mo-hinh/nhap/", {"year": "2026", "unit": make.COMMUNE, "file": upload(book(*ROWS))})
        preview = client.get(f"/mo-hinh/nhap/{kept.pk}/")
        columns = client.post(f"/mo-hinh/nhap/{kept.pk}/cot/", {"cot:Địa bàn": "note"}, follow=True)
        sheet = client.get(f"/mo-hinh/nhap/{kept.pk}/tu-choi.xlsx")
    after = client.get(f"/mo-hinh/nhap/{kept.pk}/")

    assert (refused.status_code, preview.status_code, sheet.status_code, after.status_code) == (200, 503, 503, 200)
    for answer in (refused, preview, columns):
        assert "thử lại sau một phút" in answer.content.decode()
    assert f'href="/mo-hinh/nhap/{kept.pk}/"' in preview.content.decode()
    assert Intake.objects.count() == 1


def test_however_many_large_files_come_small_ones_are_read(client: Client) -> None:
    with turns.turn(turns.LARGE_BYTES), pytest.raises(turns.Busy), turns.turn(turns.LARGE_BYTES):
        pass

    with turns.turn(turns.LARGE_BYTES):
        assert handed_in(client, book(*ROWS)) is not None


def test_a_large_file_is_confirmed_without_being_read_once_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = handed_in(client, book(*ROWS))
    assert kept is not None
    monkeypatch.setattr(intakes, "LARGE_BYTES", 1)

    with turns.turn(turns.LARGE_BYTES):
        answer = client.post(f"/mo-hinh/nhap/{kept.pk}/luu/")

    assert answer["Location"].startswith("/viec-nen/")
