"""Tells Django about this folder."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """The app `danvan.commons.jobs`: finds the jobs of every process in its `jobs.py`."""

    name = "danvan.commons.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Jobs are known by name, so they must be known before the first is taken."""
        import_module(f"{self.name}.standing")
        autodiscover_modules("jobs")
