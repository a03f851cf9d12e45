"""Workbooks of one XML text named as Excel files."""

import pytest

from danvan.commons.exchange.limits import FileRefused
from danvan.commons.exchange.reading import read_sheets
from danvan.commons.exchange.sheets import Area

BOOK = """<?xml version="1.0"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
  xmlns:html="http://www.w3.org/TR/REC-html40">
<Styles><Style ss:ID="s1"><Font ss:FontName=".VnTime"/></Style><Style ss:ID="s2"><Font ss:FontName="Arial"/></Style></Styles>
<Worksheet ss:Name="Danh sách"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">DANH SÁCH</Data></Cell><Cell><Data ss:Type="String">Năm</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:MergeDown="1"><Data ss:Type="Number">1.0</Data>
<Comment><ss:Data>xem lại</ss:Data></Comment></Cell>
<Cell ss:Index="3" ss:StyleID="s1"><Data ss:Type="String">Hò g¹o</Data></Cell>
<Cell ss:StyleID="s2"><ss:Data ss:Type="String"><html:B>Kinh</html:B> tế</ss:Data></Cell>
<Cell><Data ss:Type="DateTime">2026-03-10T00:00:00.000</Data></Cell></Row></Table></Worksheet>
<Worksheet ss:Name="Nháp"><Table><Row><Cell><Data ss:Type="String">x</Data></Cell></Row></Table>
<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_sheets_cells_fonts_and_merged_areas(encoding):
    shown, hidden = read_sheets(BOOK.encode(encoding), "danh_sach.xls")

    assert [(c.row, c.column, c.value) for c in shown.cells()] == [
        (1, 1, "DANH SÁCH"), (1, 3, "Năm"), (4, 1, "1"), (4, 3, "Hũ gạo"), (4, 4, "Kinh tế"), (4, 5, "10/03/2026"),
    ]  # fmt: skip
    assert shown.merged == [Area(1, 1, 1, 2), Area(4, 1, 5, 1)]
    assert (shown.name, shown.hidden, hidden.hidden) == ("Danh sách", False, True)


@pytest.mark.parametrize(
    "change",
    [
        ("</Workbook>", ""),
        ('ss:Index="4"', 'ss:Index="99999999"'),
        ("<Workbook ", '<!DOCTYPE x [<!ENTITY a "a">]><Workbook '),
    ],
)
def test_one_that_is_broken_or_hostile_is_refused(change):
    with pytest.raises(FileRefused):
        read_sheets(BOOK.replace(*change).encode(), "danh_sach.xls")
