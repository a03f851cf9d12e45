"""One answer for a page: the whole, or the named part htmx asked for."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    part: str | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or only its `{% partialdef part %}` when htmx asks; a browser's history always gets the whole."""
    name = f"{template}#{part}" if part and wants_part(request) else template
    response = render(request, name, context, status=status)
    patch_vary_headers(response, ("HX-Request",))
    return response


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx will put the answer into a page that is already shown."""
    htmx: Any = getattr(request, "htmx", False)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def done(request: HttpRequest, text: str, *, draft: str = "", link: tuple[str, str] | None = None) -> None:
    """Says on the next page that something was done; `draft` names the `data-draft` that may now be forgotten.

    `link` leads to what comes next: its words and address.
    """
    said = format_html('{} <a href="{}">{}</a>', text, link[1], link[0]) if link else text
    messages.success(request, said, extra_tags=f"draft:{draft}" if draft else "")


def warn(request: HttpRequest, text: str) -> None:
    """Says on the next page what needs attention."""
    messages.warning(request, text)


def refuse(request: HttpRequest, text: str) -> None:
    """Says on the next page what could not be done, and what to do instead."""
    messages.error(request, text)
