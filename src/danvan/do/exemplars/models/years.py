"""A campaign year of the movement and what its plan asks of units."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Seat, Unit
from danvan.commons.records.models import Recorded
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import YearState


class CampaignYear(Recorded):
    """A year of the movement: opened and closed by the city, with plan, theme, targets and dates."""

    year = models.PositiveSmallIntegerField(_("năm thi đua"), unique=True)
    theme = models.CharField(_("chủ đề"), max_length=300, blank=True)
    plan_number = models.CharField(_("số kế hoạch"), max_length=60, blank=True)
    plan_date = models.DateField(_("ngày kế hoạch"), null=True, blank=True)
    units_by = models.DateField(_("đơn vị gửi danh sách trước ngày"), null=True, blank=True)
    communes_by = models.DateField(_("xã, phường gửi danh sách trước ngày"), null=True, blank=True)
    fix_by = models.DateField(_("bổ sung trước ngày"), null=True, blank=True)
    recognised_by = models.DateField(_("xét công nhận trước ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("năm thi đua")
        ordering = ("-year",)

    class YearQuerySet(models.QuerySet):
        """Every seat that reads may see the years; the public sees them through the gallery."""

        def visible_to(self, seat: Seat | None) -> Self:
            """All for those who read, none for the public."""
            return self if rules.reads(seat) else self.none()

    objects = YearQuerySet.as_manager()

    def get_state_display(self) -> str:
        """The state in words."""
        return str(YearState(self.state).label)

    @property
    def is_open(self) -> bool:
        """Whether units may register now."""
        return self.state == YearState.OPEN

    def due_of(self, unit: Unit) -> date | None:
        """By when a unit sends its list: units to their commune first, communes and the city's agencies to the city."""
        to_the_city = unit.home_id in (None, unit.pk) or (unit.home is not None and unit.home.root)
        return self.communes_by if to_the_city else self.units_by

    @property
    def is_closed(self) -> bool:
        """Whether only late lists may still enter, by the city's officer."""
        return self.state == YearState.CLOSED


class Target(models.Model):
    """How many exemplars the plan asks of a unit in a year."""

    year = models.ForeignKey(CampaignYear, models.CASCADE, related_name="targets")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField(_("chỉ tiêu"))

    class Meta:
        verbose_name = _("chỉ tiêu")
        ordering = ("unit__code",)
        constraints = (models.UniqueConstraint(fields=("year", "unit"), name="target_once"),)

    def __str__(self) -> str:
        return f"{self.unit}: {self.number}"
