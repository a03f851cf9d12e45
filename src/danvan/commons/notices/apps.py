"""Tells Django about this folder."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The app `danvan.commons.notices`."""

    name = "danvan.commons.notices"
    label = "notices"
