"""Tells Django about this folder."""

from django.apps import AppConfig


class CommonsConfig(AppConfig):
    """The app `danvan.commons`."""

    name = "danvan.commons"
    label = "commons"
