"""Boxes of a form: words, whole numbers, quantities, days, picks and files, refused in plain Vietnamese."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from danvan.ui import formats, typed

LARGEST_WHOLE = 2_147_483_647
"""What the database's integer holds."""
EARLIEST, LATEST = date(1930, 2, 3), date(2100, 12, 31)
"""Days outside are taken for a slip of the finger unless a field says otherwise."""


class TextField(forms.CharField):
    """One line of words: composed, without hidden marks, never longer than `max_length` characters."""

    clean_words: Callable[[str], str] = staticmethod(typed.line)
    default_error_messages = {
        "control": _("Ô này có ký tự điều khiển không đọc được. Xin xóa chỗ lạ rồi gõ lại."),
    }

    def __init__(self, *, max_length: int = 300, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> str:
        """Clean words; what is far too long is refused before it is looked at."""
        if value in self.empty_values:
            return str(self.empty_value)
        self._refuse_flood(str(value))
        try:
            return self.clean_words(str(value)) or str(self.empty_value)
        except typed.NotUnderstood as refused:
            raise ValidationError(self.error_messages["control"], code="control") from refused

    def _refuse_flood(self, text: str) -> None:
        limit = self.max_length or 0
        if len(text) > 4 * limit:
            params = {"limit_value": limit, "show_value": len(text)}
            raise ValidationError(self.error_messages.get("max_length", TOO_LONG), code="max_length", params=params)


class LongTextField(TextField):
    """Several lines of words."""

    clean_words = staticmethod(typed.lines)

    def __init__(self, *, max_length: int = 4000, rows: int = 3, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)


class DayField(forms.Field):
    """A day written 24/11/2026 (or 2026-11-24); a year such as 0 or 9999 is asked about, not believed."""

    default_error_messages = {
        "invalid": _("Chưa đọc được ngày này. Xin ghi theo mẫu ngày/tháng/năm, ví dụ 24/11/2026."),
        "far": _("Năm này có lẽ gõ nhầm. Xin ghi ngày từ %(earliest)s đến %(latest)s."),
    }

    def __init__(self, *, earliest: date = EARLIEST, latest: date = LATEST, **kwargs: Any) -> None:
        self.earliest, self.latest = earliest, latest
        widget = forms.TextInput(attrs={"class": "date", "placeholder": _("ngày/tháng/năm")})
        kwargs.setdefault("widget", widget)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day, or None when the box is empty."""
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            return typed.day(str(value))
        except typed.NotUnderstood as refused:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from refused

    def validate(self, value: Any) -> None:
        """Refuses days outside the years people work in."""
        super().validate(value)
        if value and not self.earliest <= value <= self.latest:
            params = {"earliest": formats.day(self.earliest), "latest": formats.day(self.latest)}
            raise ValidationError(self.error_messages["far"], code="far", params=params)

    def prepare_value(self, value: Any) -> Any:
        """As it is written on paper."""
        return formats.day(value) if isinstance(value, date) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the day differs, however it is written."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


class WholeField(forms.IntegerField):
    """A whole number written 2.642 or 2642."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Xin ghi một số nguyên, ví dụ 20 hoặc 2.642.")}

    def __init__(self, *, min_value: int = 0, max_value: int = LARGEST_WHOLE, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)

    def to_python(self, value: Any) -> int | None:
        """The number, or None when the box is empty."""
        if value in self.empty_values or isinstance(value, int):
            return None if value in self.empty_values else value
        try:
            return typed.whole(str(value))
        except typed.NotUnderstood as refused:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from refused

    def prepare_value(self, value: Any) -> Any:
        """As it is written on paper."""
        return formats.number(value) if isinstance(value, int) else value


class QuantityField(forms.DecimalField):
    """A quantity written 9,4 or 2.642, with at most `decimal_places` digits after the comma."""

    widget = forms.TextInput
    default_error_messages = {"invalid": _("Xin ghi một số, ví dụ 20 hoặc 9,4.")}

    def __init__(self, *, min_value: int = 0, max_digits: int = 15, decimal_places: int = 2, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(min_value=min_value, max_digits=max_digits, decimal_places=decimal_places, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The quantity (a Decimal), or None when the box is empty."""
        if value in self.empty_values:
            return None
        if isinstance(value, int | Decimal):
            return Decimal(value)
        try:
            return typed.quantity(str(value))
        except typed.NotUnderstood as refused:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from refused

    def prepare_value(self, value: Any) -> Any:
        """As it is written on paper."""
        return formats.number(value, self.decimal_places or 0) if isinstance(value, int | Decimal) else value


class PickField(forms.ChoiceField):
    """One of a few choices, all shown, each a big target."""

    widget = forms.RadioSelect


class PicksField(forms.MultipleChoiceField):
    """Any of a few choices, all shown."""

    widget = forms.CheckboxSelectMultiple


class FileField(forms.FileField):
    """A file from the person's machine; its content is judged by whoever keeps it, its size and name ending here."""

    default_error_messages = {
        "heavy": _("Tệp nặng %(size)s, quá mức %(limit)s. Xin thu nhỏ hoặc chia thành nhiều tệp."),
        "ending": _("Tệp này không thuộc loại nhận được. Xin gửi tệp %(endings)s."),
    }

    def __init__(self, *, endings: tuple[str, ...] = (), max_bytes: int = 25 * 2**20, **kwargs: Any) -> None:
        self.endings, self.max_bytes = endings, max_bytes
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(endings)} if endings else {}))
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)

    def to_python(self, data: Any) -> Any:
        """The file, once its size and the ending of its name are fit."""
        file = super().to_python(data)
        if not file:
            return None
        if (file.size or 0) > self.max_bytes:
            params = {"size": formats.size(file.size or 0), "limit": formats.size(self.max_bytes)}
            raise ValidationError(self.error_messages["heavy"], code="heavy", params=params)
        if self.endings and not str(file.name).lower().endswith(self.endings):
            raise ValidationError(
                self.error_messages["ending"], code="ending", params={"endings": " ".join(self.endings)}
            )
        return file


TOO_LONG = _("Ô này dài %(show_value)d ký tự, quá mức %(limit_value)d. Xin rút gọn.")
