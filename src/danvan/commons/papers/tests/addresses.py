"""The addresses of this folder alone."""

from django.urls import include, path

urlpatterns = [path("tep/", include("danvan.commons.papers.urls"))]
