"""Pictures, drawn anew: what is kept has no place, no camera, no hidden passenger, and never too many pixels."""

from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from danvan.commons.papers.formats import JPEG, PNG, WEBP, Format
from danvan.commons.papers.refusal import PaperRefused

MOST_PIXELS = 50_000_000
QUALITY = 90
KINDS = {"JPEG": JPEG, "MPO": JPEG, "PNG": PNG, "WEBP": WEBP}
KEPT = ("icc_profile", "transparency")
"""What of a picture's own notes belongs to its colours; all else (EXIF, XMP, comments) is left out."""


def redrawn(data: bytes) -> tuple[Format, bytes]:
    """A JPEG, PNG or WebP upright and without its notes. Raises `PaperRefused`."""
    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
            _refuse_huge(picture)
            return KINDS[picture.format or ""], _saved(picture)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise PaperRefused(_too_large()) from bomb
    except (OSError, SyntaxError, ValueError, KeyError, EOFError) as broken:
        raise PaperRefused(_("Ảnh bị hỏng, không mở được. Anh, chị chụp hoặc lưu lại rồi gửi.")) from broken


def _refuse_huge(picture: Image.Image) -> None:
    if picture.width * picture.height > MOST_PIXELS:
        raise PaperRefused(_too_large())


def _too_large() -> str:
    return _("Ảnh lớn quá 50 triệu điểm ảnh. Anh, chị thu nhỏ ảnh rồi gửi lại.")


def _saved(picture: Image.Image) -> bytes:
    kind = picture.format
    upright = ImageOps.exif_transpose(picture)
    turned = picture.getexif().get(0x0112, 1) != 1
    upright.info = {name: picture.info[name] for name in KEPT if name in picture.info}
    notes = {"exif": b"", "icc_profile": upright.info.get("icc_profile")}
    out = BytesIO()
    if kind == "PNG":
        upright.save(out, "PNG", **notes)
    elif kind == "WEBP":
        upright.save(out, "WEBP", quality=QUALITY, xmp=b"", **notes)
    else:
        untouched = kind == "JPEG" and not turned
        if untouched:
            picture.info = upright.info
        (picture if untouched else upright).save(out, "JPEG", quality="keep" if untouched else QUALITY, **notes)
    return out.getvalue()
