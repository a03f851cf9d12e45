"""The lasting exemplar, one record across the years."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Seat, Unit
from danvan.commons.records.models import Audience, Recorded
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import ExemplarState, Field, Life, Who

NOT_STATED = 0
"""A year or unit of measure that the source does not state."""


class ExemplarQuerySet(models.QuerySet):
    """Which exemplars."""

    def visible_to(self, seat: Seat | None) -> Self:
        """Those a seat, or the public, may see."""
        return self.filter(rules.seen_by(seat))

    def found_by(self, seat: Seat | None) -> Self:
        """Those that a search of theirs may find: what it answers tells whose name stands there."""
        return self.filter(rules.found_by(seat))


class Exemplar(Recorded):
    """A "Dân vận khéo" model or exemplary person across the years; one record, one `DVK` number for ever."""

    folded = models.CharField(max_length=300, editable=False)
    sorted_as = models.CharField(max_length=300, editable=False)
    """The folded words that the public reads, so that no order tells a name that is not shown."""
    first_year = models.PositiveSmallIntegerField(_("năm đầu"))
    field = models.CharField(_("lĩnh vực"), max_length=30, choices=Field)
    who = models.CharField(_("tập thể hay cá nhân"), max_length=12, choices=Who, default=Who.COLLECTIVE)
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    place = models.CharField(_("địa bàn"), max_length=300, blank=True)
    output = models.CharField(_("sản phẩm đầu ra"), max_length=300, blank=True)
    """Place and output of its last registration, in short: for cards, the search and comparing."""
    heir = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("đơn vị tiếp nhận")
    )
    """The body that takes it over, where a split ward's rule was overruled by hand."""
    shown = models.ForeignKey(
        "Registration",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("đăng ký được nêu"),
    )
    """The last recognised registration: what the public page shows."""
    consent = models.BooleanField(_("người được nêu gương đồng ý công khai tên"), default=False)
    life = models.CharField(_("tình trạng hoạt động"), max_length=10, choices=Life, blank=True)
    """How the last visit found it; empty while nobody went there."""
    seen_on = models.DateField(_("ngày thăm gần nhất"), null=True, blank=True)
    illustrative = models.BooleanField(_("dữ liệu minh họa"), default=False)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)
    told_year = models.PositiveSmallIntegerField(_("năm nguồn nêu"), null=True, blank=True)
    """The year that its source states, `NOT_STATED` where it states none; empty where no source tells of it."""
    told_measure = models.CharField(_("đơn vị tính nguồn nêu"), max_length=40, blank=True)
    told_amount = models.DecimalField(_("kết quả nguồn nêu"), max_digits=14, decimal_places=2, null=True, blank=True)
    """What the source says came of it; nothing where it gives no figure."""

    objects = ExemplarQuerySet.as_manager()

    class Meta:
        verbose_name = _("mô hình, điển hình")
        ordering = ("-record",)
        indexes = (
            models.Index(fields=("audience", "-record"), name="exemplar_public"),
            # PostgreSQL would walk back through all of the present year, which is not public yet, to find the newest.
            models.Index(fields=("-record",), condition=models.Q(audience=Audience.PUBLIC), name="exemplar_shown"),
            models.Index(fields=("audience", "sorted_as", "record"), name="exemplar_public_order"),
            models.Index(
                fields=("told_year", "told_measure"), condition=models.Q(told_year__isnull=False), name="exemplar_told"
            ),
            models.Index(fields=("audience", "who", "-record"), name="exemplar_public_who"),
            models.Index(fields=("audience", "field", "-record"), name="exemplar_public_field"),
            models.Index(fields=("audience", "home", "-record"), name="exemplar_public_home"),
            models.Index(fields=("audience", "-record"), condition=models.Q(shown=None), name="exemplar_not_shown"),
            models.Index(fields=("home", "folded"), name="exemplar_alike"),
            models.Index(fields=("unit", "folded"), name="exemplar_of_unit"),
        )

    def get_state_display(self) -> str:
        """The state in words."""
        return str(ExemplarState(self.state).label)

    @property
    def named(self) -> bool:
        """Whether the public reads its name: a person's only with consent noted."""
        return self.who != Who.INDIVIDUAL or self.consent

    @property
    def public_title(self) -> str:
        """The name for the public."""
        if not self.named:
            return str(_("Điển hình cá nhân, %(unit)s")) % {"unit": self.unit.name}
        return self.title
