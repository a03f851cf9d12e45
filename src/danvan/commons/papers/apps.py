"""Tells Django about this folder."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """The app `danvan.commons.papers`."""

    name = "danvan.commons.papers"
    label = "papers"
