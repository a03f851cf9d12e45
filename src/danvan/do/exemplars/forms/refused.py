"""What no box of a registration may hold: numbers of persons, and a place too wide to be found."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from danvan.commons.folding import words
from danvan.do.exemplars.persons import contact_in

WHOLE = re.compile(
    r"^(?:tren |o |tai |trong )?(?:dia ban )?(?:toan|ca|khap|khap cac ap|cac ap|toan the)"
    r"(?: bo)?(?: dia ban)?(?: xa| phuong| thi tran| quan| huyen| don vi| thanh pho| dia ban)\b"
)
TELLING = re.compile(r"\b(?:ap|khu vuc|khom|to|duong|hem|tuyen|kenh|rach|cau|cho|truong|chua|dinh|khu dan cu|so nha)\b")
"""Words that name a place one can find."""
LONGEST_WHOLE = 80


def refuse_persons(text: str) -> None:
    """Raise `ValidationError` when a text holds a phone, identity number or e-mail: none is kept before the vault stands."""
    if reason := contact_in(text):
        raise ValidationError(reason)


def refuse_whole_place(text: str) -> None:
    """Raise `ValidationError` for "Toàn xã": a survey team could not find it (danvan.md 1.1: a model has an address)."""
    plain = words(text)
    if len(plain) <= LONGEST_WHOLE and WHOLE.match(plain) and not TELLING.search(plain):
        raise ValidationError(
            _("“%(text)s” chưa đủ để đoàn khảo sát tìm. Ghi ấp, khu vực hoặc tên đường cụ thể.")
            % {"text": text.strip()[:LONGEST_WHOLE]}
        )
