"""Questions that pages and other rooms may ask of the movement."""

from danvan.do.exemplars.queries.addresses import (
    decision_address,
    exemplar_address,
    line_address,
    lines_address,
    list_address,
    page_of,
)
from danvan.do.exemplars.queries.alike import alike, similar
from danvan.do.exemplars.queries.funnel import Funnel, funnel, grouped_by_unit
from danvan.do.exemplars.queries.intakes import Entry, Plan, list_number, living, plan, values_of
from danvan.do.exemplars.queries.lines import (
    later_line,
    line_of_token,
    line_of_year,
    line_to_write,
    lines_of,
    open_to_decision,
    other_lines,
    search_text,
    still_recognised,
    to_copy,
)
from danvan.do.exemplars.queries.lists import (
    UnitStatus,
    desk_of,
    lines_on,
    lines_shown,
    lines_to_return,
    receiver,
    statuses,
    writers_of,
)
from danvan.do.exemplars.queries.units import late_units, unit_in_year, unit_stood, writable_units

__all__ = [
    "Entry",
    "Funnel",
    "Plan",
    "UnitStatus",
    "alike",
    "decision_address",
    "desk_of",
    "exemplar_address",
    "funnel",
    "grouped_by_unit",
    "late_units",
    "later_line",
    "line_address",
    "line_of_token",
    "line_of_year",
    "line_to_write",
    "lines_address",
    "lines_of",
    "lines_on",
    "lines_shown",
    "lines_to_return",
    "list_address",
    "list_number",
    "living",
    "open_to_decision",
    "other_lines",
    "page_of",
    "plan",
    "receiver",
    "search_text",
    "similar",
    "statuses",
    "still_recognised",
    "to_copy",
    "unit_in_year",
    "unit_stood",
    "values_of",
    "writable_units",
    "writers_of",
]
