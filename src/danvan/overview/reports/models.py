"""Reports that are written part by part, and the frozen versions with the lists behind their numbers."""

import struct
import zlib
from collections.abc import Iterable
from typing import Any, NoReturn, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.commons.papers.models import Paper
from danvan.commons.people.models import Seat
from danvan.commons.periods import Period
from danvan.commons.records.models import Recorded
from danvan.overview.reports import rules
from danvan.overview.reports.kinds import CHIPS, OUTLINES, Outline, PartState, State
from danvan.overview.reports.numbers import period_of


class ReportQuerySet(models.QuerySet):
    """Which reports."""

    def visible_to(self, seat: Seat | None) -> Self:
        """Those of units in a seat's reach; none for the public."""
        return self.filter(rules.seen_by(seat))


class Report(Recorded):
    """A report of a unit about a period: one for each template, its versions frozen one after the other."""

    outline_key = models.CharField(_("mẫu báo cáo"), max_length=30)
    period_code = models.CharField(_("kỳ"), max_length=10)
    year = models.PositiveSmallIntegerField(_("năm"))
    edition = models.PositiveIntegerField(_("bản"), default=1)
    """The version that is being written, or was frozen last."""
    illustrative = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("báo cáo")
        ordering = ("-year", "-record")
        constraints = (models.UniqueConstraint(fields=("unit", "outline_key", "period_code"), name="report_once"),)
        indexes = (models.Index(fields=("unit", "state"), name="report_of_unit"),)

    def get_state_display(self) -> str:
        """The state in words."""
        return str(State(self.state).label)

    @property
    def outline(self) -> Outline:
        """The template."""
        return OUTLINES[self.outline_key]

    @property
    def period(self) -> Period:
        """The period as the unit's line counts it."""
        return period_of(self.unit, self.period_code)

    @property
    def is_frozen(self) -> bool:
        """Whether its last version stands and nothing was written since."""
        return self.state == State.FROZEN


class Section(models.Model):
    """One part of the version that is being written."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    key = models.CharField(max_length=20)
    text = models.TextField(_("lời văn"), blank=True)
    state = models.CharField(max_length=10, choices=PartState, default=PartState.EMPTY)
    version = models.PositiveIntegerField(default=1)
    """Grows with every write; a write names the version its author saw."""
    by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("mục báo cáo")
        ordering = ("report", "pk")
        constraints = (models.UniqueConstraint(fields=("report", "key"), name="section_once"),)

    def __str__(self) -> str:
        return f"{self.report_id}/{self.key}"

    @property
    def chip(self) -> str:
        """The shape of its state."""
        return CHIPS[PartState(self.state)]


class KeptQuerySet(models.QuerySet):
    """What is frozen is added to, never edited."""

    def update(self, **_values: Any) -> NoReturn:
        """Refused. Raises `TypeError`."""
        raise TypeError("a frozen version is never changed")

    def delete(self) -> NoReturn:
        """Refused. Raises `TypeError`."""
        raise TypeError("a frozen version is never deleted")


class Kept(models.Model):
    """A row that is written once and stays for ever."""

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        """Write once. Raises `TypeError` when the row stands already."""
        if not self._state.adding:
            raise TypeError("a frozen version is never changed")
        super().save_base(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused. Raises `TypeError`."""
        raise TypeError("a frozen version is never deleted")


class Version(Kept):
    """A version as it was frozen: words, figures, rows by unit, and the fingerprint over all of it."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("bản"))
    fingerprint = models.CharField(_("mã kiểm"), max_length=64)
    content = models.JSONField()
    by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("chốt lúc"))

    class Meta:
        verbose_name = _("bản báo cáo")
        ordering = ("report", "number")
        constraints = (models.UniqueConstraint(fields=("report", "number"), name="version_once"),)

    def __str__(self) -> str:
        return f"{self.report_id}/{self.number}"


class FrozenList(Kept):
    """The records behind one number of a version, in the period or the one before: their keys, packed."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="lists")
    code = models.CharField(max_length=80)
    before = models.BooleanField(default=False)
    kind = models.CharField(max_length=60)
    length = models.PositiveIntegerField()
    packed = models.BinaryField()

    class Meta:
        verbose_name = _("danh sách sau một số")
        ordering = ("version", "pk")
        constraints = (models.UniqueConstraint(fields=("version", "code", "before"), name="frozen_list_once"),)

    def __str__(self) -> str:
        return f"{self.version_id} {self.code}"

    @property
    def keys(self) -> list[int]:
        """The keys of the records, in rising order."""
        return unpacked(bytes(self.packed))


class Printed(Kept):
    """A paper of a version as it was made when it was frozen."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="papers")
    form = models.CharField(max_length=4)
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("tệp của bản báo cáo")
        ordering = ("version", "pk")
        constraints = (models.UniqueConstraint(fields=("version", "form"), name="printed_once"),)

    def __str__(self) -> str:
        return f"{self.version_id} {self.form}"


def packed(keys: Iterable[int]) -> bytes:
    """Keys as octets: eight each, then squeezed."""
    rising = sorted(keys)
    return zlib.compress(struct.pack(f"<{len(rising)}q", *rising))


def unpacked(data: bytes) -> list[int]:
    """The keys again."""
    octets = zlib.decompress(data)
    return list(struct.unpack(f"<{len(octets) // 8}q", octets))
