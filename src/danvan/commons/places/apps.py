"""Tells Django about this folder."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The app `danvan.commons.places`."""

    name = "danvan.commons.places"
    label = "places"
