import struct
import zlib
from io import BytesIO

import pytest
from django.conf import LazySettings
from PIL import Image

from danvan.commons.papers import formats, office
from danvan.commons.papers.arrival import examined, refuse_size
from danvan.commons.papers.refusal import PaperRefused
from danvan.commons.papers.tests import samples


@pytest.mark.parametrize(
    ("data", "extension"),
    [
        (samples.PDF, "pdf"),
        (b"\r\n" + samples.PDF, "pdf"),
        *[(samples.ooxml(extension), extension) for extension in samples.KINDS],
        *[(samples.opendocument(extension), extension) for extension in samples.OPEN],
    ],
)
def test_documents_are_known_by_their_content_and_kept_as_they_are(data: bytes, extension: str) -> None:
    kind, kept = examined(data)

    assert (kind.extension, kept) == (extension, data)


@pytest.mark.parametrize(("kind", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_pictures_lose_their_notes_and_keep_their_size(kind: str, extension: str) -> None:
    found, kept = examined(samples.picture(kind))

    with Image.open(BytesIO(kept)) as picture:
        assert (found.extension, picture.format, picture.size) == (extension, kind, (40, 20))
        assert dict(picture.getexif()) == {}
    assert b"MayAnh" not in kept
    assert b"bi mat" not in kept


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    _, kept = examined(samples.picture(orientation=6))

    with Image.open(BytesIO(kept)) as picture:
        assert picture.size == (20, 40)


def test_a_passenger_behind_a_picture_is_left_behind() -> None:
    _, kept = examined(samples.picture() + samples.zipped({"a.exe": samples.EXE}))

    assert b"a.exe" not in kept


def _bomb_picture() -> bytes:
    """A PNG of some hundred bytes that would be 3.6 gigapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


HOSTILE = {
    "program": (samples.EXE, "Loại tệp này không nhận được"),
    "page": (b"<html><script>alert(1)</script>", "Loại tệp này không nhận được"),
    "drawing with script": (b"<svg onload='x'/>", "Loại tệp này không nhận được"),
    "text": ("Kính gửi".encode(), "Loại tệp này không nhận được"),
    "empty": (b"", "Tệp rỗng"),
    "old or encrypted office": (samples.OLE, "mật khẩu hoặc là dạng Word, Excel cũ"),
    "iphone": (samples.HEIC, "HEIC"),
    "cut pdf": (samples.PDF[:30], "bị cắt cụt"),
    "cut picture": (samples.picture()[:120], "Ảnh bị hỏng"),
    "picture bomb": (_bomb_picture(), "50 triệu điểm ảnh"),
    "zip": (samples.zipped({"a.txt": "x"}), "Tệp nén"),
    "cut archive": (samples.ooxml()[:-30], "bị hỏng"),
    "macro part": (samples.ooxml(word__vbaProject_bin="x").replace(b"vbaProject_bin", b"vbaProject.bin"), "macro"),
    "macro type": (
        samples.zipped({"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}),
        "macro",
    ),
    "macro of opendocument": (samples.opendocument(Basic__Standard__x="x"), "macro"),
    "embedded object": (samples.ooxml(word__embeddings__oleObject1="x"), "macro hoặc đối tượng nhúng"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_everything_else_is_refused_in_words(name: str) -> None:
    data, reason = HOSTILE[name]

    with pytest.raises(PaperRefused, match=reason):
        examined(data)


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MOST_BYTES", 1000)

    with pytest.raises(PaperRefused, match="quá nhiều dữ liệu"):
        examined(samples.ooxml(word__document="0" * 2000))


def test_an_archive_with_too_many_parts_is_refused() -> None:
    many = {f"p{number}": b"" for number in range(office.MOST_PARTS)}

    with pytest.raises(PaperRefused, match="quá nhiều dữ liệu"):
        examined(samples.ooxml(**many))


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(samples.ooxml(word__document="0" * 5000))
    central = data.rindex(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", 10)

    with pytest.raises(PaperRefused):
        examined(bytes(data))


def test_an_archive_under_a_password_is_refused() -> None:
    data = bytearray(samples.ooxml())
    data[data.index(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(PaperRefused, match="mật khẩu"):
        examined(bytes(data))


def test_size_is_refused_before_anything_is_read(settings: LazySettings) -> None:
    settings.UPLOAD_MAX_BYTES = 2**20

    refuse_size(2**20)
    with pytest.raises(PaperRefused, match="1 MB"):
        refuse_size(2**20 + 1)


def test_a_browser_shows_pdf_and_pictures_only() -> None:
    shown = sorted(each.extension for each in formats.FORMATS if each.mime in formats.INLINE)

    assert shown == ["jpg", "pdf", "png", "webp"]
