"""Tells Django about this folder."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The app `danvan.commons.search`."""

    name = "danvan.commons.search"
    label = "search"
