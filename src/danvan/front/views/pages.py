"""Home, my work, search results, health."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from danvan.commons import registry
from danvan.front.context import room_label


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The public's first screen: one door a room, each with a live sentence."""
    doors = [
        {"label": room_label(card.room), "address": f"/{card.address}/", "sentence": card.door()}
        for card in registry.cards()
        if card.door
    ]
    return render(request, "front/home.html", {"doors": doors})


def desk(request: HttpRequest) -> HttpResponse:
    """What is due for the hat worn, soonest first."""
    seat = request.seat
    if seat is None:
        return redirect("front:home")
    today = timezone.localdate()
    tasks = [task for card in registry.cards() if card.desk for task in card.desk(seat, on=today)]
    tasks.sort(key=lambda task: (task.due is None, task.due or today))
    return render(request, "front/desk.html", {"tasks": tasks, "today": today})


@login_not_required
def search(request: HttpRequest) -> HttpResponse:
    """Records that hold the words asked for and may be seen."""
    return render(request, "front/search.html", {"query": request.GET.get("q", "")})


@login_not_required
def health(_request: HttpRequest) -> HttpResponse:
    """For the watcher of the server: the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
