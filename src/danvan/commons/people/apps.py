"""Tells Django about this folder."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The app `danvan.commons.people`."""

    name = "danvan.commons.people"
    label = "people"
