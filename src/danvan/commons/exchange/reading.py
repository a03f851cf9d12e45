"""A file's bytes as sheets of cells: what it is shows in its content, never in its name."""

import logging
import re
from collections.abc import Callable
from pathlib import PurePath

from django.utils.translation import gettext as _

from danvan.commons.exchange import limits
from danvan.commons.exchange.archives import OLE, ZIP, Archive, has_stream
from danvan.commons.exchange.legacy import guess
from danvan.commons.exchange.limits import Budget, FileRefused
from danvan.commons.exchange.oldbooks import read_old_workbook
from danvan.commons.exchange.opendocument import read_opendocument
from danvan.commons.exchange.sheets import Sheet
from danvan.commons.exchange.text import not_a_table, read_text
from danvan.commons.exchange.webpages import read_web_page
from danvan.commons.exchange.word import read_word
from danvan.commons.exchange.workbooks import read_workbook
from danvan.commons.exchange.xmlbooks import read_xml_workbook

_log = logging.getLogger(__name__)


def read_sheets(data: bytes, filename: str) -> list[Sheet]:
    """Every table of a file, in Unicode; raises FileRefused, and nothing else, with a reason that says what to do."""
    try:
        sheets = _read(data, filename)
    except FileRefused:
        raise
    except (MemoryError, RecursionError) as error:
        raise limits.too_large() from error
    except Exception as error:
        _log.exception("A file could not be read")
        raise limits.broken() from error
    if not any(sheet.rows for sheet in sheets):
        raise FileRefused(_("Tệp không có bảng nào. Hãy gửi tệp có bảng danh sách mô hình."))
    for sheet in sheets:
        _make_readable(sheet)
    return sheets


def _read(data: bytes, filename: str) -> list[Sheet]:
    if not data.strip(b"\0 \r\n\t"):
        raise FileRefused(_("Tệp rỗng, không có gì bên trong. Hãy kiểm tra và gửi lại tệp."))
    if len(data) > limits.FILE_BYTES:
        raise limits.too_large()
    budget = Budget()
    if data.startswith(ZIP):
        return _read_archive(Archive(data), data, budget)
    if data.startswith(OLE):
        return _read_ole(data, budget)
    if _is_xml_workbook(data):
        return read_xml_workbook(data, budget)
    _refuse_others(data)
    if _is_web_page(data):
        return read_web_page(data, _("Bảng"), budget)
    return [read_text(data, PurePath(filename).stem, budget)]


def _read_archive(archive: Archive, data: bytes, budget: Budget) -> list[Sheet]:
    if "word/document.xml" in archive:
        return read_word(archive, budget, _("Bảng"))
    if "content.xml" in archive:
        return read_opendocument(archive, budget)
    if "xl/workbook.bin" in archive:
        return read_old_workbook(data, budget)
    if "xl/workbook.xml" in archive or "[Content_Types].xml" in archive:
        return read_workbook(archive, budget)
    raise not_a_table()


def _read_ole(data: bytes, budget: Budget) -> list[Sheet]:
    if has_stream(data, "EncryptedPackage"):
        raise limits.locked()
    if has_stream(data, "WordDocument"):
        raise FileRefused(_("Đây là tệp Word kiểu cũ (.doc). Hãy mở bằng Word, chọn Lưu thành .docx rồi gửi lại."))
    if has_stream(data, "Workbook") or has_stream(data, "Book"):
        return read_old_workbook(data, budget)
    raise not_a_table()


def _refuse_others(data: bytes) -> None:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"<?xml") and b"<html" not in head:
        raise _not_saved_as_workbook()
    for begins, reason in _OTHERS:
        if head.startswith(begins):
            raise reason()


_XML_WORKBOOK = re.compile(rb"<(\w+:)?Workbook\s")


def _is_xml_workbook(data: bytes) -> bool:
    head = data[:4096]
    return b"urn:schemas-microsoft-com:office:spreadsheet" in head and bool(_XML_WORKBOOK.search(head))


def _is_web_page(data: bytes) -> bool:
    head = data[:4096].replace(b"\0", b"").lower()
    return any(sign in head for sign in (b"<html", b"<table", b"<!doctype html"))


def _not_saved_as_workbook() -> FileRefused:
    return FileRefused(_("Đây không phải tệp Excel thường. Hãy mở bằng Excel, chọn Lưu thành .xlsx rồi gửi lại."))


def _picture() -> FileRefused:
    return FileRefused(_("Đây là ảnh, không đọc được bảng trong ảnh. Hãy gửi tệp Excel hoặc Word gốc."))


def _printed() -> FileRefused:
    return FileRefused(_("Đây là tệp PDF, không đọc được bảng trong đó. Hãy gửi tệp Excel hoặc Word gốc."))


def _rich() -> FileRefused:
    return FileRefused(_("Đây là tệp RTF. Hãy mở bằng Word, chọn Lưu thành .docx rồi gửi lại."))


_OTHERS: tuple[tuple[tuple[bytes, ...], Callable[[], FileRefused]], ...] = (
    ((b"\x89png", b"\xff\xd8\xff", b"gif8", b"bm", b"riff", b"ii*\0", b"mm\0*"), _picture),
    ((b"%pdf",), _printed),
    ((b"{\\rtf",), _rich),
    ((b"mime-version",), _not_saved_as_workbook),
    ((b"pk\x05\x06", b"rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"mz", b"\x7felf"), not_a_table),
)


def _make_readable(sheet: Sheet) -> None:
    """Cells whose font nobody names are read as most of them look typed."""
    read = guess(cell.value for cell in sheet.cells())
    if read is str:
        return
    sheet.above = [read(line) for line in sheet.above]
    for row in sheet.rows.values():
        for column, cell in row.items():
            row[column] = cell._replace(value=read(cell.value))
