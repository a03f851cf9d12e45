"""An officer who reads English leaves Vietnamese behind: titles, papers and files that others open or send back."""

import io

import docx
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override

from danvan.commons.exchange.reading import read_sheets
from danvan.commons.records.models import Event
from danvan.do.exemplars.actions import joining
from danvan.do.exemplars.models import CampaignYear, Decision
from danvan.do.exemplars.results import headings
from danvan.do.exemplars.tests import make
from danvan.do.exemplars.tests.test_campaigns import PLAN
from danvan.do.exemplars.tests.test_decision_pages import ASKED
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = pytest.mark.django_db


def in_english(client, seat):
    signed_in(client, seat).cookies["django_language"] = "en"
    return client


def test_titles_are_kept_in_vietnamese(client):
    make.accepted()
    in_english(client, make.officer())

    client.post("/mo-hinh/nam/moi/", PLAN)
    client.post("/mo-hinh/quyet-dinh/moi/", ASKED)

    assert CampaignYear.objects.get(year=PLAN["year"]).title.startswith("Phong trào thi đua")
    assert Decision.objects.get().title == f"Quyết định 401-QĐ/TU ngày {ASKED['signed_on']}"


def test_the_signed_list_prints_in_vietnamese(client):
    row = make.signed()
    in_english(client, make.cadre())

    page = client.get(reverse("exemplars:list", args=(row.record.reference,))).content.decode()
    word = docx.Document(io.BytesIO(client.get(reverse("exemplars:list-word", args=(row.record.reference,))).content))

    assert "Check code" in page
    assert row.title.startswith("Danh sách đăng ký mô hình, điển hình")
    said = "\n".join(cell.text for table in word.tables for line in table.rows for cell in line.cells)
    assert "Tên mô hình, điển hình" in said
    assert "Mới" in said


def test_results_go_round_in_vietnamese(client):
    make.accepted("Hũ gạo nghĩa tình ấp 2", "Tổ đan giỏ lục bình ấp 1")
    in_english(client, make.officer())
    client.post("/mo-hinh/quyet-dinh/moi/", ASKED)
    decision = Decision.objects.get()
    client.post(reverse("exemplars:decision-results", args=(decision.record.reference,)), {"tat-ca": "1"})

    [sheet] = read_sheets(
        client.get(reverse("exemplars:decision-sheet", args=(decision.record.reference,))).content, "kq.xlsx"
    )
    rows = [[cells[key].value for key in sorted(cells)] for _number, cells in sorted(sheet.rows.items())]
    decision.recognitions.all().delete()
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        for number, cells in enumerate(rows):
            page.write_row(number, 0, cells)
    upload = SimpleUploadedFile("kq.xlsx", file.getvalue())
    client.post(reverse("exemplars:decision-sheet-in", args=(decision.record.reference,)), {"file": upload})

    assert headings()[:5] in [row[:5] for row in rows]
    assert decision.recognitions.filter(result="recognised").count() == 2


def test_a_reminder_is_offered_in_the_words_units_will_read(client):
    make.year()
    in_english(client, make.officer())

    page = client.post("/mo-hinh/danh-sach/nhac/?nam=2026", {"units": make.unit(make.COMMUNE).pk}).content.decode()

    assert "Kính gửi đầu mối dân vận Đảng ủy xã Thạnh Phú" in page
    assert "chưa nhận được danh sách" in page


def test_the_history_keeps_vietnamese_words():
    line, kept = make.draft(), make.draft(code=make.FARMERS)
    with override("en"):
        joining.join(make.fresh(line), into=make.fresh(kept), by=None, at=make.LATER)
        joining.part(make.fresh(line), by=None, at=make.LATER)

    last = Event.objects.filter(record_id=line.pk).order_by("-number").first()
    assert last is not None
    assert last.facts["back"] == "Bản nháp"
