"""Addresses of the movement: printed on posters, read aloud, stable for ever."""

from django.urls import path

app_name = "exemplars"
urlpatterns: list = []
