"""Tells Django about this folder."""

from importlib import import_module

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The app `danvan.overview.reports`."""

    name = "danvan.overview.reports"
    label = "reports"

    def ready(self) -> None:
        """Put the card on the table."""
        import_module(f"{self.name}.process")
