"""A small kind of record that exists in tests only, with its flow and its card."""

from django.db import models

from danvan.commons.people.models import Role, Seat
from danvan.commons.records.models import Recorded
from danvan.commons.records.tests import cast
from danvan.commons.registry import Process
from danvan.commons.workflow.flow import Flow, Move


class Colour(models.TextChoices):
    """A choice with words."""

    RED = "red", "đỏ"
    BLUE = "blue", "xanh"


class Thing(Recorded):
    """Drafted, sent, finished or dropped."""

    colour = models.CharField("màu", max_length=10, choices=Colour, default=Colour.RED)
    due_on = models.DateField("hạn", null=True)
    helper = models.ForeignKey(Seat, models.PROTECT, null=True, verbose_name="người giúp")

    class Meta:
        app_label = "workflow"
        verbose_name = "vật thử"

    def get_state_display(self) -> str:
        """The state in words."""
        return {"draft": "bản nháp"}.get(self.state, self.state)


def anybody(seat: Seat | None, row: Thing) -> bool:
    """Everyone who holds a seat."""
    return seat is not None


def head(seat: Seat | None, row: Thing) -> bool:
    """The head of the unit alone."""
    return seat is not None and seat.role == Role.HEAD and seat.unit_id == row.unit_id


FLOW = Flow(
    Move("begin", (), "draft", anybody, "{by} lập"),
    Move("edit", ("draft", "sent"), "", anybody, "{by} sửa", "Sửa"),
    Move("send", ("draft",), "sent", anybody, "{by} gửi theo {letter}", "Gửi"),
    Move("return", ("sent",), "draft", head, "{by} trả lại: {reason}", "Trả lại"),
    Move("finish", ("sent",), "done", head, "{by} xong", "Hoàn thành"),
    Move("drop", ("draft", "sent"), "gone", anybody, "{by} bỏ"),
)
CARD = Process(
    package="danvan.do.things", label="Vật thử", address="vat", records={Thing: FLOW}, search=lambda row: row.title
)


def begun(title: str = "Thử", by: Seat | None = None) -> Thing:
    """A new thing."""
    return FLOW.begin(Thing(title=title, unit=cast.unit()), "begin", by=by, at=cast.AT)
