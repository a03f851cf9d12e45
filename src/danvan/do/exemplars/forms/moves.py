"""Reasons and choices that go with a move: withdraw, join, letter of a list, return, remind."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Unit
from danvan.do.exemplars.forms.refused import refuse_persons
from danvan.do.exemplars.models import Registration
from danvan.ui import forms
from danvan.ui.forms import ValidationError


class WithdrawForm(forms.Form):
    """Why a registration is taken back."""

    reason = forms.LongTextField(label=_("Lý do rút"), max_length=1000)
    examples = {"reason": _("Ấp đã sáp nhập, mô hình chuyển về đơn vị khác.")}


class SignForm(forms.Form):
    """What the head has read: the fingerprint of the lines on the screen."""

    seen = forms.TextField(label=_("Bản đã xem"), max_length=64, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].widget = self.fields["seen"].hidden_widget()


class JoinForm(forms.Form):
    """The exemplar into which a registration goes."""

    into = forms.TextField(
        label=_("Mã mô hình còn lại"),
        max_length=20,
        help_text=_("Mã ghi trên phiếu của mô hình kia, cùng xã, cùng năm."),
    )
    examples = {"into": "DVK-2026-00042"}

    def __init__(self, *args: Any, twins: Sequence[Registration] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if twins:
            choices = [(line.exemplar.record.reference, _choice(line)) for line in twins]
            self.fields["into"] = forms.PickField(label=_("Mô hình còn lại"), choices=choices)


def _choice(line: Registration) -> str:
    return f"{line.title} · {line.unit_label} ({line.exemplar.record.reference})"


class LetterForm(forms.Form):
    """The letter (công văn) under which a list is sent."""

    letter_number = forms.TextField(label=_("Số công văn"), max_length=60)
    letter_date = forms.DayField(label=_("Ngày công văn"))
    scan = forms.FileField(label=_("Bản chụp công văn"), required=False, endings=(".pdf", ".jpg", ".jpeg", ".png"))
    examples = {"letter_number": "15-CV/…"}

    def clean_letter_date(self) -> Any:
        """No letter is signed tomorrow."""
        day = self.cleaned_data["letter_date"]
        if day and day > timezone.localdate():
            raise ValidationError(_now("Ngày công văn ở sau hôm nay. Xin xem lại."))
        return day


class LateLetterForm(LetterForm):
    """The same for a list that came after the year was closed."""

    reason = forms.LongTextField(label=_("Lý do nhận muộn"), max_length=1000, rows=2)
    examples = {"letter_number": "15-CV/…", "reason": _("Bưu điện chuyển chậm vì mưa lũ; công văn ký trong hạn.")}


class ReturnForm(forms.Form):
    """Why entries come back and by when they are to be mended; without a tick the whole list comes back."""

    lines = forms.PicksField(label=_("Mô hình trả lại"), required=False)
    reason = forms.LongTextField(label=_("Lý do trả lại"), max_length=2000)
    due_on = forms.DayField(label=_("Bổ sung trước ngày"))
    examples = {"reason": _("Ô địa bàn ghi “toàn xã”; xin ghi ấp hoặc tuyến đường cụ thể.")}

    def __init__(self, *args: Any, lines: Sequence[Registration], whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(line.pk): line for line in lines}
        self.initial.setdefault("due_on", timezone.localdate() + timedelta(days=7))
        if whole:
            del self.fields["lines"]
            return
        self.fields["lines"].required = True
        self.fields["lines"].error_messages["required"] = _now("Đánh dấu mô hình cần trả lại.")
        self.fields["lines"].choices = [(key, f"{line.title} · {line.unit_label}") for key, line in self.rows.items()]  # type: ignore[attr-defined]

    def clean_due_on(self) -> Any:
        """Nobody can mend anything yesterday."""
        day = self.cleaned_data["due_on"]
        if day and day < timezone.localdate():
            raise ValidationError(_now("Hạn bổ sung phải từ hôm nay trở đi."))
        return day

    def clean_reason(self) -> str:
        """No number of a person."""
        refuse_persons(self.cleaned_data["reason"])
        return str(self.cleaned_data["reason"])

    @property
    def chosen(self) -> list[Registration]:
        """The entries that come back; all of them when the whole list does."""
        picked = self.cleaned_data.get("lines")
        return [self.rows[key] for key in picked] if picked else list(self.rows.values())


class RemindForm(forms.Form):
    """Whom to remind, in which words."""

    units = forms.PicksField(label=_("Nơi được nhắc"))
    words = forms.LongTextField(label=_("Lời nhắc"), max_length=2000, rows=6)

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].choices = choices  # type: ignore[attr-defined]
        self.fields["units"].error_messages["required"] = _now("Đánh dấu nơi cần nhắc.")


class HandOverForm(forms.Form):
    """Which of the communes that received a part of the old place carries the exemplar on."""

    unit = forms.PickField(label=_("Đơn vị tiếp nhận"), choices=())

    def __init__(self, *args: Any, units: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [(unit.code, unit.name) for unit in units]  # type: ignore[attr-defined]
