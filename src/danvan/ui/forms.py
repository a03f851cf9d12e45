"""Forms whose boxes are drawn by `ui/field.html` and refuse in plain Vietnamese.

`class Sheet(forms.Form)` with `forms.TextField`, `LongTextField`, `DayField`, `WholeField`, `QuantityField`,
`PickField`, `PicksField`, `ChoiceField`, `CheckField`, `FileField`. A form may say
`examples = {"name": "Tổ vá đường ban đêm ấp 5"}` and `numbers = {"name": "1"}` (its boxes' numbers on paper).
"""

from typing import Any, ClassVar

from django import forms
from django.forms import BoundField, ValidationError
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.utils.translation import gettext_lazy as _

from danvan.ui.fields import (
    TOO_LONG,
    DayField,
    FileField,
    LongTextField,
    PickField,
    PicksField,
    QuantityField,
    TextField,
    WholeField,
)

__all__ = [
    "BoundBox",
    "CheckField",
    "ChoiceField",
    "DayField",
    "FileField",
    "Filters",
    "Form",
    "LongTextField",
    "ModelForm",
    "PickField",
    "PicksField",
    "Plain",
    "QuantityField",
    "Renderer",
    "TextField",
    "ValidationError",
    "WholeField",
]

ChoiceField = forms.ChoiceField
CheckField = forms.BooleanField

WORDS = {
    "required": _("Ô này chưa có nội dung. Xin ghi vào."),
    "max_length": TOO_LONG,
    "min_length": _("Ô này mới có %(show_value)d ký tự, cần ít nhất %(limit_value)d. Xin ghi rõ hơn."),
    "min_value": _("Số này nhỏ quá. Xin ghi từ %(limit_value)s trở lên."),
    "max_value": _("Số này lớn quá. Xin ghi không quá %(limit_value)s."),
    "max_digits": _("Số này dài quá. Xin xem lại."),
    "max_whole_digits": _("Số này lớn quá. Xin xem lại."),
    "max_decimal_places": _("Xin ghi không quá %(max)s chữ số sau dấu phẩy."),
    "null_characters_not_allowed": _("Ô này có ký tự lạ không đọc được. Xin xóa rồi gõ lại."),
}
"""Words for every box that does not bring its own."""
WORDS_OF_CHOICE = {
    "required": _("Xin chọn một mục."),
    "invalid_choice": _("Mục này không có trong danh sách. Xin chọn lại."),
    "invalid_list": _("Xin chọn lại trong danh sách."),
}
WORDS_OF_CHECK = {"required": _("Xin đánh dấu vào ô này để tiếp tục.")}
WORDS_OF_FILE = {
    "required": _("Chưa có tệp nào. Xin chọn tệp rồi gửi lại."),
    "invalid": _("Chưa nhận được tệp. Xin chọn tệp rồi gửi lại."),
    "missing": _("Chưa nhận được tệp. Xin chọn tệp rồi gửi lại."),
    "empty": _("Tệp này rỗng. Xin kiểm tra rồi gửi tệp khác."),
    "max_length": _("Tên tệp dài quá. Xin đặt tên ngắn hơn."),
}


class BoundBox(BoundField):
    """A box of a shown form, with its example and its number, both read out with it."""

    @property
    def example(self) -> str:
        """One good example, shown above the box."""
        return str(getattr(self.form, "examples", {}).get(self.name, ""))

    @property
    def number(self) -> str:
        """Its number on the paper form, if it has one."""
        return str(getattr(self.form, "numbers", {}).get(self.name, ""))

    @property
    def kind(self) -> str:
        """How `ui/field.html` draws it: hidden, picks, check or plain."""
        if self.is_hidden:
            return "hidden"
        if self.use_fieldset:
            return "picks"
        return "check" if isinstance(self.field.widget, forms.CheckboxInput) else "plain"

    @property
    def aria_describedby(self) -> str | None:
        """Ids of error, hint and example, in the order they matter."""
        if not self.auto_id or self.is_hidden:
            return None
        parts = (("error", self.errors), ("hint", self.help_text), ("example", self.example))
        return " ".join(f"{self.auto_id}_{part}" for part, there in parts if there) or None


class Renderer(DjangoTemplates):
    """Draws `{{ form }}` and `{{ field.as_field_group }}` with our components (setting FORM_RENDERER)."""

    form_template_name = "ui/fields.html"
    field_template_name = "ui/field.html"
    bound_field_class = BoundBox


class Plain:
    """Gives every box of a form the plain words above, unless the box was given its own."""

    fields: dict[str, forms.Field]
    examples: ClassVar[dict[str, Any]] = {}
    numbers: ClassVar[dict[str, str]] = {}
    default_renderer: BaseRenderer | type[BaseRenderer] | None = Renderer()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _speak_plainly(field)


class Form(Plain, forms.Form):
    """A form; it turns input into clean values and saves nothing."""


class Filters(Form):
    """Filters of a list, from the address: `Filters(request.GET)`; every box may stay empty, a wrong one narrows nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "loc_%s", "use_required_attribute": False} | kwargs)
        for field in self.fields.values():
            field.required = False

    @property
    def chosen(self) -> dict[str, Any]:
        """The clean values of the boxes that are filled and make sense."""
        self.full_clean()
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value not in (None, "", [])}


class ModelForm(Plain, forms.ModelForm):
    """A form over a table; used for its boxes, saved by actions only."""


def _speak_plainly(field: forms.Field) -> None:
    words = WORDS | _words_of(field)
    own = _default_words(type(field))
    for code, text in words.items():
        if field.error_messages.get(code) == own.get(code):
            field.error_messages[code] = text


def _words_of(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.FileField):
        return WORDS_OF_FILE
    if isinstance(field, forms.BooleanField):
        return WORDS_OF_CHECK
    return WORDS_OF_CHOICE if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) else {}


def _default_words(kind: type[forms.Field]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for step in reversed(kind.__mro__):
        found.update(getattr(step, "default_error_messages", {}))
    return found
