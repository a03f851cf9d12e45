"""Tells Django about this folder."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """The app `danvan.front`."""

    name = "danvan.front"
    label = "front"
