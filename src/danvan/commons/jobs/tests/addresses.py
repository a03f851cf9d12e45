"""The addresses of this folder alone."""

from django.urls import include, path

urlpatterns = [path("viec-nen/", include("danvan.commons.jobs.urls"))]
