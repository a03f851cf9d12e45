"""Files that lie, break off or explode: each is refused with a reason, in seconds and in bounded memory."""

import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest

from danvan.commons.exchange.limits import FileRefused
from danvan.commons.exchange.reading import read_sheets

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts: dict[str, bytes | str]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook(sheet: bytes | str, **parts: bytes | str) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/>'
            '<Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
            **parts,
        }
    )


def sheet(rows: str, before: str = "") -> str:
    return (
        f'{before}<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
    )


def refused(data: bytes, name: str = "danh_sach.xlsx") -> str:
    started = time.process_time()
    with pytest.raises(FileRefused) as caught:
        read_sheets(data, name)
    assert time.process_time() - started < 10
    assert caught.value.reason.endswith(".")
    return caught.value.reason


def test_a_sheet_that_declares_a_million_rows_is_read_by_what_it_holds():
    data = workbook(sheet('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>cuối</t></is></c></row>'))

    [seen] = read_sheets(data, "x.xlsx")

    assert [(cell.row, cell.column, cell.value) for cell in seen.cells()] == [(1048576, 16384, "cuối")]


def test_entities_are_never_resolved():
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    blown = f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'

    for doctype in (laughs, blown, outside):
        rows = '<row><c t="inlineStr"><is><t>' + "&a;" * 1000 + "</t></is></c></row>"
        assert "hỏng" in refused(workbook(sheet(rows, doctype)))


def test_a_zip_bomb_is_stopped_while_it_unpacks():
    endless = sheet(("<row>" + "<c/>" * 1000 + "</row>") * 5_000)

    assert "quá lớn" in refused(workbook(endless))


def test_a_text_repeated_by_many_cells_is_counted_each_time():
    long = f'<sst xmlns="{MAIN}"><si><t>{"a" * 30_000}</t></si></sst>'
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 5000))

    assert "quá lớn" in refused(workbook(sheet(rows), **{"xl/sharedStrings.xml": long}))


def test_ten_megabytes_in_one_cell():
    rows = f'<row><c t="inlineStr"><is><t>{"chữ " * 3_000_000}</t></is></c></row>'

    assert "một triệu ký tự" in refused(workbook(sheet(rows)))
    assert "một triệu ký tự" in refused(("STT;Tên mô hình\n1;" + "a" * 10_000_000).encode(), "a.csv")


def test_a_name_of_ten_megabytes_and_deep_nesting():
    assert "hỏng" in refused(workbook(f"<{'a' * 10_000_000}/>"))
    assert "hỏng" in refused(workbook("<a>" * 100_000))


def test_a_million_styled_empty_rows_are_passed_over():
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 200_000))
    data = workbook(sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>STT</t></is></c></row>' + rows))

    [seen] = read_sheets(data, "x.xlsx")

    assert list(seen.rows) == [1]


@pytest.mark.parametrize("reference", ["A0", "ZZZ1", "A9999999", "XFE1"])
def test_cells_outside_any_sheet(reference):
    assert refused(workbook(sheet(f'<row><c r="{reference}"><v>1</v></c></row>')))


def test_opendocument_cells_repeated_beyond_measure():
    office, table, said = (
        "urn:oasis:names:tc:opendocument:xmlns:" + name + ":1.0" for name in ("office", "table", "text")
    )

    def ods(cell: str, row: str = "") -> bytes:
        return zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": f'<office:document-content xmlns:office="{office}" xmlns:table="{table}" xmlns:text="{said}">'
                f'<table:table table:name="S"><table:table-row {row}><table:table-cell {cell}><text:p>a</text:p></table:table-cell>'
                "</table:table-row></table:table></office:document-content>",
            }
        )

    assert "quá lớn" in refused(ods('table:number-columns-repeated="16384"', 'table:number-rows-repeated="1048576"'))
    assert "quá lớn" in refused(ods("", 'table:number-rows-repeated="1048576"'))
    assert len(read_sheets(ods("", 'table:number-rows-repeated="3"'), "x.ods")[0].rows) == 3


def test_word_tables_that_nest_or_span_without_end():
    body = f'<w:document xmlns:w="{WORD}"><w:body>%s</w:body></w:document>'

    assert refused(zipped({"word/document.xml": body % ("<w:tbl><w:tr><w:tc>" * 5000)}), "x.docx")
    spans = "<w:tbl><w:tr>" + '<w:tc><w:tcPr><w:gridSpan w:val="16384"/></w:tcPr><w:p/></w:tc>' * 3 + "</w:tr></w:tbl>"
    assert refused(zipped({"word/document.xml": body % spans}), "x.docx")
    assert "bảng" in refused(
        zipped({"word/document.xml": body % "<w:p><w:r><w:t>Không có bảng</w:t></w:r></w:p>"}), "x.docx"
    )


def test_a_zip_that_lists_too_many_parts():
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(40_000):
            archive.writestr(f"xl/{number:06}" + "a" * 40, b"")

    assert "quá lớn" in refused(out.getvalue())


def test_truncated_and_damaged_zips():
    whole = workbook(sheet('<row><c t="inlineStr"><is><t>' + "".join(map(str, range(9000))) + "</t></is></c></row>"))

    for at in range(1, len(whole), max(len(whole) // 40, 1)):
        with suppress(FileRefused):
            read_sheets(whole[:at], "x.xlsx")
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        with suppress(FileRefused):
            read_sheets(bytes(damaged), "x.xlsx")
    assert "hỏng" in refused(whole[:-100])


def test_a_zip_with_a_password():
    data = bytearray(workbook(sheet("<row/>")))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 1)

    assert "mật khẩu" in refused(bytes(data))


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.xlsx", "rỗng"),
        (b" \r\n\r\n", "a.csv", "rỗng"),
        (b"\0" * 4096, "a.csv", "rỗng"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.xlsx", "ảnh"),
        (b"\xff\xd8\xff\xe0" + b"a" * 50, "a.csv", "ảnh"),
        (b"%PDF-1.7 ...", "a.docx", "PDF"),
        (b"{\\rtf1\\ansi", "a.doc", "RTF"),
        (b"PK\x05\x06" + b"\0" * 18, "a.xlsx", "không phải tệp danh sách"),
        (bytes(range(256)) * 40, "a.csv", "không phải tệp danh sách"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "a.xls", "không phải tệp danh sách"),
        (zipped({"hello.txt": "xin chào"}), "a.xlsx", "không phải tệp danh sách"),
        (b"a" * (26 * 2**20), "a.csv", "quá lớn"),
    ],
)
def test_files_of_another_kind(data, name, reason):
    assert reason in refused(data, name)


def ole(stream: str) -> bytes:
    """Enough of an OLE container to list one stream."""
    entry = (stream + "\0").encode("utf-16-le")
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 504
        + entry.ljust(64, b"\0")
        + bytes([len(entry), 0])
        + b"\0" * 2000
    )


def test_containers_of_old_and_locked_files():
    assert "mật khẩu" in refused(ole("EncryptedPackage"))
    assert ".doc" in refused(ole("WordDocument"), "a.docx")
    assert "hỏng" in refused(ole("Workbook"), "a.xls")


@pytest.mark.slow
def test_the_worst_stay_within_a_gigabyte():
    script = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
from django.conf import settings
settings.configure(USE_I18N=False)
from danvan.commons.exchange.limits import FileRefused
from danvan.commons.exchange.reading import read_sheets
try:
    read_sheets(sys.stdin.buffer.read(), "x.xlsx")
except FileRefused as refused:
    print(refused.reason)
"""
    cells = "".join(f'<c t="inlineStr"><is><t>{n}</t></is></c>' for n in range(16_000))
    wide = workbook(sheet("".join(f'<row r="{n}">{cells}</row>' for n in range(1, 70))))
    strings = workbook(
        sheet("<row/>"),
        **{"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">' + "<si><t>a</t></si>" * 3_000_000 + "</sst>"},
    )
    text = workbook(sheet('<row><c t="inlineStr"><is><t>' + "a" * 90_000_000 + "</t></is></c></row>"))

    for data in (wide, strings, text):
        done = subprocess.run([sys.executable, "-c", script], input=data, capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr.decode()[-500:]
        assert done.stdout.decode().strip()
