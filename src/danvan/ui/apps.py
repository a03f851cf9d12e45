"""Tells Django about this folder."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The app `danvan.ui`."""

    name = "danvan.ui"
    label = "ui"
