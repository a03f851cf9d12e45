"""The calling card of reports."""

from django.utils.translation import gettext_lazy as _

from danvan.commons.registry import Process, register

REPORTS = register(Process(package=__package__, label=_("Báo cáo"), address="bao-cao"))
