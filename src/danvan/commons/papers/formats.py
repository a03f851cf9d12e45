"""The formats that are taken from people, known by their content and never by their name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """One format: what it is called in a file name and in HTTP, and whether a browser may show it in place."""

    extension: str
    mime: str
    inline: bool = False


PDF = Format("pdf", "application/pdf", inline=True)
JPEG = Format("jpg", "image/jpeg", inline=True)
PNG = Format("png", "image/png", inline=True)
WEBP = Format("webp", "image/webp", inline=True)
_OOXML = "application/vnd.openxmlformats-officedocument."
DOCX = Format("docx", _OOXML + "wordprocessingml.document")
XLSX = Format("xlsx", _OOXML + "spreadsheetml.sheet")
PPTX = Format("pptx", _OOXML + "presentationml.presentation")
ODT = Format("odt", "application/vnd.oasis.opendocument.text")
ODS = Format("ods", "application/vnd.oasis.opendocument.spreadsheet")
ODP = Format("odp", "application/vnd.oasis.opendocument.presentation")

FORMATS = (PDF, JPEG, PNG, WEBP, DOCX, XLSX, PPTX, ODT, ODS, ODP)
INLINE = frozenset(each.mime for each in FORMATS if each.inline)
ENDINGS = (*(f".{each.extension}" for each in FORMATS), ".jpeg")
"""For the box of a form; what a file is, its content says."""
