"""The inbox of each person and the outbox of mails, both written with the act that causes them."""

import re

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from danvan.commons.people.models import User
from danvan.commons.records.models import Record

ADDRESS = re.compile(r"[^\s<>'\"(){}]+@[^\s<>'\"(){},:;]+")


class Notice(models.Model):
    """One line of a person's inbox: what happened, what is theirs to do, and where."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices", db_index=False)
    record = models.ForeignKey(Record, models.CASCADE, null=True, blank=True, related_name="notices")
    title = models.CharField(_("tiêu đề"), max_length=200)
    body = models.TextField(_("nội dung"), blank=True)
    address = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("tin báo")
        ordering = ("-at", "-pk")
        indexes = (
            models.Index(fields=("user", "-at", "-id"), name="notice_inbox"),
            models.Index(fields=("user",), condition=Q(read_at__isnull=True), name="notice_unread"),
        )

    def __str__(self) -> str:
        return self.title


class MailState(models.TextChoices):
    """Where a mail stands."""

    WAITING = "waiting", _("chờ gửi")
    FAILING = "failing", _("gửi chưa được")
    GIVEN_UP = "given_up", _("không gửi được")
    SENT = "sent", _("đã gửi")


class Mail(models.Model):
    """One mail to be sent. It may leave twice when a machine dies at the wrong moment, always under the same key."""

    user = models.ForeignKey(
        User, models.CASCADE, null=True, blank=True, related_name="mails", verbose_name=_("người nhận")
    )

    key = models.CharField(max_length=80, unique=True)
    """Names the mail for ever (its Message-ID), so that a repeated one is known as such."""
    to = models.EmailField(_("người nhận"))
    subject = models.CharField(_("tiêu đề"), max_length=200)
    body = models.TextField(_("nội dung"))
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    """Not before; moves away with every failed try."""
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("thư chờ gửi")
        ordering = ("pk",)
        indexes = (
            models.Index(
                fields=("due_at",), condition=Q(sent_at__isnull=True, given_up_at__isnull=True), name="mail_waiting"
            ),
        )

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"

    @property
    def state(self) -> MailState:
        """Where it stands."""
        if self.sent_at:
            return MailState.SENT
        if self.given_up_at:
            return MailState.GIVEN_UP
        return MailState.FAILING if self.error else MailState.WAITING

    @property
    def state_label(self) -> str:
        """The same in words."""
        return str(self.state.label)

    @property
    def reason(self) -> str:
        """Why it did not leave, as the mail server said it, without addresses."""
        return ADDRESS.sub("…", self.error)
