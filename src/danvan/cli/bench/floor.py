"""The least a page could cost: as many rows by one query, in one plain template, without anything around."""

from collections.abc import Callable

from django.template import Context, Engine

from danvan.commons.records.models import Record

PLAIN = Engine().from_string(
    "<!doctype html><title>{{ title }}</title><table>"
    "{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</table>"
)
COLUMNS = ("reference", "title", "unit__name", "opened_at", "events_count", "kind")


def bare_page(rows: int) -> Callable[[], bytes]:
    """A page of that many records that does nothing else."""

    def run() -> bytes:
        found = list(Record.objects.order_by("-pk").values_list(*COLUMNS)[:rows])
        return PLAIN.render(Context({"title": "floor", "rows": found})).encode()

    return run
