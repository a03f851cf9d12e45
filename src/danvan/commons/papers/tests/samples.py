"""Small files of every sort, made when they are needed."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
EXE = b"MZ\x90\x00" + b"\0" * 200
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 100
_MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"
KINDS = {
    "docx": "wordprocessingml.document",
    "xlsx": "spreadsheetml.sheet",
    "pptx": "presentationml.presentation",
}
OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """A ZIP archive."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def ooxml(extension: str = "docx", **more: bytes | str) -> bytes:
    """A Word, Excel or PowerPoint file, as far as anybody looks; `more` are further parts, `__` stands for a slash."""
    types = f'<Types><Override ContentType="{_MAIN.format(KINDS[extension])}"/></Types>'
    return zipped({"[Content_Types].xml": types} | {name.replace("__", "/"): data for name, data in more.items()})


def opendocument(extension: str = "odt", **more: bytes | str) -> bytes:
    """An OpenDocument file, as far as anybody looks."""
    mime = f"application/vnd.oasis.opendocument.{OPEN[extension]}"
    return zipped({"mimetype": mime, "content.xml": "<x/>"} | {n.replace("__", "/"): data for n, data in more.items()})


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), *, orientation: int = 1) -> bytes:
    """A picture with a place, a camera and a comment in its notes."""
    drawn = Image.new("RGB", size, "green")
    notes = Image.Exif()
    notes[0x0110] = "MayAnhCuaToi"
    notes[0x0112] = orientation
    notes.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    more = {"comment": b"bi mat"} if kind == "JPEG" else {}
    drawn.save(out, kind, exif=notes, **more)
    return out.getvalue()
