"""Numbers in addresses that no row can have."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

LARGEST = 2**63 - 1
"""The largest number that a database column holds."""


class BoundsMiddleware:
    """A page whose number is beyond what a database can hold does not exist."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do before the address is understood."""
        return self.get_response(request)

    def process_view(self, _request: HttpRequest, _view: Any, _args: Any, given: dict[str, Any]) -> None:
        """Raise `Http404` for such a number."""
        if any(isinstance(value, int) and value > LARGEST for value in given.values()):
            raise Http404
