"""Tells Django about this folder."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """The app `danvan.commons.workflow`; it keeps no table, only template tags."""

    name = "danvan.commons.workflow"
    label = "workflow"
