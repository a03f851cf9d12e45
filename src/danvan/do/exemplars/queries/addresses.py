"""Where the pages are."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from danvan.do.exemplars.models import Decision, Exemplar, Intake, Registration, RegistrationList, Visit


def exemplar_address(row: Exemplar) -> str:
    """The exemplar's own page, printed on posters: `/mo-hinh/DVK-2026-00042/`."""
    return reverse("exemplars:exemplar", args=(row.record.reference,))


def line_address(row: Registration) -> str:
    """The page of one year's registration: `/mo-hinh/DVK-2026-00042/2026/`."""
    return reverse("exemplars:line", args=(row.exemplar.record.reference, row.year))


def visit_address(row: Visit) -> str:
    """The sheet of one visit: `/mo-hinh/DVK-2025-00042/2025/tham/6/`."""
    line = row.registration
    return reverse("exemplars:visit", args=(line.exemplar.record.reference, line.year, row.after))


def list_address(row: RegistrationList) -> str:
    """The page of a unit's list: `/mo-hinh/danh-sach/DS-2026-00042/`."""
    return reverse("exemplars:list", args=(row.record.reference,))


def decision_address(row: Decision) -> str:
    """The page of a decision: `/mo-hinh/quyet-dinh/QD-2026-00042/`."""
    return reverse("exemplars:decision", args=(row.record.reference,))


def lines_address(**filters: Any) -> str:
    """The list of registrations with these filters in the address; every number on a page leads here."""
    kept = {key: value for key, value in filters.items() if value not in (None, "")}
    return f"{reverse('exemplars:lines')}?{urlencode(kept)}"


def page_of(row: Any) -> str:
    """The page of any record of the movement."""
    if isinstance(row, Exemplar):
        return exemplar_address(row)
    if isinstance(row, Registration):
        return line_address(row)
    if isinstance(row, RegistrationList):
        return list_address(row)
    if isinstance(row, Decision):
        return decision_address(row)
    return reverse("exemplars:year", args=(row.year,))


def intake_address(row: Intake) -> str:
    """The page of a file that was handed in."""
    return reverse("exemplars:intake", args=(row.pk,))
