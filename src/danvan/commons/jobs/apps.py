"""Tells Django about this folder."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The app `danvan.commons.jobs`."""

    name = "danvan.commons.jobs"
    label = "jobs"
