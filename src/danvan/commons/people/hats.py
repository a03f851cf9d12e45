"""Which of a person's seats is worn in this request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from danvan.commons.people.models import Seat

SESSION_KEY = "hat"


def hats(request: HttpRequest) -> list[Seat]:
    """Every seat the signed-in person holds today, read once a request."""
    if not hasattr(request, "_hats"):
        user = request.user
        request._hats = Seat.objects.of(user, timezone.localdate()) if user.is_authenticated else []  # type: ignore[attr-defined]
    return request._hats  # type: ignore[attr-defined]


def worn(request: HttpRequest) -> Seat | None:
    """The seat worn now: the one chosen, else the first; `None` for the public and for people without a seat."""
    chosen = request.session.get(SESSION_KEY)
    seats = hats(request)
    return next((seat for seat in seats if seat.pk == chosen), seats[0] if seats else None)


class HatMiddleware:
    """Gives every request `request.seat`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the seat worn."""
        request.seat = worn(request) if request.user.is_authenticated else None  # type: ignore[attr-defined]
        return self.get_response(request)
