"""Record, its history and links, and the counters that number records."""

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Seat, Unit, User
from danvan.commons.records import ids


class Audience(models.TextChoices):
    """Who may find a record at all; the process's `visible_to` decides about the page."""

    PUBLIC = "public", _("công khai")
    SCOPE = "scope", _("trong phạm vi đơn vị")


class Record(models.Model):
    """One row for everything that has a number, a history and rights; the process's own row hangs on it one to one."""

    id = models.BigAutoField(primary_key=True, default=ids.one)
    kind = models.CharField(max_length=60)
    reference = models.CharField(_("số, ký hiệu"), max_length=60, unique=True, null=True, blank=True)
    title = models.CharField(_("tên"), max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="records", db_index=False)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.SCOPE)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    events_count = models.PositiveIntegerField(default=0)
    """Length of the history, so that a cut-off end is found."""
    head = models.CharField(max_length=64, default="")
    """Hash of the last event."""

    class Meta:
        verbose_name = _("hồ sơ")
        ordering = ("pk",)
        indexes = (models.Index(fields=("kind", "unit"), name="record_kind_unit"),)

    def __str__(self) -> str:
        return self.reference or self.title


class Recorded(models.Model):
    """A process's own row, hung one to one on its `Record`; title, unit and audience stand on both, kept by `workflow`."""

    record = models.OneToOneField(Record, models.PROTECT, primary_key=True, related_name="%(class)s")
    title = models.CharField(_("tên"), max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="%(class)ss")
    audience = models.CharField(_("ai xem được"), max_length=10, choices=Audience, default=Audience.SCOPE)
    state = models.CharField(_("trạng thái"), max_length=16)
    version = models.PositiveIntegerField(default=1)
    """Grows with every write; a write names the version its author saw."""

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title


class Event(models.Model):
    """What happened: a verb and facts. Rows are added, never changed; each carries the hash of the one before."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="events", db_index=False)
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=40)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    hat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("sự kiện")
        ordering = ("record", "number")
        constraints = (models.UniqueConstraint(fields=("record", "number"), name="event_number_once"),)

    def __str__(self) -> str:
        return f"{self.record_id}/{self.number} {self.verb}"


class SealQuerySet(models.QuerySet):
    """Seals are added, never edited."""

    def update(self, **_values: Any) -> NoReturn:
        """Refused. Raises `TypeError`."""
        raise TypeError("seals are never changed")

    def delete(self) -> NoReturn:
        """Refused. Raises `TypeError`."""
        raise TypeError("seals are never deleted")


class Seal(models.Model):
    """What stood in all histories on a day: how many records and events, and one hash over them and the seal before."""

    day = models.DateField(unique=True)
    at = models.DateTimeField()
    upto = models.BigIntegerField(unique=True)
    """Key of the last event it covers."""
    records = models.PositiveBigIntegerField()
    events = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)

    objects = SealQuerySet.as_manager()

    class Meta:
        verbose_name = _("niêm phong")
        ordering = ("upto",)

    def __str__(self) -> str:
        return f"{self.day}: {self.digest[:12]}"


class Link(models.Model):
    """ "See also" between any two records, no imports needed."""

    source = models.ForeignKey(Record, models.PROTECT, related_name="links_out", db_index=False)
    target = models.ForeignKey(Record, models.PROTECT, related_name="links_in")
    sort = models.CharField(max_length=30)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("liên kết")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("source", "target", "sort"), name="link_once"),)

    def __str__(self) -> str:
        return f"{self.source_id} –{self.sort}→ {self.target_id}"


class Counter(models.Model):
    """The last number given for an issuer, kind and year; it only grows, so no number is used twice."""

    key = models.CharField(max_length=120, primary_key=True)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("bộ đếm số")
        ordering = ("key",)

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"
