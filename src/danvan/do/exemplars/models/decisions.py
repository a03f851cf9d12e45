"""Decisions of recognition and what they say of each registration."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Seat, Unit
from danvan.commons.records.models import Recorded
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import DecisionLevel, DecisionState, Result
from danvan.do.exemplars.models.registrations import Registration


class Decision(Recorded):
    """A decision of recognition (công nhận): number, date, signer, level; what it says of each registration."""

    year = models.PositiveSmallIntegerField(_("năm thi đua"))
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField(_("số quyết định"), max_length=60)
    signed_on = models.DateField(_("ngày ký"))
    signer = models.CharField(_("chức danh người ký"), max_length=160, blank=True)
    level = models.CharField(_("cấp"), max_length=10, choices=DecisionLevel)
    issued_at = models.DateTimeField(null=True, blank=True)
    illustrative = models.BooleanField(_("dữ liệu minh họa"), default=False)

    class DecisionQuerySet(models.QuerySet):
        """Which decisions."""

        def visible_to(self, seat: Seat | None) -> Self:
            """Those a seat may see; none for the public (it sees them on the exemplar's page)."""
            return self.filter(rules.decisions_seen_by(seat)).distinct()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("quyết định công nhận")
        ordering = ("-signed_on", "-record")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "number", "signed_on"),
                condition=~models.Q(state=DecisionState.DROPPED),
                name="decision_identity",
            ),
        )
        indexes = (models.Index(fields=("year", "level"), name="decision_year"),)

    def get_state_display(self) -> str:
        """The state in words."""
        return str(DecisionState(self.state).label)


class Recognition(models.Model):
    """What one decision says of one registration: recognised or not yet, and why; revoked later or not."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="recognitions", db_index=False)
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="recognitions")
    result = models.CharField(_("kết quả"), max_length=12, choices=Result)
    reason = models.TextField(_("lý do"), blank=True)
    achieved = models.DecimalField(_("kết quả đạt được"), max_digits=14, decimal_places=2, null=True, blank=True)
    """What was measured, in the registration's unit of measure; empty while nobody has recorded it."""
    revoked_on = models.DateField(_("ngày thu hồi"), null=True, blank=True)
    revoked_reason = models.TextField(_("lý do thu hồi"), blank=True)
    revoked_by = models.CharField(_("quyết định thu hồi"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("kết quả xét công nhận")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("decision", "registration"), name="recognition_once"),)
        indexes = (models.Index(fields=("decision", "result", "revoked_on"), name="recognition_counted"),)

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.registration_id} {self.result}"
