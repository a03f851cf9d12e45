"""Addresses of the style guide, for tests in a real browser."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path

from danvan.ui import respond
from danvan.ui.tests import guide


@login_not_required
def show(request: HttpRequest) -> HttpResponseBase:
    """The guide; its form answers like a real one."""
    shown = guide.context(request.GET.urlencode(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and shown["form"].is_valid():
        respond.done(request, "Đã gửi cho xã", draft="guide")
        return redirect("/")
    return respond.page(request, "ui/guide.html", shown, part="rows")


@login_not_required
def public(request: HttpRequest) -> HttpResponse:
    """An empty page of citizens."""
    return render(request, "ui/public.html", guide.BARE | {"title": "Trang của bà con"})


urlpatterns = [path("", show), path("ba-con/", public)]
