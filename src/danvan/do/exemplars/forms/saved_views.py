"""Naming a saved view."""

from django.utils.translation import gettext_lazy as _

from danvan.ui import forms


class SavedViewForm(forms.Form):
    """The name under which filters are kept."""

    name = forms.TextField(label=_("Tên góc nhìn"), max_length=60)
    examples = {"name": _("Trễ, chưa nhắc")}
