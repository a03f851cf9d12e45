"""Take a file from a person, or keep one the house has made; the history of the record says so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction
from django.db.models import QuerySet

from danvan.commons.papers import arrival, names, store
from danvan.commons.papers.formats import FORMATS, Format
from danvan.commons.papers.models import Paper
from danvan.commons.papers.verbs import ATTACHED, GENERATED
from danvan.commons.people.models import Seat
from danvan.commons.records import history
from danvan.commons.records.models import Audience, Record

MIMES = {each.extension: each.mime for each in FORMATS}
UNKNOWN = "application/octet-stream"


class Upload(Protocol):
    """What Django hands over for a file box."""

    name: str | None
    size: int | None

    def read(self) -> bytes: ...


@dataclass(frozen=True)
class Arrived:
    """A file that was examined and may be kept."""

    name: str
    kind: Format
    data: bytes


def arrive(upload: Upload) -> Arrived:
    """Examine a file, before the transaction that keeps it. Raises `PaperRefused`."""
    arrival.refuse_size(upload.size or 0)
    kind, data = arrival.examined(upload.read())
    return Arrived(names.clean(upload.name or "", kind.extension), kind, data)


def receive(
    upload: Upload | Arrived,
    record: Record,
    *,
    by: Seat | None,
    at: datetime,
    note: str = "",
    audience: Audience = Audience.SCOPE,
) -> Paper:
    """Attach a file to a record, examining it if nobody has yet. Raises `PaperRefused`, then nothing is kept."""
    new = upload if isinstance(upload, Arrived) else arrive(upload)
    paper = Paper(record=record, name=new.name, mime=new.kind.mime, note=note[:300], audience=audience, by=by, at=at)
    return _kept(paper, new.data, ATTACHED)


def keep(
    record: Record, name: str, data: bytes, *, by: Seat | None, at: datetime, audience: Audience = Audience.SCOPE
) -> Paper:
    """Keep a document of the house's own making, as it is."""
    extension = name.rpartition(".")[2].lower()
    paper = Paper(
        record=record,
        name=names.clean(name, extension),
        mime=MIMES.get(extension, UNKNOWN),
        audience=audience,
        generated=True,
        by=by,
        at=at,
    )
    return _kept(paper, data, GENERATED)


def papers_of(record: Record, seat: Seat | None) -> QuerySet[Paper]:
    """The files of a record that a seat, or the public, may open; whether it may see the record is asked before."""
    rows = Paper.objects.filter(record=record).select_related("by__user", "by__unit")
    return rows if seat else rows.filter(audience=Audience.PUBLIC)


def _kept(paper: Paper, data: bytes, verb: str) -> Paper:
    paper.sha256, paper.size = store.write(data), len(data)
    with transaction.atomic():
        paper.save(force_insert=True)
        paper.record.refresh_from_db(fields=["events_count", "head"])
        history.remember(paper.record, verb, by=paper.by, at=paper.at, name=paper.name, sha256=paper.sha256)
    return paper
