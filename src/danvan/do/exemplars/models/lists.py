"""The list of a unit: signed, sent, returned or accepted."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Seat, Unit
from danvan.commons.records.models import Recorded
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import GONE, ListState
from danvan.do.exemplars.models.registrations import Registration
from danvan.do.exemplars.models.years import CampaignYear


class RegistrationList(Recorded):
    """A unit's list of a year: signed by its head, sent under a letter, returned or accepted by the receiver."""

    campaign = models.ForeignKey(CampaignYear, models.PROTECT, related_name="lists")
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="received_lists")
    round = models.PositiveSmallIntegerField(_("đợt"), default=1)
    letter_number = models.CharField(_("số công văn"), max_length=60, blank=True)
    letter_date = models.DateField(_("ngày công văn"), null=True, blank=True)
    fingerprint = models.CharField(_("mã kiểm"), max_length=64, blank=True)
    signed_by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(_("hạn bổ sung"), null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("lý do trả lại"), blank=True)
    late_reason = models.TextField(_("lý do gửi sau khi đóng năm"), blank=True)

    class ListQuerySet(models.QuerySet):
        """Which lists."""

        def visible_to(self, seat: Seat | None) -> Self:
            """Those a seat may see; none for the public."""
            return self.filter(rules.lists_seen_by(seat))

        def standing(self) -> Self:
            """All but a further round on which nothing stands (any more): then the round before says how the unit stands.

            Each with `filled`: whether anything stands on it.
            """
            lines = Registration.objects.filter(list=OuterRef("pk")).exclude(state__in=GONE)
            return self.annotate(filled=Exists(lines)).exclude(filled=False, state=ListState.OPEN, round__gt=1)

    objects = ListQuerySet.as_manager()

    class Meta:
        verbose_name = _("danh sách đăng ký")
        ordering = ("-record",)
        constraints = (models.UniqueConstraint(fields=("campaign", "unit", "round"), name="list_once_a_round"),)
        indexes = (models.Index(fields=("campaign", "receiver", "state"), name="list_received"),)

    def get_state_display(self) -> str:
        """The state in words."""
        return str(ListState(self.state).label)

    @property
    def is_changeable(self) -> bool:
        """Whether lines may still be put on it or taken off."""
        return self.state in (ListState.OPEN, ListState.RETURNED)

    @property
    def due(self) -> date | None:
        """By when it is to be sent: the day set with its return, else the plan's."""
        return self.due_on or self.campaign.due_of(self.unit)

    def is_late(self, on: date) -> bool:
        """Not sent although its day has passed."""
        return self.state not in (ListState.SENT, ListState.ACCEPTED) and self.due is not None and on > self.due
