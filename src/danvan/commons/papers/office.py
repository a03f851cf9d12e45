"""Office files are ZIP archives: looked into before they are taken, never unpacked to disk."""

import zlib
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from danvan.commons.papers.formats import DOCX, ODP, ODS, ODT, PPTX, XLSX, Format
from danvan.commons.papers.refusal import PaperRefused

MOST_BYTES = 100 * 2**20
"""Unpacked, all parts together."""
MOST_PARTS = 5_000
MOST_TYPES = 2**20
TYPES = "[Content_Types].xml"
MAIN = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
    b"presentationml.presentation.main+xml": PPTX,
}
OPEN = {format.mime.encode(): format for format in (ODT, ODS, ODP)}
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml", "/activex", "basic/", "scripts/", "oleobject")


def read(data: bytes) -> Format:
    """Which office format this is. Raises `PaperRefused` for anything else, and for macros, bombs and passwords."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = archive.infolist()
            _refuse_bomb(parts, len(data))
            _refuse_macros(parts)
            kind = _open_format(archive, parts) or _ooxml_format(archive, parts)
            if kind is None:
                raise PaperRefused(_("Tệp nén (zip) không nhận được. Anh, chị gửi từng tệp bên trong."))
            if archive.testzip():
                raise PaperRefused(_broken())
            return kind
    except (BadZipFile, LargeZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError) as broken:
        raise PaperRefused(_broken()) from broken


def _refuse_bomb(parts: list[ZipInfo], size: int) -> None:
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_BYTES or packed > size:
        raise PaperRefused(_("Tệp nén quá nhiều dữ liệu bên trong nên không nhận. Anh, chị chia nhỏ rồi gửi lại."))
    if any(part.flag_bits & 1 for part in parts):
        raise PaperRefused(_("Tệp có mật khẩu. Anh, chị bỏ mật khẩu rồi gửi lại."))


def _refuse_macros(parts: list[ZipInfo]) -> None:
    names = [part.filename.lower() for part in parts]
    if any(mark in name for name in names for mark in MACRO_PARTS):
        raise PaperRefused(
            _("Tệp có macro hoặc đối tượng nhúng nên không nhận. Anh, chị lưu lại dạng .docx, .xlsx hoặc PDF.")
        )


def _open_format(archive: ZipFile, parts: list[ZipInfo]) -> Format | None:
    if parts and parts[0].filename == "mimetype" and parts[0].file_size < 200:
        return OPEN.get(archive.read(parts[0]).strip())
    return None


def _ooxml_format(archive: ZipFile, parts: list[ZipInfo]) -> Format | None:
    types = next((part for part in parts if part.filename == TYPES and part.file_size <= MOST_TYPES), None)
    if types is None:
        return None
    text = archive.read(types)
    if b"macroenabled" in text.lower():
        raise PaperRefused(_("Tệp có macro nên không nhận. Anh, chị lưu lại dạng .docx, .xlsx hoặc PDF."))
    return next((format for mark, format in MAIN.items() if mark in text), None)


def _broken() -> str:
    return _("Tệp bị hỏng, không mở được. Anh, chị mở bằng Word hoặc Excel, lưu lại rồi gửi.")
