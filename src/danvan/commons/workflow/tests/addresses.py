"""Pages of some moves of things."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing."""
    return HttpResponse()


moves = [
    path("<int:pk>/sua/", page, name="thing-edit"),
    path("<int:pk>/gui/", page, name="send"),
    path("<int:pk>/tra-lai/", page, name="thing-return"),
]
urlpatterns = [path("", include((moves, "workflow")))]
