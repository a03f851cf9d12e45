"""Sign in, sign out, try a role in the demo, switch the hat."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from danvan.commons.people.hats import SESSION_KEY, hats
from danvan.commons.people.models import User


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Name and password; in a demo also one invented person a role at a click."""

    template_name = "front/sign_in.html"
    redirect_authenticated_user = True


@login_not_required
@require_POST
def try_as(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's invented persons; there is no such address on a live site."""
    if settings.LIVE:
        raise Http404
    user = get_object_or_404(User, username=request.POST.get("username", ""), username__startswith="demo-")
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("front:desk")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("front:home")


@require_POST
def switch_hat(request: HttpRequest) -> HttpResponse:
    """Wear another of one's own hats."""
    seat = next((seat for seat in hats(request) if str(seat.pk) == request.POST.get("seat")), None)
    if seat is None:
        raise Http404
    request.session[SESSION_KEY] = seat.pk
    return redirect("front:desk")
