"""Filters of a list that a person keeps under a name."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Seat, User


class SavedViewQuerySet(models.QuerySet):
    """Which saved views."""

    def visible_to(self, seat: Seat) -> Self:
        """A person's own ones only."""
        return self.filter(user_id=seat.user_id)


class SavedView(models.Model):
    """One person's filters of one list, under a name."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    page = models.CharField(max_length=20)
    """Which list: the name of its address."""
    name = models.CharField(_("tên góc nhìn"), max_length=60)
    query = models.CharField(max_length=1000)
    """The filters as they stand in the address."""

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("góc nhìn đã lưu")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("user", "page", "name"), name="saved_view_once"),)

    def __str__(self) -> str:
        return self.name
