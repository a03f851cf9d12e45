"""The line of one exemplar in one campaign year."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import Line, Seat, Unit
from danvan.commons.places.models import Level
from danvan.commons.records.models import Recorded
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import REGISTERED, DecisionLevel, Field, Sort, State, Theme, Who
from danvan.do.exemplars.models.exemplars import Exemplar

NAMELESS = "Phiếu chưa đặt tên"
"""What a draft without a name is called."""


class RegistrationQuerySet(models.QuerySet):
    """Which registrations."""

    def visible_to(self, seat: Seat | None) -> Self:
        """Those a seat, or the public, may see."""
        return self.filter(rules.lines_seen_by(seat))

    def registered(self) -> Self:
        """Sent, and neither returned nor withdrawn."""
        return self.filter(state__in=REGISTERED)

    def recognised(self) -> Self:
        """With a decision that names them and is not revoked."""
        return self.filter(state=State.RECOGNISED)


class Registration(Recorded):
    """The line of one exemplar in one campaign year: nine boxes, unit of measure and target, and its own steps."""

    exemplar = models.ForeignKey(Exemplar, models.PROTECT, related_name="registrations", db_index=False)
    """Indexed together with the year: alone, SQLite would look an exemplar's year up among all of the year."""
    year = models.PositiveSmallIntegerField(_("năm thi đua"))
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    line = models.CharField(_("hệ thống"), max_length=14, choices=Line)
    level = models.CharField(_("cấp"), max_length=10, choices=Level)
    unit_text = models.CharField(_("đơn vị ghi trong tệp"), max_length=160, blank=True)
    """A unit's name as written in a file that names no known unit; shown flagged."""
    folded = models.CharField(max_length=300, editable=False)
    list_number = models.CharField(max_length=120, blank=True)
    """Sheet, section and ordinal (STT) in the file it came from."""
    sort = models.CharField(_("loại đăng ký"), max_length=12, choices=Sort, default=Sort.NEW)
    field = models.CharField(_("lĩnh vực"), max_length=30, choices=Field)
    who = models.CharField(_("tập thể hay cá nhân"), max_length=12, choices=Who, default=Who.COLLECTIVE)
    theme = models.CharField(_("chủ đề"), max_length=20, choices=Theme, blank=True)

    situation = models.TextField(_("thực trạng và lý do"), blank=True)
    goal = models.TextField(_("mục tiêu, tiêu chí"), blank=True)
    method = models.TextField(_("nội dung và cách làm"), blank=True)
    place = models.TextField(_("địa bàn và đối tượng"), blank=True)
    forces = models.TextField(_("lực lượng"), blank=True)
    means = models.TextField(_("nguồn lực và thời gian"), blank=True)
    output = models.TextField(_("sản phẩm đầu ra"), blank=True)
    measure = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    target = models.DecimalField(_("chỉ tiêu"), max_digits=14, decimal_places=2, null=True, blank=True)
    lasting = models.TextField(_("khả năng duy trì và nhân rộng"), blank=True)
    explanation = models.TextField(_("vì sao khác mô hình giống tên"), blank=True)
    as_typed = models.JSONField(default=dict, blank=True)
    """Boxes of a draft that hold what cannot stand on a list (a target "hai mươi"), by name, word for word."""

    list = models.ForeignKey(
        "RegistrationList",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lines",
        verbose_name=_("danh sách"),
    )
    """The list it is on now, or stood on when it was joined; lines of a list that was received stand on the receiver's."""
    first_list = models.ForeignKey(
        "RegistrationList", models.PROTECT, null=True, blank=True, related_name="first_lines", editable=False
    )
    """The list its own unit signed."""
    joined_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined", editable=False, db_index=False
    )
    """The registration it went into: its unit takes part in that one (đơn vị cùng tham gia)."""
    sent_on = models.DateField(_("ngày gửi"), null=True, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    """Why it was returned or not recognised."""
    recognised_on = models.DateField(_("ngày công nhận"), null=True, blank=True)
    recognised_level = models.CharField(_("cấp công nhận"), max_length=10, choices=DecisionLevel, blank=True)
    intake = models.ForeignKey("Intake", models.PROTECT, null=True, blank=True, related_name="lines", db_index=False)
    token = models.CharField(max_length=40, unique=True, null=True, blank=True)
    """Key of the form it was first sent with, so that a double click registers once."""
    illustrative = models.BooleanField(_("dữ liệu minh họa"), default=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("đăng ký")
        ordering = ("-record",)
        constraints = (
            models.UniqueConstraint(
                fields=("exemplar", "year"),
                condition=~Q(state__in=(State.WITHDRAWN, State.JOINED)),
                name="registration_once_a_year",
            ),
        )
        indexes = (
            models.Index(fields=("exemplar", "year"), name="registration_of_exemplar"),
            models.Index(fields=("-year", "-record", "state", "who", "sort"), name="registration_year"),
            models.Index(fields=("folded", "record", "year", "state", "field"), name="registration_name"),
            models.Index(fields=("audience", "year", "field", "exemplar"), name="registration_public_year"),
            models.Index(fields=("audience", "measure", "exemplar"), name="registration_measure"),
            models.Index(fields=("unit", "year", "state"), name="registration_unit_state"),
            models.Index(fields=("state", "-year", "-record", "field"), name="registration_state"),
            models.Index(fields=("field", "-year", "-record", "state"), name="registration_field"),
            models.Index(fields=("home", "year", "state", "field"), name="registration_home"),
            models.Index(fields=("unit", "year", "folded"), name="registration_identity"),
            models.Index(fields=("year", "home", "line", "level", "field", "state"), name="registration_funnel"),
            # Nearly all are empty, so that SQLite would think nothing of a whole index and walk all rows instead.
            models.Index(fields=("joined_into",), condition=Q(joined_into__isnull=False), name="registration_joined"),
            models.Index(fields=("intake",), condition=Q(intake__isnull=False), name="registration_intake"),
        )

    def get_state_display(self) -> str:
        """The state in words."""
        return str(State(self.state).label)

    @property
    def unit_label(self) -> str:
        """The unit as people should read it."""
        return self.unit_text or self.unit.name
