"""One row for each piece of work in the background."""

import time
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Seat
from danvan.commons.records.models import Record

PROGRESS_PAUSE = 0.5
"""Seconds between two written steps of progress, so that counting does not cost more than the work."""


class Status(models.TextChoices):
    """Where a run stands."""

    WAITING = "waiting", _("đang chờ")
    RUNNING = "running", _("đang làm")
    DONE = "done", _("đã xong")
    FAILED = "failed", _("không xong")


class Run(models.Model):
    """A job with its arguments, owner and outcome.

    `token` is the fence: each taking of the run has a new one, and only the holder of the last one may write "done".
    """

    job = models.CharField(max_length=120)
    arguments = models.JSONField(default=dict)
    title = models.CharField(_("việc"), max_length=200, blank=True)
    by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    record = models.ForeignKey(Record, models.SET_NULL, null=True, blank=True, related_name="runs")
    key = models.CharField(max_length=160, unique=True, null=True, blank=True)
    """Two orders under the same key are one run; a run that failed gives its key free."""
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    """Until then the worker that took it is believed to be alive."""
    token = models.CharField(max_length=32, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    steps_done = models.PositiveIntegerField(default=0)
    steps_total = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    said = models.CharField(_("kết quả"), max_length=500, blank=True)
    address = models.CharField(max_length=500, blank=True)
    error = models.TextField(blank=True)
    """For the administrator; the owner reads `said`."""

    _told = 0.0

    class Meta:
        verbose_name = _("việc nền")
        ordering = ("pk",)
        indexes = (
            models.Index(fields=("due_at",), condition=Q(status__in=("waiting", "running")), name="run_to_do"),
            models.Index(fields=("job", "status"), name="run_job_status"),
        )

    def __str__(self) -> str:
        return self.title or self.job

    @property
    def page(self) -> str:
        """Where its owner watches it."""
        return reverse("jobs:run", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.status in (Status.WAITING, Status.RUNNING)

    def progress(self, done: int, total: int) -> None:
        """Let the owner see how far the work is; cheap enough to be called for every row."""
        now = time.monotonic()
        if done < total and now - self._told < PROGRESS_PAUSE:
            return
        self._told = now
        Run.objects.filter(pk=self.pk, token=self.token).update(steps_done=done, steps_total=total)

    def keep(self, at: datetime, lease: timedelta) -> None:
        """The worker is alive: nobody else takes the run for a while."""
        Run.objects.filter(pk=self.pk, token=self.token, status=Status.RUNNING).update(lease_until=at + lease)
