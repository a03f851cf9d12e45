"""Users, units by date, the seats that users hold in units, and the scope of each unit."""

from datetime import date
from typing import Any, NoReturn

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from danvan.commons.folding import fold
from danvan.commons.places.models import Area, Dated, DatedQuerySet, Level, Share


class Line(models.TextChoices):
    """The organisation line a unit belongs to (danvan.md 2.4)."""

    PARTY = "party", _("Đảng")
    FRONT = "front", _("Mặt trận và các tổ chức chính trị - xã hội")
    STATE = "state", _("Chính quyền")
    ARMED_FORCES = "armed_forces", _("Lực lượng vũ trang")
    JUDICIARY = "judiciary", _("Tư pháp")
    COMMUNITY = "community", _("Cộng đồng dân cư")


class UnitKind(models.TextChoices):
    """What a unit is."""

    COMMITTEE = "committee", _("cấp ủy")
    COMMISSION = "commission", _("ban của cấp ủy")
    AGENCY = "agency", _("cơ quan, đơn vị")
    ASSOCIATION = "association", _("Mặt trận, tổ chức chính trị - xã hội, hội")
    FORCE = "force", _("đơn vị lực lượng vũ trang")
    COURT = "court", _("cơ quan tư pháp")
    SCHOOL = "school", _("trường học, bệnh viện, đơn vị sự nghiệp")
    TEAM = "team", _("tổ dân vận ấp, khu vực, khóm")


class Role(models.TextChoices):
    """What a seat may do; the table of rights of each process says so cell by cell."""

    CADRE = "cadre", _("Cán bộ")
    HEAD = "head", _("Thủ trưởng đơn vị")
    OFFICER = "officer", _("Chuyên viên thành phố")
    LEADER = "leader", _("Lãnh đạo")
    ADMINISTRATOR = "administrator", _("Quản trị")


class User(AbstractUser):
    """A person who signs in. What they may do comes from their seats alone; no phone, address or ID is kept here."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("họ và tên"), max_length=120)
    must_change_password = models.BooleanField(_("phải đổi mật khẩu"), default=False)

    class Meta:
        verbose_name = _("tài khoản")
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """The name as written."""
        return self.name


class Unit(Dated):
    """An organisation with its line, the body above it in that line, and the place it works in.

    Its own code is never used again and is not its area code.
    """

    code = models.CharField(_("mã đơn vị"), max_length=60, unique=True)
    name = models.CharField(_("tên đơn vị"), max_length=160)
    folded = models.CharField(max_length=160, db_index=True, editable=False, default="")
    kind = models.CharField(_("loại"), max_length=12, choices=UnitKind)
    line = models.CharField(_("hệ thống"), max_length=14, choices=Line)
    level = models.CharField(_("cấp"), max_length=10, choices=Level)
    above = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")
    place = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="units")
    home = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="household")
    """The committee that leads the place it works in (itself for such a committee): reports count by it."""
    root = models.BooleanField(default=False)
    """The one body whose scope is the whole city while it holds."""
    basis = models.CharField(_("căn cứ"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("đơn vị")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="unit_dates_in_order",
            ),
        )
        indexes = (models.Index(fields=("home",), name="unit_home"),)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the name without marks beside the name; bulk writers set it themselves."""
        self.folded = fold(self.name)
        super().save(*args, **kwargs)


class UnitSuccession(models.Model):
    """One row of a reorganisation of units: old, new, share, day and legal basis."""

    old = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    new = models.ForeignKey(Unit, models.PROTECT, related_name="predecessions")
    share = models.CharField(max_length=10, choices=Share)
    on = models.DateField(_("từ ngày"))
    basis = models.CharField(_("căn cứ"), max_length=200)

    class Meta:
        verbose_name = _("kế thừa đơn vị")
        ordering = ("on", "pk")
        constraints = (models.UniqueConstraint(fields=("old", "new", "on"), name="unit_succession_once"),)

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class Scope(models.Model):
    """Closure: `below` lies in the scope of `above` (in its line, in its place, or as a predecessor), since a day.

    Derived from units and successions by `people.scopes.rebuild`; every unit lies in its own scope.
    """

    above = models.ForeignKey(Unit, models.CASCADE, related_name="scope")
    below = models.ForeignKey(Unit, models.CASCADE, related_name="overseers")
    since = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("phạm vi")
        constraints = (models.UniqueConstraint(fields=("above", "below"), name="scope_once"),)
        indexes = (models.Index(fields=("below", "above"), name="scope_upwards"),)

    def __str__(self) -> str:
        return f"{self.above_id} ⊇ {self.below_id}"


class SeatQuerySet(DatedQuerySet):
    """Seats by date."""

    def of(self, user: User, on: date) -> list["Seat"]:
        """The hats a person may wear that day, the first one is worn until they switch."""
        rows: list[Seat] = list(self.filter(user=user).valid_on(on).select_related("unit__home").order_by())  # type: ignore[arg-type]
        for seat in rows:
            seat.user = user
        return sorted(rows, key=lambda seat: seat.pk)


class Seat(Dated):
    """Who holds which role where, from-until. A person acts in one seat ("hat") at a time."""

    user = models.ForeignKey(User, models.PROTECT, related_name="seats")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="seats")
    role = models.CharField(_("vai trò"), max_length=14, choices=Role)
    title = models.CharField(_("chức danh"), max_length=120, blank=True)

    objects = SeatQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("chức danh")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("user", "unit", "role", "valid_from"), name="seat_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="seat_dates_in_order",
            ),
        )
        indexes = (models.Index(fields=("unit", "role"), name="seat_unit_role"),)

    def __str__(self) -> str:
        return f"{self.user} · {self.title or self.get_role_display()}, {self.unit}"

    @property
    def signature(self) -> str:
        """How the history names who acted: person and hat."""
        return f"{self.user.name} ({self.title or self.get_role_display()}, {self.unit.name})"


class AccountVerb(models.TextChoices):
    """What can happen to an account."""

    CREATED = "created", _("tạo tài khoản")
    RENAMED = "renamed", _("sửa họ tên")
    SEATED = "seated", _("giao chức danh")
    SEAT_CHANGED = "seat_changed", _("sửa chức danh")
    SEAT_ENDED = "seat_ended", _("thôi chức danh")
    PASSWORD_RESET = "password_reset", _("cấp lại mật khẩu")
    PASSWORD_CHANGED = "password_changed", _("tự đổi mật khẩu")


class AccountEventQuerySet(models.QuerySet):
    """History is added to, never edited."""

    def update(self, **_values: Any) -> NoReturn:
        """Refused. Raises `TypeError`."""
        raise TypeError("account events are never changed")

    def delete(self) -> NoReturn:
        """Refused. Raises `TypeError`."""
        raise TypeError("account events are never deleted")


class AccountEvent(models.Model):
    """What was done to an account, by whom and in which hat; accounts are no records, so they keep their own history."""

    whom = models.ForeignKey(User, models.PROTECT, related_name="account_events")
    verb = models.CharField(max_length=20, choices=AccountVerb)
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    hat = models.ForeignKey(Seat, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    objects = AccountEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("nhật ký tài khoản")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.whom} · {self.get_verb_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write once. Raises `TypeError` when the event stands already."""
        if self.pk is not None:
            raise TypeError("account events are never changed")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refused. Raises `TypeError`."""
        raise TypeError("account events are never deleted")
