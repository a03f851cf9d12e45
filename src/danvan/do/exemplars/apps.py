"""Tells Django about this folder."""

from importlib import import_module

from django.apps import AppConfig


class ExemplarsConfig(AppConfig):
    """The app `danvan.do.exemplars`."""

    name = "danvan.do.exemplars"
    label = "exemplars"

    def ready(self) -> None:
        """Put the card on the table."""
        import_module(f"{self.name}.process")
