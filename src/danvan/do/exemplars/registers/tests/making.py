"""Files as units make them, built for the tests: dữ liệu minh họa."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

import docx
import xlsxwriter

HEADER = ["STT", "Tên mô hình", "Lĩnh vực", "Đơn vị thực hiện", "Địa bàn"]
ROWS = [
    [1, "Tổ vá đường ban đêm ấp 5", "Kinh tế", "Đoàn Thanh niên xã", "Ấp 5"],
    [2, "Hũ gạo nghĩa tình ấp 3", "VH-XH", "Hội LHPN xã", "Ấp 3"],
    [3, "Bến đò an toàn ấp 6", "QP-AN", "Công an xã", "Ấp 6"],
]
NAMES = [row[1] for row in ROWS]

Rows = Sequence[Sequence[object]]


def excel(
    *sheets: Rows, names: Sequence[str] = (), merged: Sequence[str] = (), hidden_rows: Sequence[int] = ()
) -> bytes:
    """A workbook with these sheets; `merged` ranges and hidden rows (from 1) are of the first."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        for at, rows in enumerate(sheets):
            sheet = book.add_worksheet(names[at] if at < len(names) else None)
            for y, row in enumerate(rows):
                for x, value in enumerate(row):
                    if isinstance(value, str) and value.startswith("="):
                        formula, _, result = value.partition("→")
                        sheet.write_formula(y, x, formula, None, result)
                    elif value not in (None, ""):
                        sheet.write(y, x, value)
            for area in merged if at == 0 else ():
                first = area.split(":")[0]
                y, x = int("".join(filter(str.isdigit, first))) - 1, ord(first[0]) - 65
                sheet.merge_range(area, rows[y][x] if x < len(rows[y]) else "")
            for number in hidden_rows if at == 0 else ():
                sheet.set_row(number - 1, None, None, {"hidden": True})
    return out.getvalue()


def word(*blocks: str | Rows) -> bytes:
    """A document of paragraphs and tables in their order."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=0, cols=max(map(len, block)))
        for row in block:
            cells = table.add_row().cells
            for cell, value in zip(cells, row, strict=False):
                cell.text = "" if value is None else str(value)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def text(rows: Rows, delimiter: str = ";") -> str:
    """The rows as CSV."""
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows([["" if v is None else v for v in row] for row in rows])
    return out.getvalue()
