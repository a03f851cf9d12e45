"""The public gallery: only what is recognised, nobody's name without consent, light and found by simple words."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

import danvan.ui
from danvan.commons.records.models import Event
from danvan.commons.workflow.flow import sentence
from danvan.do.exemplars import queries
from danvan.do.exemplars.actions import deciding, registering
from danvan.do.exemplars.models import Exemplar, Registration
from danvan.do.exemplars.steps import EXEMPLAR
from danvan.do.exemplars.tests import make, town
from danvan.do.exemplars.tests.test_form_pages import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing")]
standing = town.standing
GALLERY = "/mo-hinh/"
SHEET = "/mo-hinh/cong-nhan.xlsx"
SHOWN = {town.BASKETS, town.TUAN, town.HOA, town.NET, town.CITY}
HIDDEN_NAME = "Điển hình cá nhân, Hội LHPN xã Thạnh Phú"


def titles(client, **filters: str) -> set[str]:
    return {row.title for row in client.get(GALLERY, filters).context["page"].rows}


@pytest.mark.parametrize("seat", [None, make.officer, make.cadre, make.administrator])
def test_everybody_sees_what_is_recognised_and_no_more(client, seat):
    if seat:
        signed_in(client, seat())

    answer = client.get(GALLERY)

    assert titles(client) == SHOWN
    assert answer.context["heading"] == "5 mô hình, điển hình"


def test_a_person_is_named_only_with_consent(client):
    page = client.get(GALLERY).content.decode()

    assert (town.HOA in page, town.TUAN in page, HIDDEN_NAME in page) == (True, False, True)
    assert page.count("Nêu gương về:") == 1
    assert f"Nêu gương về: {town.line(town.TUAN).exemplar.get_field_display()}" in page


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"linh_vuc": "kinh_te"}, {town.BASKETS, town.HOA, town.NET}),
        ({"xa": "CT-THANH-PHU"}, {town.BASKETS, town.TUAN, town.HOA}),
        ({"xa": "CT-TRUNG-HUNG"}, {town.NET}),
        ({"xa": "CT-CAI-KHE"}, set()),
        ({"nam": "2025"}, {town.NET}),
        ({"nam": "2026", "linh_vuc": "kinh_te"}, {town.BASKETS, town.HOA}),
        ({"ai": "individual"}, {town.TUAN, town.HOA}),
        ({"don_vi_tinh": "cầu"}, {town.TUAN}),
        ({"don_vi_tinh": "việc làm", "nam": "2026"}, {town.BASKETS, town.HOA}),
        ({"nam": "2026", "linh_vuc": "kinh_te", "xa": "CT-THANH-PHU", "xep": "ten"}, {town.BASKETS, town.HOA}),
        ({"nam": "2025", "xa": "CT-THANH-PHU"}, set()),
        ({"q": "luc binh"}, {town.BASKETS}),
        ({"q": "LỤC BÌNH"}, {town.BASKETS}),
        ({"q": "nuoi de"}, {town.HOA}),
    ],
)
def test_filters_narrow(client, filters, found):
    assert titles(client, **filters) == found
    assert client.get(GALLERY, filters).context["page"].total == len(found)


def test_in_a_year_the_field_is_the_one_of_that_year(client, standing):
    exemplar = standing[town.BASKETS].exemplar
    Exemplar.objects.filter(pk=exemplar.pk).update(field="van_hoa_xa_hoi")

    assert town.BASKETS in titles(client, nam="2026", linh_vuc="kinh_te")
    assert town.BASKETS not in titles(client, linh_vuc="kinh_te")


def test_a_hidden_name_is_not_found_by_its_words(client):
    assert titles(client, q="Trần Thử Tuấn") == set()


def test_names_stand_in_order_a_hidden_one_by_the_words_that_are_shown(client):
    shown = [row.title for row in client.get(GALLERY, {"xep": "ten"}).context["page"].rows]

    assert shown == [town.HOA, town.TUAN, town.CITY, town.BASKETS, town.NET]


def test_whatever_the_hidden_name_is_the_public_sees_the_same(client):
    """Order, counts, search, filters, numbers and addresses: all the same for another name."""
    addresses = [GALLERY, f"{GALLERY}?xep=ten", f"{GALLERY}?xep=-ten", f"{GALLERY}?ai=individual", f"{GALLERY}?q=Trần"]
    exemplar = town.line(town.TUAN).exemplar
    addresses += [f"{GALLERY}?q=Anh", f"/mo-hinh/{exemplar.record.reference}/", "/tim/?q=Anh", "/tim/?q=Trần"]

    before = {address: _words(client, address) for address in addresses}
    line = town.line(town.TUAN)
    Registration.objects.filter(pk=line.pk).update(title="Anh Aáo Thử An làm cầu", folded="anh aao thu an lam cau")
    deciding.refresh_shown([exemplar.pk], at=town.DECIDED)

    assert Exemplar.objects.get(pk=exemplar.pk).title == "Anh Aáo Thử An làm cầu"
    assert {address: _words(client, address) for address in addresses} == before


def _words(client, address: str) -> str:
    return re.sub(r'(nonce|value|content)="[^"]*"', "", client.get(address).content.decode())


def test_consent_moves_a_person_to_the_place_of_their_name(client):
    registering.note_consent(town.line(town.TUAN).exemplar, True, by=None, at=town.DECIDED)
    registering.note_consent(town.line(town.HOA).exemplar, False, by=None, at=town.DECIDED)

    shown = [row.title for row in client.get(GALLERY, {"xep": "ten"}).context["page"].rows]

    assert shown == [town.HOA, town.CITY, town.TUAN, town.BASKETS, town.NET]
    assert Exemplar.objects.get(title=town.HOA).sorted_as.startswith("dien hinh ca nhan")


def test_a_place_is_told_as_people_know_it_today(client):
    page = client.get(GALLERY, {"nam": "2025"}).content.decode()

    assert "Xã Trung Thạnh cũ (nay thuộc xã Trung Hưng)" in page


def test_places_keep_their_name_where_nothing_changed():
    home = make.unit(make.COMMUNE)

    assert queries.places([home], date(2026, 12, 31)) == {home.pk: "Xã Thạnh Phú"}


def test_an_output_stands_with_its_unit_of_measure(client):
    page = client.get(GALLERY, {"don_vi_tinh": "cầu"}).content.decode()

    assert '<b>2</b> cầu <span class="meta">· kế hoạch; chưa ghi kết quả</span>' in page


def test_a_result_stands_beside_its_plan(client):
    cards = client.get(GALLERY, {"q": "luc binh"}).content.decode()
    page = client.get(queries.exemplar_address(town.line(town.BASKETS).exemplar)).content.decode()
    silent = client.get(queries.exemplar_address(town.line(town.HOA).exemplar)).content.decode()

    assert '<b>18</b> việc làm <span class="meta">· kế hoạch 20</span>' in cards
    assert '<b>20</b> việc làm <span class="meta">theo đăng ký năm 2026</span>' in page
    assert '<b>18</b> việc làm <span class="meta">theo Quyết định 401-QĐ/TU ngày 11/12/2026</span>' in page
    assert "Chưa ghi nhận kết quả đo được." in silent


@pytest.mark.parametrize(
    "filters",
    [{"linh_vuc": "x"}, {"nam": "-1"}, {"xa": "\x00"}, {"q": "\x00"}, {"trang": "9" * 40}, {"ai": "🐟", "xep": "?"}],
)
def test_a_broken_address_is_no_error_page(client, filters):
    assert client.get(GALLERY, filters).status_code == 200


def test_results_come_first_and_each_filter_is_taken_off_by_itself(client):
    page = client.get(GALLERY, {"q": "to", "nam": "2026", "linh_vuc": "kinh_te"}).content.decode()

    assert page.index('type="search"') < page.index("<details") < page.index('id="ket-qua"')
    assert 'action="#ket-qua"' in page
    for without in (
        "?nam=2026&amp;linh_vuc=kinh_te#ket-qua",
        "?q=to&amp;linh_vuc=kinh_te#ket-qua",
        "?q=to&amp;nam=2026#ket-qua",
    ):
        assert f'<a href="{without}">' in page


def test_nothing_found_says_what_to_do(client):
    answer = client.get(GALLERY, {"q": "khongco"})

    assert "Chưa tìm thấy mô hình nào" in answer.content.decode()


def test_the_page_is_light_and_asks_little(client):
    styles = Path(danvan.ui.__file__).parent / "static" / "ui"
    with CaptureQueriesContext(connection) as asked:
        page = client.get(GALLERY)

    weight = len(page.content) + sum(file.stat().st_size for file in styles.iterdir() if file.is_file())
    assert (weight < 100_000, len(asked) <= 8) == (True, True)


def test_more_cards_ask_no_more(client):
    def questions(**filters: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(GALLERY, filters)
        return len(asked)

    assert (
        questions(don_vi_tinh="cầu") == questions(don_vi_tinh="việc làm", nam="2026") - 1
    )  # what each filter leaves out
    assert (len(titles(client, don_vi_tinh="cầu")), len(titles(client, don_vi_tinh="việc làm"))) == (1, 2)


def test_the_sheet_names_nobody_either_and_is_for_those_who_read(client):
    assert client.get(SHEET).status_code == 302
    signed_in(client, make.administrator())
    assert client.get(SHEET).status_code == 404
    signed_in(client, make.officer())

    rows = CalamineWorkbook.from_filelike(BytesIO(client.get(SHEET).content)).get_sheet_by_index(0).to_python()[1:]

    assert {row[2] for row in rows} == {town.BASKETS, HIDDEN_NAME, town.HOA, town.NET, town.CITY}


PERSON = "Bà Ngô Thử Lan giúp chị em"


def _looks(client, exemplar: Exemplar) -> list[str]:
    """All that anyone may read of it: its page, the gallery, the searches."""
    addresses = (f"/mo-hinh/{exemplar.record.reference}/", GALLERY, f"{GALLERY}?xep=ten", f"{GALLERY}?ai=individual")
    searches = (f"{GALLERY}?q=Ngô", "/tim/?q=Ngô", f"{GALLERY}?q=Trần")
    return [_words(client, address) for address in (*addresses, *searches)]


def _next_year(**changes):
    """The person's registration copied into the next year, changed and put on its unit's own list."""
    line = registering.copy_last(town.line(town.TUAN), year=2027, by=make.head(make.COMMUNE), at=town.DECIDED)
    by = {"by": make.head(make.COMMUNE), "at": town.DECIDED}
    registering.edit(line, {"explanation": "Khác", **changes}, seen=line.version, **by)
    return registering.enter(make.fresh(line), **by)


def _sheet_of(client) -> str:
    return str(CalamineWorkbook.from_filelike(BytesIO(client.get(SHEET).content)).get_sheet_by_index(0).to_python())


def test_what_is_not_recognised_yet_changes_nothing_that_the_public_reads(client):
    make.year(2027)
    exemplar = town.line(town.TUAN).exemplar
    before = _looks(client, exemplar)

    line = _next_year(title=PERSON, who="collective", place="Ấp khác", output="Khác")

    assert _looks(client, exemplar) == before
    assert PERSON not in _sheet_of(signed_in(client, make.stranger()))
    own = signed_in(client, make.head(make.COMMUNE)).get(queries.line_address(line)).content.decode()
    assert PERSON in own
    client.logout()
    registering.withdraw(make.fresh(line), "Nhầm.", by=None, at=town.DECIDED)
    assert _looks(client, exemplar) == before


def test_recognition_changes_what_the_public_reads_and_revocation_changes_it_back(client):
    make.year(2027)
    exemplar = town.line(town.TUAN).exemplar
    before = _looks(client, exemplar)
    line = _next_year(title=PERSON, who="collective")
    town.send(make.WOMEN, at=town.DECIDED)
    Registration.objects.filter(pk=line.pk).update(state="accepted")

    decision = town.decide({PERSON: ""}, number="9-QĐ/TU", at=town.DECIDED, of=2027)

    page = client.get(queries.exemplar_address(exemplar)).content.decode()
    assert PERSON in page
    assert PERSON in client.get(f"{GALLERY}?q=Ngô").content.decode()
    row = Exemplar.objects.select_related("record").get(pk=exemplar.pk)
    assert (row.title, row.record.title, row.who, row.shown_id) == (PERSON, PERSON, "collective", line.pk)
    deciding.revoke(decision, reason="Nhầm.", basis="10-QĐ/TU", on=town.DECIDED.date(), by=None, at=town.DECIDED)
    assert Exemplar.objects.get(pk=exemplar.pk).title == town.TUAN
    assert _looks(client, exemplar)[1:] == before[1:]
    assert PERSON not in client.get(queries.exemplar_address(exemplar)).content.decode()


def test_the_history_says_whose_year_the_public_page_tells():
    make.year(2027)
    line = _next_year(title=PERSON)
    Registration.objects.filter(pk=line.pk).update(state="recognised")

    deciding.refresh_shown([line.exemplar_id], at=town.DECIDED)

    row = Exemplar.objects.select_related("record").get(pk=line.exemplar_id)
    assert (row.title, row.record.title, row.who) == (PERSON, PERSON, "individual")
    last = Event.objects.filter(record=line.exemplar_id).latest("number")
    assert sentence(last, EXEMPLAR) == "Trang công khai theo đăng ký năm 2027"
    assert last.facts["changed"]["title"] == [town.TUAN, PERSON]


def test_a_list_in_a_file_carries_on_a_public_exemplar_by_its_newest_name():
    make.year(2027)
    line = _next_year(title=PERSON, who="collective")

    row = Exemplar.objects.get(pk=line.exemplar_id)

    assert (row.title, row.folded) == (town.TUAN, line.folded)
