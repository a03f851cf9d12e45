"""Areas by official code and date, and which area became which."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How high an area or unit stands."""

    CITY = "city", _("cấp thành phố")
    DISTRICT = "district", _("cấp huyện")
    COMMUNE = "commune", _("cấp xã")
    HAMLET = "hamlet", _("ấp, khu vực, khóm")


class Share(models.TextChoices):
    """How much of the old one went into the new one (Resolution 1668/NQ-UBTVQH15)."""

    FULL = "full", _("toàn bộ")
    PARTIAL = "partial", _("một phần")
    REMAINDER = "remainder", _("phần còn lại")
    UNCHANGED = "unchanged", _("giữ nguyên")


class DatedQuerySet(models.QuerySet):
    """Rows that hold from a day to a day, both included."""

    def valid_on(self, on: date) -> Self:
        """Those that hold on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_to__isnull=True) | Q(valid_to__gte=on)
        )

    def valid_in(self, first: date, last: date) -> Self:
        """Those that hold on at least one day between the two."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=last), Q(valid_to__isnull=True) | Q(valid_to__gte=first)
        )


class Dated(models.Model):
    """Something that holds from a day to a day, both included; empty means always, or until further notice."""

    valid_from = models.DateField(_("từ ngày"), null=True, blank=True)
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def holds_on(self, on: date) -> bool:
        """Whether it holds on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


class Area(Dated):
    """A place with its official code; a code is unique only together with its dates."""

    code = models.CharField(_("mã"), max_length=12)
    name = models.CharField(_("tên"), max_length=120)
    level = models.CharField(_("cấp"), max_length=10, choices=Level)
    above = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    basis = models.CharField(_("căn cứ"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("địa bàn")
        ordering = ("code", "valid_from", "pk")
        constraints = (
            models.UniqueConstraint(fields=("code", "level", "valid_from"), name="area_code_from"),
            models.UniqueConstraint(fields=("code", "level"), condition=Q(valid_from=None), name="area_code_always"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="area_dates_in_order",
            ),
        )

    def __str__(self) -> str:
        return self.name


class AreaSuccession(models.Model):
    """One row of a reorganisation: this area went, in this share, into that one."""

    old = models.ForeignKey(Area, models.PROTECT, related_name="successions")
    new = models.ForeignKey(Area, models.PROTECT, related_name="predecessions")
    share = models.CharField(max_length=10, choices=Share)
    on = models.DateField(_("từ ngày"))
    basis = models.CharField(_("căn cứ"), max_length=200)

    class Meta:
        verbose_name = _("kế thừa địa bàn")
        ordering = ("on", "pk")
        constraints = (models.UniqueConstraint(fields=("old", "new", "on"), name="area_succession_once"),)

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
