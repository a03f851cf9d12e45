"""Files that were handed in, and how a unit's columns were understood."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Seat, Unit
from danvan.do.exemplars.kinds import IntakeState


class Intake(models.Model):
    """A file that was brought in: read, previewed, saved once, undone while nothing was built on it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=8, choices=IntakeState, default=IntakeState.READ)
    columns = models.JSONField(default=dict)
    """Columns as a person corrected them: sheet -> column -> our name."""
    outcome = models.JSONField(default=dict)
    """Counts of the last reading or saving."""
    at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("tệp nhập")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name


class ColumnMemory(models.Model):
    """How a unit's columns were understood, kept for its next files with the same header."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    header = models.CharField(max_length=64)
    """Fingerprint of the folded header cells."""
    columns = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("cách hiểu cột")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("unit", "header"), name="column_memory_once"),)

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.header}"
