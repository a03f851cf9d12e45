"""Tells Django about this folder."""

from importlib import import_module

from django.apps import AppConfig


class CommonsConfig(AppConfig):
    """The app `danvan.commons`."""

    name = "danvan.commons"
    label = "commons"

    def ready(self) -> None:
        """Register the checks of the house."""
        import_module(f"{self.name}.checks")
