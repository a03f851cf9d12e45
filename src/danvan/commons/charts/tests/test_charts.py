import io
from xml.etree import ElementTree

import pytest
import typst
from PIL import Image

from danvan.commons.charts.bars import Bar, bars
from danvan.commons.charts.chart import set_in
from danvan.commons.charts.dots import Dot, dots
from danvan.commons.charts.fonts import BUILT_IN, TIMES, families, whole
from danvan.commons.charts.kept import fingerprint, kept
from danvan.commons.charts.lines import Series, lines, ticks

SVG = "{http://www.w3.org/2000/svg}"
FIELDS = [
    ("Văn hóa - xã hội", 1434, 1342, "/mo-hinh/?linh-vuc=vhxh&nam=2023"),
    ("Kinh tế", 697, 655, None),
    Bar("Quốc phòng - an ninh", 151, 156),
    Bar("Hệ thống chính trị", 109),
]


def recognised():
    return bars("Công nhận theo lĩnh vực", "mô hình", FIELDS, now="năm 2023", before="năm 2022")


def trend(**changes):
    series = [Series("Đăng ký", [2515, 2642, None], ["/a", None, "/c"]), Series("Công nhận", [2248, 2391, 2401])]
    return lines("Xu hướng", "mô hình", ["2022", "2023", "2024"], series)


def texts(chart):
    return [each.text for each in ElementTree.fromstring(chart.svg).iter(f"{SVG}text")]


def test_bars_carry_names_and_values_as_vietnamese_offices_write_them():
    assert texts(recognised()) == [
        "Đơn vị tính: mô hình",
        "năm 2023",
        "năm 2022",
        *("Văn hóa - xã hội", "1.434", "1.342"),
        *("Kinh tế", "697", "655"),
        *("Quốc phòng - an ninh", "151", "156"),
        *("Hệ thống chính trị", "109"),
    ]


def test_bars_are_as_long_as_their_values():
    root = ElementTree.fromstring(recognised().svg)
    lengths = [float(each.get("width")) for each in root.iter(f"{SVG}rect") if each.get("height") == "15"]

    assert lengths[0] == 300
    assert [round(length / lengths[0], 2) for length in lengths] == [1, 0.49, 0.11, 0.08]


def test_a_chart_says_the_same_in_words_and_in_a_table():
    chart = recognised()

    assert chart.alt == (
        "Biểu đồ cột ngang. Công nhận theo lĩnh vực (mô hình): Văn hóa - xã hội 1.434 (năm 2022 1.342); "
        "Kinh tế 697 (năm 2022 655); Quốc phòng - an ninh 151 (năm 2022 156); Hệ thống chính trị 109."
    )
    assert chart.heads == ("", "năm 2023", "năm 2022", "Thêm, bớt")
    assert chart.rows[0] == ["Văn hóa - xã hội", "1.434", "1.342", "+92"]
    assert chart.rows[2] == ["Quốc phòng - an ninh", "151", "156", "−5"]
    assert chart.rows[3] == ["Hệ thống chính trị", "109", "–", "–"]


def test_bars_open_their_records_and_a_chart_without_links_is_one_picture():
    root = ElementTree.fromstring(recognised().svg)
    without = ElementTree.fromstring(bars("x", "y", [Bar("a", 1)]).svg)

    assert [each.get("href") for each in root.iter(f"{SVG}a")] == ["/mo-hinh/?linh-vuc=vhxh&nam=2023"]
    assert (root.get("role"), without.get("role")) == ("group", "img")
    assert [each.get("aria-label") for each in root.iter(f"{SVG}a")] == ["Văn hóa - xã hội: 1.434"]
    assert root.get("aria-label") == recognised().alt


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", " JAVASCRIPT:x", "ftp://x", ""])
def test_other_addresses_are_no_links(address):
    assert "<a" not in bars("x", "y", [Bar("a", 1, None, address)]).svg


PLACES = [
    ("Xã A", 105.5, 10.2, 9, "/xa-a/"),
    Dot("Phường B", 105.8, 10.0, 36),
    Dot("Xã C", 106.0, 9.5, 0),
    Dot("Xã D", 105.6, 9.6, None),
]


def spread():
    return dots("Mô hình theo nơi", "mô hình", PLACES)


def test_dots_grow_by_area_and_are_hollow_where_nothing_is():
    root = ElementTree.fromstring(spread().svg)
    circles = {each.find(f"{SVG}title").text: each for each in root.iter(f"{SVG}circle") if len(each)}

    assert {name: each.get("r") for name, each in circles.items()} == {
        "Phường B: 36": "10",
        "Xã A: 9": "6.5",
        "Xã C: 0": "3",
        "Xã D: –": "3",
    }
    assert [each.get("fill") for each in circles.values()] == ["#0f737b", "#0f737b", "#ffffff", "#ffffff"]


def test_dots_lie_as_on_the_ground_and_inside_the_drawing():
    root = ElementTree.fromstring(spread().svg)
    places = {
        each.find(f"{SVG}title").text: (float(each.get("cx")), float(each.get("cy")))
        for each in root.iter(f"{SVG}circle")
        if len(each)
    }

    assert places["Xã A: 9"][0] < places["Phường B: 36"][0] < places["Xã C: 0"][0] <= 360
    assert places["Xã A: 9"][1] < places["Phường B: 36"][1] < places["Xã C: 0"][1]
    assert spread().alt == (
        "Bản đồ giản lược. Mô hình theo nơi (mô hình): 2 trên 4 nơi có; nhiều nhất: Phường B 36; Xã A 9."
    )


@pytest.mark.parametrize("chart", [recognised, trend, spread])
def test_nothing_a_strict_content_policy_forbids_is_in_the_drawing(chart):
    svg = chart().svg

    for forbidden in ("style=", "<style", "<script", "onload", "http://www.w3.org/1999/xlink"):
        assert forbidden not in svg


def test_periods_differ_by_more_than_colour():
    root = ElementTree.fromstring(recognised().svg)
    pattern = root.find(f"{SVG}defs/{SVG}pattern").get("id")

    striped = [each for each in root.iter(f"{SVG}rect") if each.get("fill") == f"url(#{pattern})"]

    assert len(striped) == 4
    assert pattern not in bars("khác", "y", FIELDS).svg


def test_lines_differ_by_mark_and_dash_and_break_where_nothing_is_known():
    chart = trend()
    root = ElementTree.fromstring(chart.svg)
    drawn = list(root.iter(f"{SVG}polyline"))

    assert [len(each.get("points").split()) for each in drawn] == [2, 3]
    assert [each.get("stroke-dasharray") for each in drawn] == ["none", "6 3"]
    assert len(list(root.iter(f"{SVG}circle"))) == 2 + 1
    assert [each.get("href") for each in root.iter(f"{SVG}a")] == ["/a"]
    assert chart.rows == [["Đăng ký", "2.515", "2.642", "–"], ["Công nhận", "2.248", "2.391", "2.401"]]
    assert chart.heads == ("", "2022", "2023", "2024")


@pytest.mark.parametrize(
    ("most", "steps"),
    [
        (0, [0, 1]),
        (1, [0, 0.25, 0.5, 0.75, 1]),
        (7, [0, 2, 4, 6, 8]),
        (2890, [0, 1000, 2000, 3000]),
        (10**9, [0, 2.5e8, 5e8, 7.5e8, 10**9]),
    ],
)
def test_the_axis_has_round_steps_that_hold_the_greatest_value(most, steps):
    assert ticks(most) == steps


@pytest.mark.parametrize(
    "text", ['"><script>alert(1)</script>', "&amp;", "a\x00\u202eb", "😀 ភាសាខ្មែរ", "=cmd()", "Dài " * 500, ""]
)
def test_hostile_names_stay_text(text):
    chart = bars(text, text, [Bar(text, 1, 2, "/x")], now=text, before=text)
    line = lines(text, text, [text], [Series(text, [1])])

    for each in (chart, line):
        assert ElementTree.fromstring(each.svg).tag == f"{SVG}svg"
        assert "<script" not in each.svg
        assert each.png.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "chart",
    [
        lambda: bars("", "", []),
        lambda: bars("x", "y", [Bar("không rõ", None), Bar("âm", -5), Bar("không", 0)]),
        lambda: lines("", "", [], []),
        lambda: lines("x", "y", ["2023"], [Series("a", [5]), *[Series("b", [None])] * 5]),
        lambda: lines("x", "y", ["2023", "2024"], [Series("thừa", [5, -6, 7, 8])]),
        lambda: dots("", "", []),
        lambda: dots("x", "y", [Dot("một nơi", 105.0, 10.0, -4)]),
    ],
)
def test_empty_and_odd_data_still_draw(chart):
    assert chart().png.startswith(b"\x89PNG")


def test_the_png_is_sharp_enough_for_paper_and_the_same_each_time():
    one, other = recognised().png, recognised().png

    assert one == other
    assert Image.open(io.BytesIO(one)).width == 900


def test_only_fonts_with_every_letter_are_used():
    bare = typst.Fonts(include_system_fonts=False)

    assert families(TIMES, bare) == [BUILT_IN]
    assert whole(BUILT_IN, bare)
    assert not whole(BUILT_IN, bare, "ភាសាខ្មែរ")
    assert f'font-family="{BUILT_IN}"' in set_in(recognised().svg, [BUILT_IN])


def test_a_kept_picture_is_made_once(tmp_path):
    name, made = fingerprint("bars", FIELDS), []

    found = [kept(tmp_path, name, lambda: made.append(1) or b"<svg/>") for _ in range(3)]

    assert found == [b"<svg/>"] * 3
    assert made == [1]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [name]


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "x", "A" * 64, "a" * 15])
def test_only_a_fingerprint_names_a_kept_picture(tmp_path, name):
    with pytest.raises(ValueError):
        kept(tmp_path, name, lambda: b"x")
    assert list(tmp_path.iterdir()) == []
