"""Forms of the front: sign-in, password, accounts."""

from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _

from danvan.ui import forms


class SignInForm(forms.Plain, AuthenticationForm):
    """Name and password."""

    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu chưa đúng. Gõ lại; nếu quên, nhờ quản trị của đơn vị đặt lại."),
        "inactive": _("Tài khoản này đã ngừng dùng. Hỏi quản trị của đơn vị."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Tên đăng nhập")
        self.fields["password"].label = _("Mật khẩu")


class PasswordForm(forms.Plain, PasswordChangeForm):
    """The old password and a new one, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = _(
            "Ít nhất 10 ký tự, không chỉ toàn số, không giống tên mình, không phải mật khẩu nhiều người dùng."
        )
        self.fields["new_password2"].help_text = ""


class AccountsFileForm(forms.Form):
    """A file of accounts and seats."""

    file = forms.FileField(
        label=_("Tệp tài khoản (.xlsx, .ods, .csv)"),
        help_text=_("Các cột: tên đăng nhập, họ và tên, mã đơn vị, vai trò, chức danh, từ ngày, đến ngày."),
        endings=(".xlsx", ".xls", ".ods", ".csv"),
        max_bytes=settings.UPLOAD_MAX_BYTES,
    )
