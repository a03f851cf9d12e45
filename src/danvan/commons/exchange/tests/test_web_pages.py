"""Web pages named as Excel files."""

import pytest

from danvan.commons.exchange.limits import FileRefused
from danvan.commons.exchange.reading import read_sheets
from danvan.commons.exchange.sheets import Area

PAGE = """
<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"><title>x</title><style>td {color: red}</style></head>
<body><p>I. Lĩnh vực kinh tế</p><table border=1>
<tr><th rowspan=2>STT<th rowspan=2>Tên<br>mô hình</th><th colspan="2">Hình thức</th></tr>
<tr><td>TT</td><td>CN</td></tr>
<tr><td>1<td>Hũ gạo <b>&amp; tình</b>
  thương<td>x</tr>
<script>alert("x")</script></table><table><tr><td>Nơi nhận
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_of_a_page(encoding):
    first, second = read_sheets(PAGE.encode(encoding), "danh_sach.xls")

    assert [(c.row, c.column, c.value) for c in first.cells()] == [
        (1, 1, "STT"), (1, 2, "Tên\nmô hình"), (1, 3, "Hình thức"), (2, 3, "TT"), (2, 4, "CN"),
        (3, 1, "1"), (3, 2, "Hũ gạo & tình thương"), (3, 3, "x"),
    ]  # fmt: skip
    assert first.merged == [Area(1, 1, 2, 1), Area(1, 2, 2, 2), Area(1, 3, 1, 4)]
    assert "I. Lĩnh vực kinh tế" in first.above
    assert [c.value for c in second.cells()] == ["Nơi nhận"]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html>" + "<table>" * 300, "quá lớn"),
        ("<html><body>Không có gì</body></html>", "bảng"),
        ('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', ".xlsx"),
        ("MIME-Version: 1.0\r\n\r\n<html><table>", ".xlsx"),
        ("<html>" + "a" * 9_000_000, "quá lớn"),
        ("<table><tr>" + '<td colspan="999">a' * 30, "hỏng"),
    ],
)
def test_pages_that_hold_no_list(page, reason):
    with pytest.raises(FileRefused, match=reason):
        read_sheets(page.encode(), "danh_sach.xls")
