"""A password that an administrator gave out is changed before anything else is done with it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class FirstPasswordMiddleware:
    """Leads a person with a given-out password to the page where they choose their own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let only the change of the password, signing out and the language through."""
        if getattr(request.user, "must_change_password", False):
            here = reverse("front:password")
            if request.path not in (here, reverse("front:sign-out"), reverse("front:language")):
                return redirect(here)
        return self.get_response(request)
