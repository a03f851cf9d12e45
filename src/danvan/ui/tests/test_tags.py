from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.http import QueryDict

from danvan.ui import paging
from danvan.ui.tests.conftest import Draw
from danvan.ui.tests.guide import Filter


def test_an_address_keeps_its_other_parts(draw: Draw) -> None:
    shown = draw('{% query_with trang=2 xep="ten" %}', "/?q=a&trang=1")

    assert QueryDict(shown.removeprefix("?").replace("&amp;", "&")).dict() == {"q": "a", "trang": "2", "xep": "ten"}


def test_a_part_can_be_taken_away(draw: Draw) -> None:
    assert draw("{% query_with trang=None %}", "/?q=a&trang=1") == "?q=a"
    assert draw("{% query_with linh__vuc='kinh_te' %}", "/") == "?linh-vuc=kinh_te"


def test_an_address_cannot_carry_markup(draw: Draw) -> None:
    assert "<" not in draw("{% query_with trang=2 %}", "/?q=<script>")


def test_a_heading_sorts_and_turns_and_begins_at_the_first_page(draw: Draw) -> None:
    by_name = paging.Sort("ten", False, ("name",))

    assert draw("{% sort_link 'ten' sort %}", "/?xep=ten&trang=4", sort=by_name) == "?xep=-ten"
    assert draw("{% sort_link 'so' sort %}", "/?xep=ten&q=a", sort=by_name) == "?xep=so&amp;q=a"


def test_filters_say_what_they_narrow_by_and_how_to_stop(draw: Draw) -> None:
    shown = draw(
        '{% include "ui/filters.html" with form=form only %}',
        "/?q=thanh&field=kinh_te&trang=3&xep=ten",
        form=Filter(QueryDict("q=thanh&field=kinh_te")),
    )

    assert '<a href="?q=thanh&amp;xep=ten">Kinh tế' in shown
    assert '<a href="?field=kinh_te&amp;xep=ten">Tên xã, phường: thanh' in shown
    assert '<input type="hidden" name="xep" value="ten">' in shown
    assert 'name="trang"' not in shown


def test_numbers_and_days_read_as_on_paper(draw: Draw) -> None:
    at = datetime(2026, 11, 24, 1, 15, tzinfo=UTC)

    assert draw("{{ 2642|number }} {{ none|number }} {{ 'mười'|number }} {{ half|number }}", half=Decimal("0.5")) == (
        "2.642 mười 0,5"
    )
    assert draw("{{ r|percent }} {{ r|percent:0 }}", r=0.975) == "97,5% 98%"
    assert draw("{{ d|day }} {{ d|weekday_day }} {{ none|day }}", d=date(2026, 11, 24)) == "24/11/2026 thứ Ba 24/11"
    assert draw("{{ at|moment }} {{ at|day }}", at=at) == "24/11/2026 08:15 24/11/2026"
    assert draw("{{ late|day }}", late=datetime(2026, 12, 31, 18, 0, tzinfo=UTC)) == "01/01/2027"


def test_drawn_bars_never_leave_their_picture(draw: Draw) -> None:
    shown = draw(
        "{{ 0.6|width }} {{ 9|width }} {{ low|width }} {{ 'x'|width }} {{ nan|width }}", low=-1, nan=float("nan")
    )

    assert shown == "60.0 120.0 0.0 0.0 0.0"


def test_a_form_inside_an_include_carries_its_token(draw: Draw) -> None:
    assert 'name="csrfmiddlewaretoken" value="' in draw(
        '{% include "ui/confirm.html" with title="Chốt" button="Chốt" only %}'
    )


@pytest.mark.parametrize("typed", ["1e400", "1e30", "9" * 40, "-1e99"])
def test_what_is_no_presentable_number_is_shown_as_typed(draw: Draw, typed: str) -> None:
    assert draw("{{ v|number }} {{ v|percent }} {{ v|change }}", v=typed) == f"{typed} {typed} {typed}"
