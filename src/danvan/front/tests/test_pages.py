"""Home, desk, search, inbox, units: what each person finds there."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danvan.commons.exchange.reading import read_sheets
from danvan.commons.notices.models import Notice
from danvan.commons.notices.sending import tell
from danvan.commons.people import cast
from danvan.commons.people.cast import Player
from danvan.do.exemplars.actions import registering
from danvan.do.exemplars.tests import make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def players() -> dict[str, Player]:
    cache.clear()
    return cast.lay_down(at=AT)


def signed_in(player: Player) -> Client:
    client = Client()
    client.force_login(player.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_anybody_finds_the_doors_that_are_open(client: Client) -> None:
    answer = client.get("/")

    assert answer.status_code == 200
    assert "/mo-hinh/" in answer.content.decode()


def test_the_desk_shows_what_waits_for_the_hat(players: dict[str, Player]) -> None:
    make.sent()

    receiver = signed_in(players["commune-head"]).get("/viec-cua-toi/").content.decode()
    stranger = signed_in(players["stranger"]).get("/viec-cua-toi/").content.decode()

    assert "Xem và nhận" in receiver
    assert "Xem và nhận" not in stranger


def test_a_person_without_a_seat_is_told_what_to_do(django_user_model: type) -> None:
    client = Client()
    client.force_login(
        django_user_model.objects.create(username="moi", name="Mới"),
        backend="django.contrib.auth.backends.ModelBackend",
    )  # type: ignore[attr-defined]

    answer = client.get("/viec-cua-toi/")

    assert answer.status_code == 403
    assert "quản trị" in answer.content.decode()


def test_search_finds_without_marks_only_what_may_be_seen(players: dict[str, Player]) -> None:
    make.entered(title="Đường hoa nhà sạch ấp 3")

    own = signed_in(players["cadre"]).get("/tim/", {"q": "duong hoa"}).content.decode()
    stranger = signed_in(players["stranger"]).get("/tim/", {"q": "duong hoa"}).content.decode()
    public = Client().get("/tim/", {"q": "duong hoa"}).content.decode()

    assert "Đường hoa nhà sạch ấp 3" in own
    assert "Đường hoa nhà sạch ấp 3" not in stranger
    assert "Đường hoa nhà sạch ấp 3" not in public


@pytest.mark.parametrize("query", ["')( OR *", 'a"b', "*", "\u202e", "x" * 5000, "%", "😀"])
def test_strange_queries_break_nothing(client: Client, query: str) -> None:
    assert client.get("/tim/", {"q": query}).status_code == 200


def test_the_inbox_opens_its_notice_and_marks_it_read(players: dict[str, Player]) -> None:
    player = players["cadre"]
    tell(
        [player.seat],
        "exemplars/notices/reminder.txt",
        {"list": make.sent(), "words": "Nhắc."},
        address="/don-vi/",
        by=None,
        at=AT,
    )
    client = signed_in(player)
    notice = Notice.objects.filter(user=player.user).order_by("-pk").first()
    assert notice is not None

    answer = client.post(f"/hop-thu/{notice.pk}/")

    assert answer["Location"] == "/don-vi/"
    assert Notice.objects.get(pk=notice.pk).read_at is not None
    assert signed_in(players["stranger"]).post(f"/hop-thu/{notice.pk}/").status_code == 404


def test_units_are_asked_as_of_a_day(players: dict[str, Player]) -> None:
    client = signed_in(players["cadre"])

    before = client.get("/don-vi/", {"q": "an hoa", "ngay": "2023-06-30"}).content.decode()
    today = client.get("/don-vi/", {"q": "an hoa"}).content.decode()

    assert "Đảng ủy phường An Hòa" in before
    assert "Đảng ủy phường An Hòa" not in today


@pytest.mark.parametrize("day", ["0000-01-01", "9999-12-31", "31/02/2023", "x"])
def test_strange_days_break_nothing(players: dict[str, Player], day: str) -> None:
    assert signed_in(players["cadre"]).get("/don-vi/", {"ngay": day}).status_code == 200


def test_one_unit_tells_what_became_of_it(players: dict[str, Player]) -> None:
    answer = signed_in(players["cadre"]).get("/don-vi/CT04-NINH-KIEU-AN-HOA/").content.decode()

    assert "Đảng ủy phường Cái Khế" in answer
    assert "1668/NQ-UBTVQH15" in answer


def test_health_answers_strangers(client: Client) -> None:
    assert client.get("/health").json() == {"status": "ok"}


def test_vietnamese_first_whatever_the_browser_says(client: Client) -> None:
    assert 'lang="vi"' in client.get("/", headers={"accept-language": "en-US"}).content.decode()

    client.post("/ngon-ngu/", {"language": "en", "next": "/"})

    assert 'lang="en"' in client.get("/").content.decode()


def test_the_language_form_leads_nowhere_else(client: Client) -> None:
    assert client.post("/ngon-ngu/", {"language": "en", "next": "https://elsewhere.example/"})["Location"] == "/"


def test_a_search_counts_the_same_questions_for_one_row_and_three(
    players: dict[str, Player],
) -> None:
    client = signed_in(players["cadre"])
    client.get("/tim/")  # whether the house is a demo is asked once a minute
    counts = []
    for titles in (("Hũ gạo nghĩa tình ấp 1",), ("Hũ gạo nghĩa tình ấp 2", "Hũ gạo nghĩa tình ấp 7")):
        for title in titles:
            registering.enter(make.draft(title=title, explanation="ấp khác"), by=None, at=AT)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get("/tim/", {"q": "hu gao"})
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_units_go_out_as_excel(players: dict[str, Player]) -> None:
    answer = signed_in(players["cadre"]).get("/don-vi.xlsx", {"q": "an hoa", "ngay": "2023-06-30"})

    [sheet] = read_sheets(answer.content, "don-vi.xlsx")
    assert "CT04-NINH-KIEU-AN-HOA" in {cell.value for row in sheet.rows.values() for cell in row.values()}


@pytest.mark.parametrize(
    "address",
    [
        "/mo-hinh/danh-sach/{}/",
        "/mo-hinh/quyet-dinh/{}/",
        "/bao-cao/{}/",
        "/tep/{}/a.pdf",
        "/viec-nen/{}/",
        "/mo-hinh/nam/{}/",
    ],
)
def test_a_number_that_no_row_can_have_names_nothing(players: dict[str, Player], address: str) -> None:
    client = signed_in(players["officer"])

    assert client.get(address.format("9" * 40)).status_code == 404


def test_an_address_that_a_button_sends_to_answers_with_a_page(players: dict[str, Player]) -> None:
    answer = signed_in(players["cadre"]).get("/vai/")

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Việc này làm bằng một nút bấm" in answer.content.decode()
