"""A file is looked at when it arrives: what it is by its content, and whether it may stay."""

from django.conf import settings
from django.utils.translation import gettext as _

from danvan.commons.papers import images, office
from danvan.commons.papers.formats import PDF, Format
from danvan.commons.papers.refusal import PaperRefused

ZIP, OLE, PICTURES = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


def examined(data: bytes) -> tuple[Format, bytes]:
    """The format of a file and the content to keep. Raises `PaperRefused`."""
    refuse_size(len(data))
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return PDF, _whole_pdf(data)
    if data.startswith(PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return images.redrawn(data)
    if data.startswith(ZIP):
        return office.read(data), data
    raise PaperRefused(_why_not(data))


def refuse_size(size: int) -> None:
    """Too large or empty; asked before the content is read. Raises `PaperRefused`."""
    if size > settings.UPLOAD_MAX_BYTES:
        limit = settings.UPLOAD_MAX_BYTES // 2**20
        raise PaperRefused(
            _("Tệp lớn quá %(limit)s MB. Anh, chị chia nhỏ hoặc nén ảnh rồi gửi lại.") % {"limit": limit}
        )
    if size == 0:
        raise PaperRefused(_("Tệp rỗng. Anh, chị chọn lại tệp."))


def _whole_pdf(data: bytes) -> bytes:
    if b"%%EOF" not in data[-4096:]:
        raise PaperRefused(_("Tệp PDF bị cắt cụt. Anh, chị quét hoặc tải lại rồi gửi."))
    return data


def _why_not(data: bytes) -> str:
    if data.startswith(OLE):
        return _(
            "Tệp có mật khẩu hoặc là dạng Word, Excel cũ (.doc, .xls). Anh, chị bỏ mật khẩu, lưu thành .docx hoặc "
            ".xlsx rồi gửi lại."
        )
    if data[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheif"):
        return _("Ảnh HEIC của iPhone chưa nhận được. Anh, chị gửi ảnh JPG (Cài đặt > Camera > Tương thích nhất).")
    return _("Loại tệp này không nhận được. Anh, chị gửi PDF, Word (.docx), Excel (.xlsx), OpenDocument hoặc ảnh.")
