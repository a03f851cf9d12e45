"""Tells Django about this folder."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The app `danvan.commons.records`."""

    name = "danvan.commons.records"
    label = "records"
