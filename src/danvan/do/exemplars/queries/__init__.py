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
    line_of_year,
    lines_of,
    open_to_decision,
    other_lines,
    search_text,
    still_recognised,
)
from danvan.do.exemplars.queries.lists import (
    UnitStatus,
    desk_of,
    lines_on,
    lines_shown,
    receiver,
    statuses,
    writers_of,
)
from danvan.do.exemplars.queries.units import unit_in_year, unit_stood

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
    "later_line",
    "line_address",
    "line_of_year",
    "lines_address",
    "lines_of",
    "lines_on",
    "lines_shown",
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
    "unit_in_year",
    "unit_stood",
    "values_of",
    "writers_of",
]
