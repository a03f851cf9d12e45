"""Exemplars, their registrations year by year, the lists units send, and the decisions that recognise."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danvan.commons.folding import fold
from danvan.commons.people.models import Line, Seat, Unit
from danvan.commons.places.models import Level
from danvan.commons.records.models import Recorded
from danvan.do.exemplars import rules
from danvan.do.exemplars.kinds import (
    REGISTERED,
    DecisionLevel,
    DecisionState,
    ExemplarState,
    Field,
    IntakeState,
    ListState,
    Result,
    Sort,
    State,
    Theme,
    Who,
    YearState,
)


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


class ExemplarQuerySet(models.QuerySet):
    """Which exemplars."""

    def visible_to(self, seat: Seat | None) -> Self:
        """Those a seat, or the public, may see."""
        return self.filter(rules.seen_by(seat))


class Exemplar(Recorded):
    """A "Dân vận khéo" model or exemplary person across the years; one record, one `DVK` number for ever."""

    folded = models.CharField(max_length=300)
    first_year = models.PositiveSmallIntegerField(_("năm đầu"))
    field = models.CharField(_("lĩnh vực"), max_length=30, choices=Field)
    who = models.CharField(_("tập thể hay cá nhân"), max_length=12, choices=Who, default=Who.COLLECTIVE)
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    place = models.CharField(_("địa bàn"), max_length=300, blank=True)
    output = models.CharField(_("sản phẩm đầu ra"), max_length=300, blank=True)
    """Place and output of its last registration, in short: for cards, the search and comparing."""
    heir = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    """The body that takes it over, where a split ward's rule was overruled by hand."""
    shown = models.ForeignKey("Registration", models.SET_NULL, null=True, blank=True, related_name="+")
    """The last recognised registration: what the public page shows."""
    consent = models.BooleanField(_("người được nêu gương đồng ý công khai tên"), default=False)
    illustrative = models.BooleanField(_("dữ liệu minh họa"), default=False)
    source = models.CharField(_("nguồn"), max_length=300, blank=True)

    objects = ExemplarQuerySet.as_manager()

    class Meta:
        verbose_name = _("mô hình, điển hình")
        ordering = ("-record",)
        indexes = (
            models.Index(fields=("audience", "-record"), name="exemplar_public"),
            models.Index(fields=("audience", "folded", "record"), name="exemplar_public_name"),
            models.Index(fields=("audience", "who", "-record"), name="exemplar_public_who"),
            models.Index(fields=("audience", "field", "-record"), name="exemplar_public_field"),
            models.Index(fields=("audience", "home", "-record"), name="exemplar_public_home"),
            models.Index(fields=("home", "folded"), name="exemplar_alike"),
            models.Index(fields=("unit", "folded"), name="exemplar_of_unit"),
        )

    def get_state_display(self) -> str:
        """The state in words."""
        return str(ExemplarState(self.state).label)

    @property
    def public_title(self) -> str:
        """The name for the public: a person's only with consent noted."""
        if self.who == Who.INDIVIDUAL and not self.consent:
            return str(_("Điển hình cá nhân, %(unit)s")) % {"unit": self.unit.name}
        return self.title


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
    home = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    line = models.CharField(_("hệ thống"), max_length=14, choices=Line)
    level = models.CharField(_("cấp"), max_length=10, choices=Level)
    unit_text = models.CharField(_("đơn vị ghi trong tệp"), max_length=160, blank=True)
    """A unit's name as written in a file that names no known unit; shown flagged."""
    folded = models.CharField(max_length=300)
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

    list = models.ForeignKey("RegistrationList", models.PROTECT, null=True, blank=True, related_name="lines")
    """The list it is on now; a joined list's lines stand on the list of the receiving body."""
    first_list = models.ForeignKey(
        "RegistrationList", models.PROTECT, null=True, blank=True, related_name="first_lines"
    )
    """The list its own unit signed."""
    joined_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined")
    sent_on = models.DateField(null=True, blank=True)
    reason = models.TextField(_("lý do"), blank=True)
    """Why it was returned or not recognised."""
    recognised_on = models.DateField(null=True, blank=True)
    recognised_level = models.CharField(max_length=10, choices=DecisionLevel, blank=True)
    intake = models.ForeignKey("Intake", models.PROTECT, null=True, blank=True, related_name="lines")
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
            models.Index(fields=("year", "-record", "state"), name="registration_year"),
            models.Index(fields=("year", "folded", "record"), name="registration_name"),
            models.Index(fields=("audience", "year", "exemplar"), name="registration_public_year"),
            models.Index(fields=("audience", "measure", "exemplar"), name="registration_measure"),
            models.Index(fields=("unit", "year", "state"), name="registration_unit_state"),
            models.Index(fields=("year", "state", "field", "-record"), name="registration_state"),
            models.Index(fields=("year", "field", "state", "-record"), name="registration_field"),
            models.Index(fields=("home", "year", "state", "field"), name="registration_home"),
            models.Index(fields=("unit", "year", "folded"), name="registration_identity"),
            models.Index(fields=("list",), name="registration_list"),
            models.Index(fields=("year", "home", "line", "level", "field", "state"), name="registration_funnel"),
        )

    def get_state_display(self) -> str:
        """The state in words."""
        return str(State(self.state).label)

    @property
    def unit_label(self) -> str:
        """The unit as people should read it."""
        return self.unit_text or self.unit.name


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
        return (self.due_on if self.state == ListState.RETURNED else None) or self.campaign.due_of(self.unit)

    def is_late(self, on: date) -> bool:
        """Not sent although its day has passed."""
        return self.state not in (ListState.SENT, ListState.ACCEPTED) and self.due is not None and on > self.due


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
        constraints = (models.UniqueConstraint(fields=("unit", "number", "signed_on"), name="decision_identity"),)
        indexes = (models.Index(fields=("year", "level"), name="decision_year"),)

    def get_state_display(self) -> str:
        """The state in words."""
        return str(DecisionState(self.state).label)


class Recognition(models.Model):
    """What one decision says of one registration: recognised or not yet, and why; revoked later or not."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="recognitions")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="recognitions")
    result = models.CharField(_("kết quả"), max_length=12, choices=Result)
    reason = models.TextField(_("lý do"), blank=True)
    revoked_on = models.DateField(_("ngày thu hồi"), null=True, blank=True)
    revoked_reason = models.TextField(_("lý do thu hồi"), blank=True)
    revoked_by = models.CharField(_("quyết định thu hồi"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("kết quả xét công nhận")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("decision", "registration"), name="recognition_once"),)

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.registration_id} {self.result}"


class Intake(models.Model):
    """A file that was brought in: read, previewed, saved once, undone while nothing was built on it."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    by = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("tên tệp"), max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=8, choices=IntakeState, default=IntakeState.READ)
    columns = models.JSONField(default=dict)
    """Columns as a person corrected them: sheet -> column -> our name."""
    outcome = models.JSONField(default=dict)
    """Counts of the last reading or saving."""
    at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("tệp nhập")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name


class ColumnMemory(models.Model):
    """How a unit's columns were understood, kept for its next files with the same header."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    header = models.CharField(max_length=64)
    """Fingerprint of the folded header cells."""
    columns = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("cách hiểu cột")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=("unit", "header"), name="column_memory_once"),)

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.header}"


def place_in_line(row: Any, unit: Unit) -> None:
    """Set the columns that a row takes from its unit, so that lists never join it to filter."""
    row.unit, row.home_id = unit, unit.home_id or unit.pk
    if isinstance(row, Registration):
        row.line, row.level = unit.line, unit.level


def folded(title: str) -> str:
    """A name as it is compared: without diacritics, case and doubled spaces."""
    return " ".join(fold(title).split())[:300]
