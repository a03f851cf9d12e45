"""What no box of a registration may hold: numbers of persons, and a place too wide to be found."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from danvan.commons.folding import words

PHONE = re.compile(
    r"(?<![\d.])(?:\+?84[ .\-]?|0)[35789]\d{8}(?!\d)"
    r"|(?<![\d.])(?:\+?84[ .\-]?|0)[35789]\d{1,2}[ .\-]\d{3}[ .\-]\d{3,4}(?!\d)"
    r"|(?<![\d.])\(?02\d{2,3}\)?[ .\-]?\d{3,4}[ .\-]?\d{3,4}(?!\d)"
)
"""Mobile and fixed numbers as people write them."""
IDENTITY = re.compile(r"(?<![\d.])0\d{2}[ .\-]?\d{3}[ .\-]?\d{3}[ .\-]?\d{3}(?![\d.])|(?<![\d.,])[1-9]\d{8}(?!\d)")
"""The identity number of 12 figures, and the old one of 9 (a sum of money of 9 figures ends in 000)."""
MAIL = re.compile(r"[\w.+\-]{1,64}@[\w\-]{1,64}\.[\w.\-]{2,64}")
WHOLE = re.compile(
    r"^(?:tren |o |tai |trong )?(?:dia ban )?(?:toan|ca|khap|khap cac ap|cac ap|toan the)"
    r"(?: bo)?(?: dia ban)?(?: xa| phuong| thi tran| quan| huyen| don vi| thanh pho| dia ban)\b"
)
TELLING = re.compile(r"\b(?:ap|khu vuc|khom|to|duong|hem|tuyen|kenh|rach|cau|cho|truong|chua|dinh|khu dan cu|so nha)\b")
"""Words that name a place one can find."""
LONGEST_WHOLE = 80


def refuse_persons(text: str) -> None:
    """Raise `ValidationError` when a text holds a phone, identity number or e-mail: none is kept before the vault stands."""
    if MAIL.search(text):
        raise ValidationError(_("Xin bỏ địa chỉ thư điện tử. Phiếu chỉ ghi vai trò, không ghi liên hệ của người dân."))
    if PHONE.search(text):
        raise ValidationError(_("Xin bỏ số điện thoại. Phiếu chỉ ghi vai trò, không ghi liên hệ của người dân."))
    found = IDENTITY.search(text)
    if found and not found[0].endswith("000"):
        raise ValidationError(_("Xin bỏ số căn cước, chứng minh nhân dân. Phiếu không giữ giấy tờ của người dân."))


def refuse_whole_place(text: str) -> None:
    """Raise `ValidationError` for "Toàn xã": a survey team could not find it (danvan.md 1.1: a model has an address)."""
    plain = words(text)
    if len(plain) <= LONGEST_WHOLE and WHOLE.match(plain) and not TELLING.search(plain):
        raise ValidationError(
            _("“%(text)s” chưa đủ để đoàn khảo sát tìm. Ghi ấp, khu vực hoặc tên đường cụ thể.")
            % {"text": text.strip()[:LONGEST_WHOLE]}
        )
