"""What an Excel workbook holds, beyond what its cells seem to say."""

from io import BytesIO

import xlsxwriter

from danvan.commons.exchange.reading import read_sheets
from danvan.commons.exchange.sheets import Area, letter
from danvan.commons.exchange.tests.test_hostile_files import MAIN, OFFICE, RELS, sheet, workbook, zipped


def values(data: bytes, at: int = 0) -> list[tuple[int, int, str]]:
    return [(cell.row, cell.column, cell.value) for cell in read_sheets(data, "x.xlsx")[at].cells()]


def book(fill, **options) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as made:
        fill(made, made.add_worksheet("Một"))
    return out.getvalue()


def test_numbers_days_and_truths_as_a_person_sees_them():
    def fill(made, one):
        day, odd = made.add_format({"num_format": "dd/mm/yyyy"}), made.add_format({"num_format": '"Năm" 0'})
        one.write_row(0, 0, [2026, 12.5, -3, 1e20, True])
        one.write_number(1, 0, 46091, day)
        one.write_number(1, 1, 2026, odd)
        one.write_number(1, 2, 99_999_999, day)

    assert values(book(fill)) == [
        (1, 1, "2026"), (1, 2, "12,5"), (1, 3, "-3"), (1, 4, "1e+20"), (1, 5, "TRUE"),
        (2, 1, "10/03/2026"), (2, 2, "2026"), (2, 3, "99999999"),
    ]  # fmt: skip


def test_days_counted_from_1904():
    def fill(made, one):
        one.write_number(0, 0, 44629, made.add_format({"num_format": 14}))

    assert values(book(fill, date_1904=True)) == [(1, 1, "10/03/2026")]


def test_formulas_with_and_without_a_result():
    rows = (
        '<row r="1"><c r="A1"><f>B1</f><v>7</v></c><c r="B1"><f>C1&amp;"a"</f></c>'
        '<c r="C1" t="str"><f>D1</f><v></v></c><c r="D1" t="e"><f>E1</f><v>#REF!</v></c></row>'
    )

    [seen] = read_sheets(workbook(sheet(rows)), "x.xlsx")

    assert [(cell.column, cell.value, cell.unsolved) for cell in seen.cells()] == [
        (1, "7", ""),
        (2, "", '=C1&"a"'),
        (4, "#REF!", ""),
    ]


def test_cells_without_places_prefixed_names_and_escaped_breaks():
    data = workbook(
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a_x000D_b</x:t></x:is></x:c>'
        '<x:c><x:v>2</x:v></x:c></x:row><x:row r="5"><x:c t="inlineStr"><x:is><x:r><x:t>c</x:t></x:r>'
        "<x:rPh><x:t>no</x:t></x:rPh><x:r><x:t>d</x:t></x:r></x:is></x:c></x:row></x:sheetData></x:worksheet>"
    )

    assert values(data) == [(1, 1, "a\rb"), (1, 2, "2"), (5, 1, "cd")]


def test_fonts_of_cells_and_of_parts_of_a_cell():
    def fill(made, one):
        old, new, signs = (made.add_format({"font_name": name}) for name in (".VnTime", "Arial", "Wingdings"))
        one.write_string(0, 0, "Héi N«ng d©n", old)
        one.write_rich_string(1, 0, old, "x· ", new, "Đông Hiệp")
        one.write_string(2, 0, "ü", signs)

    assert [value for _row, _column, value in values(book(fill))] == ["Hội Nông dân", "xã Đông Hiệp", "✓"]


def test_merged_cells_hidden_sheets_and_charts():
    def fill(made, one):
        one.merge_range("B2:D4", "gộp")
        hidden = made.add_worksheet("Ẩn")
        hidden.write(0, 0, "x")
        hidden.hide()
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=Một!$A$1:$A$2"})
        made.add_chartsheet("Biểu đồ").set_chart(chart)

    sheets = read_sheets(book(fill), "x.xlsx")

    assert [(seen.name, seen.hidden) for seen in sheets] == [("Một", False), ("Ẩn", True)]
    assert sheets[0].merged == [Area(2, 2, 4, 4)]


def test_a_workbook_is_known_by_what_it_is_whatever_its_name():
    def fill(made, one):
        one.write(0, 0, "Tên mô hình")

    assert [cell.value for cell in read_sheets(book(fill), "danh_sach.csv")[0].cells()] == ["Tên mô hình"]
    assert [cell.value for cell in read_sheets("Tên;Năm".encode(), "danh_sach.xlsx")[0].cells()] == ["Tên", "Năm"]


def test_a_workbook_whose_parts_stand_elsewhere():
    data = zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="a" Type="x/officeDocument" Target="/book/main.xml"/></Relationships>',
            "book/main.xml": f'<workbook xmlns="{MAIN}" xmlns:q="{OFFICE}"><sheets><sheet name="S" q:id="z"/></sheets></workbook>',
            "book/_rels/main.xml.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="z" Type="x/worksheet" Target="../s.xml"/></Relationships>',
            "s.xml": sheet('<row><c t="inlineStr"><is><t>ở đây</t></is></c></row>'),
        }
    )

    assert values(data) == [(1, 1, "ở đây")]


def test_letters_over_columns():
    assert [letter(n) for n in (1, 26, 27, 702, 703, 16384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
