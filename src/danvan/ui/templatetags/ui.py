"""`{% load ui %}`: addresses that keep their filters, and Vietnamese ways of writing numbers and days."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.forms import BaseForm, BoundField
from django.http import HttpRequest, QueryDict
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from danvan.ui import formats, paging

register = template.Library()
PRESENTABLE = 20
"""Digits before the comma up to which a number is written as one; longer ones stay as they were typed."""


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, **changes: Any) -> str:
    """`{% query_with trang=2 xep="ten" %}` -> `?linh-vuc=kinh_te&trang=2&xep=ten`; None or "" takes a part away.

    A name with a hyphen is written with an underscore twice: `linh__vuc`.
    """
    query = _query(context)
    for name, value in changes.items():
        _put(query, name.replace("__", "-"), value)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def query_set(context: template.Context, name: str, value: Any) -> str:
    """`{% query_set page_name 2 %}`: the same when the name is a variable."""
    query = _query(context)
    _put(query, name, value)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def sort_link(context: template.Context, key: str, sort: paging.Sort | None = None) -> str:
    """The address that sorts by `key`, the other way round if it is sorted by it already; back on the first page."""
    query = _query(context)
    turn = sort is not None and sort.key == key and not sort.descending
    _put(query, paging.SORT, f"-{key}" if turn else key)
    for name in (paging.PAGE, "sau", "truoc"):
        query.pop(name, None)
    return "?" + query.urlencode()


@register.simple_tag(takes_context=True)
def picked(context: template.Context, form: BaseForm) -> list[tuple[str, str]]:
    """What a filter form narrows by, each as its words and the address without it."""
    query = _query(context)
    query.pop(paging.PAGE, None)
    return [(_words(box), _without(query, box.html_name)) for box in form if query.get(box.html_name)]


@register.simple_tag(takes_context=True)
def kept(context: template.Context, form: BaseForm) -> list[tuple[str, str]]:
    """Names and values of the address that a filter form would lose: the order, a saved view."""
    own = {box.html_name for box in form} | {paging.PAGE, "sau", "truoc"}
    return [(name, value) for name, values in _query(context).lists() if name not in own for value in values]


@register.simple_tag(takes_context=True)
def csrf(context: template.Context) -> SafeString:
    """The hidden token of a POST form, also inside `{% include … only %}`."""
    request = getattr(context, "request", None) or context.get("request")
    token = get_token(request) if request else context.get("csrf_token", "")
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)


@register.simple_tag
def asset(path: str) -> str:
    """Address of a static file; without the list of hashed names (tests, a broken set-up) its plain address."""
    try:
        return staticfiles_storage.url(path)
    except ValueError:
        return urljoin(settings.STATIC_URL, path)


@register.filter
def number(value: Any) -> str:
    """2642 -> 2.642; what is no number stays as it is, None becomes nothing."""
    amount = _amount(value)
    return _as_is(value) if amount is None else formats.number(amount)


@register.filter
def percent(value: Any, decimals: int = 1) -> str:
    """0.975 -> 97,5%; `|percent:0` -> 98%."""
    amount = _amount(value)
    return _as_is(value) if amount is None else formats.percent(amount, decimals)


@register.filter
def change(value: Any) -> str:
    """143 -> +143."""
    amount = _amount(value)
    return _as_is(value) if amount is None else formats.change(amount)


@register.filter
def size(value: int | None) -> str:
    """Octets -> 46 KB."""
    return "" if value is None else formats.size(value)


@register.filter
def day(value: date | None) -> str:
    """24/11/2026; of a moment, its day in local time."""
    return formats.day(_local_day(value)) if value else ""


@register.filter
def weekday_day(value: date | None) -> str:
    """thứ Ba 24/11."""
    return formats.weekday_day(_local_day(value)) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """24/11/2026 08:15 in local time."""
    return formats.moment(value, timezone.get_current_timezone()) if value else ""


@register.filter
def iso(value: date | None) -> str:
    """For `<time datetime=…>`."""
    return value.isoformat() if value else ""


@register.filter
def width(ratio: Any, full: int = 100) -> str:
    """Length of a drawn bar in the units of its picture, between nothing and 1,2 times `full`."""
    amount = min(max(_amount(ratio) or Decimal(0), Decimal(0)), Decimal("1.2"))
    return f"{amount * full:.1f}"


@register.filter
def draft_key(tags: str | None) -> str:
    """The draft a message says may be forgotten (`respond.done(draft=…)`)."""
    found = [tag.removeprefix("draft:") for tag in (tags or "").split() if tag.startswith("draft:")]
    return found[0] if found else ""


@register.filter
def wrong(form: BaseForm) -> "list[tuple[BoundField, str]]":
    """Boxes with their first error, in the order they stand on the page."""
    return [(box, str(box.errors[0])) for box in form if box.errors]


def _query(context: template.Context) -> QueryDict:
    request: HttpRequest | None = getattr(context, "request", None) or context.get("request")
    return request.GET.copy() if request else QueryDict(mutable=True)


def _put(query: QueryDict, name: str, value: Any) -> None:
    if value is None or value == "":
        query.pop(name, None)
    else:
        query[name] = str(value)


def _without(query: QueryDict, name: str) -> str:
    rest = query.copy()
    rest.pop(name, None)
    return "?" + rest.urlencode()


def _words(box: BoundField) -> str:
    value = box.value()
    asked = {str(one) for one in value} if isinstance(value, list | tuple) else {str(value)}
    choices: Iterable[Any] = getattr(box.field, "choices", ())
    named = [str(label) for key, label in choices if str(key) in asked]
    return ", ".join(named) if named else f"{box.label}: {', '.join(sorted(asked))}"


def _amount(value: Any) -> Decimal | None:
    if value is None or value == "":
        return None
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount.adjusted() < PRESENTABLE else None


def _as_is(value: Any) -> str:
    return "" if value is None else str(value)


def _local_day(value: date) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value
