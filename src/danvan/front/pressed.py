"""Addresses that a button sends to, opened by hand or after signing in again: a page, not an empty answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class PressedMiddleware:
    """Gives the bare "method not allowed" of a view its page; nothing was done and nothing is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The answer, or the page in its place; what may be sent stays in the `Allow` header."""
        answer = self.get_response(request)
        if answer.status_code != 405 or request.method != "GET":
            return answer
        page = render(request, "405.html", status=405)
        page["Allow"] = answer["Allow"]
        return page
