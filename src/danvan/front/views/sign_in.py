"""Sign in, sign out, try a role in the demo, switch the hat, change the password, choose the language."""

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danvan.commons.people import cast
from danvan.commons.people.accounts import change_password
from danvan.commons.people.hats import SESSION_KEY, hats
from danvan.commons.people.models import User
from danvan.commons.records import demo
from danvan.front.forms import PasswordForm, SignInForm
from danvan.ui import respond


def is_demo() -> bool:
    """Whether one may sign in as an invented person: never on a live site."""
    return not settings.LIVE and demo.is_marked()


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Name and password; in a demo also one invented person a role at a click."""

    template_name = "front/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form and, in a demo, the cast."""
        players = cast.cast(on=timezone.localdate()).values() if is_demo() else ()
        context = super().get_context_data(title=_("Đăng nhập"), players=players, **kwargs)
        return {key: value for key, value in context.items() if key not in ("site", "site_name")}


@login_not_required
@require_POST
def try_as(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demo's invented persons; there is no such address on a live site."""
    if not is_demo():
        raise Http404
    name = request.POST.get("username", "")
    if name not in [part.username for part in cast.PARTS]:
        raise Http404
    user = get_object_or_404(User, username=name)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect("front:desk")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("front:home")


class ChangePassword(PasswordChangeView):
    """One's own password; asked for at the first sign-in after an administrator set it."""

    template_name = "front/password.html"
    form_class = PasswordForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form under its title."""
        return super().get_context_data(title=_("Đổi mật khẩu"), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Set it and remember that it is the person's own."""
        change_password(form.user, form.cleaned_data["new_password1"], at=timezone.now())
        update_session_auth_hash(self.request, form.user)
        respond.done(self.request, _("Đã đổi mật khẩu."))
        return redirect("front:desk")


@require_POST
def switch_hat(request: HttpRequest) -> HttpResponse:
    """Wear another of one's own hats."""
    seat = next((seat for seat in hats(request) if str(seat.pk) == request.POST.get("seat")), None)
    if seat is None:
        raise Http404
    request.session[SESSION_KEY] = seat.pk
    return redirect("front:desk")


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the language in a cookie and go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = redirect(back)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 24 * 3600, secure=settings.LIVE, samesite="Lax"
        )
    return response
