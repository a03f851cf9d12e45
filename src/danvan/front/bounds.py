"""What no browser sends to this house: numbers no row can have, words no row can hold, other writings than UTF-8."""

import codecs
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import parse_header_parameters

LARGEST = 2**63 - 1
"""The largest number that a database column holds."""
UNREADABLE = "application/x-unreadable"
"""Stands in for the content type of what this house does not read; no form of ours is sent with it."""


def readable_type(content_type: str) -> str:
    """The content type as it came, or `UNREADABLE`: Django breaks on some writings before any middleware is asked."""
    try:
        charset = parse_header_parameters(content_type)[1].get("charset", "utf-8")
        return content_type if codecs.lookup(charset).name == "utf-8" else UNREADABLE
    except (LookupError, ValueError):
        return UNREADABLE


class WritingMiddleware:
    """Refuses content in another writing than UTF-8, and drops NUL from the address, before anybody reads a word."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Raises `BadRequest`, which is a page of its own."""
        if request.content_type == UNREADABLE:
            raise BadRequest
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "")
        return self.get_response(request)


class BoundsMiddleware:
    """A page whose number or word is beyond what a database can hold does not exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do before the address is understood."""
        return self.get_response(request)

    def process_view(self, _request: HttpRequest, _view: Any, _args: Any, given: dict[str, Any]) -> None:
        """Raise `Http404` for such a number or word."""
        if any(value > LARGEST if isinstance(value, int) else "\0" in str(value) for value in given.values()):
            raise Http404
