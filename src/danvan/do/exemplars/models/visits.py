"""Visits to a recognised exemplar, some months after the decision: is it alive, what has it brought."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Seat, Unit
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import Life, State
from danvan.do.exemplars.models.registrations import Registration


class VisitQuerySet(models.QuerySet):
    """Which visits."""

    def visible_to(self, seat: Seat | None) -> Self:
        """Those in the reach of somebody who reads."""
        return self.filter(rules.within(seat)) if rules.reads(seat) and seat is not None else self.none()

    def standing(self) -> Self:
        """Of registrations whose recognition stands."""
        return self.filter(registration__state=State.RECOGNISED)


class Visit(models.Model):
    """One visit that a recognition asks for, planned with the decision and filled in on the spot."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="visits")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("năm thi đua"))
    after = models.PositiveSmallIntegerField(_("sau mấy tháng"))
    due_on = models.DateField(_("hạn thăm"))
    on = models.DateField(_("ngày thăm"), null=True, blank=True)
    found = models.CharField(_("tình trạng"), max_length=10, choices=Life, blank=True)
    reason = models.TextField(_("vì sao dừng hoặc tạm dừng"), blank=True)
    measured = models.DecimalField(_("sản phẩm đo được"), max_digits=14, decimal_places=2, null=True, blank=True)
    """In the unit of measure of the registration."""
    note = models.TextField(_("thấy gì"), blank=True)
    """For those who work with it; the public does not read it."""
    by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("thăm lại")
        ordering = ("due_on", "pk")
        constraints = (models.UniqueConstraint(fields=("registration", "after"), name="visit_once"),)
        indexes = (
            models.Index(fields=("home", "due_on"), name="visit_home"),
            models.Index(fields=("due_on",), condition=models.Q(on=None), name="visit_waiting"),
            models.Index(fields=("year", "after", "found"), name="visit_found"),
        )

    def __str__(self) -> str:
        return f"{self.registration_id} +{self.after}"
