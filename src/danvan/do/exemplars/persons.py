"""Numbers and addresses by which a person can be reached: nothing of the movement keeps them before the vault stands."""

import re
import unicodedata

from django.utils.translation import gettext as _

PHONE = re.compile(
    r"(?<![\d.])(?<!\d )\(?(?!\d\d[.\-]\d\d[.\-]\d{4})(?:\+84[ .\-]?|84(?=\d{9}(?!\d))|0)"
    r"(?:[35789](?:[ .\-]?\d){8}|2\d{2,3}\)?(?:[ .\-]?\d){6,7})(?!\d)"
)
"""Mobile and fixed numbers as people write them."""
IDENTITY = re.compile(
    r"(?<![\d.])0\d{2}[ .\-]?\d{3}[ .\-]?\d{3}[ .\-]?\d{3}(?![\d.])|(?<![\d.,])[1-9]\d{8}(?!\d)"
    r"|\b(?:cmnd|cmt|cccd|căn cước|chứng minh)[^\d\n]{0,30}\d{3}(?:[ .\-]?\d{3}){2}",
    re.IGNORECASE,
)
"""The identity number of 12 figures, and the old one of 9 (a sum of money of 9 figures ends in 000)."""
MAIL = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,64}\.[\w.\-]{2,64}")


def contact_in(text: str) -> str:
    """Why a text is refused that holds a phone, identity number or e-mail; empty when it holds none."""
    text = unicodedata.normalize("NFKC", text)
    if "@" in text and MAIL.search(text):
        return _("Xin bỏ địa chỉ thư điện tử. Phiếu chỉ ghi vai trò, không ghi liên hệ của người dân.")
    if PHONE.search(text):
        return _("Xin bỏ số điện thoại. Phiếu chỉ ghi vai trò, không ghi liên hệ của người dân.")
    found = IDENTITY.search(text)
    if found and not found[0].endswith("000"):
        return _("Xin bỏ số căn cước, chứng minh nhân dân. Phiếu không giữ giấy tờ của người dân.")
    return ""
