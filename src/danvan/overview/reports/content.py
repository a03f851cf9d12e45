"""What a report says, as plain values: one source of its page, Word, PDF, Excel and JSON, live or frozen."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from danvan.overview.reports import narrative, tokens
from danvan.overview.reports.issuing import Issuing, issuing
from danvan.overview.reports.kinds import OUTLINES, Outline, PartState
from danvan.overview.reports.numbers import Number, Numbers, Row


@dataclass(frozen=True)
class Text:
    """One part as written; numbers in it are tokens."""

    key: str
    text: str
    state: str


@dataclass(frozen=True)
class Content:
    """Everything a version says."""

    outline_key: str
    edition: int
    unit: str
    unit_name: str
    period: str
    period_label: str
    before_label: str
    first: date
    last: date
    as_of: date
    compared: bool
    issuing: Issuing
    texts: Sequence[Text]
    figures: Sequence[Number]
    rows: Sequence[Row]

    @property
    def outline(self) -> Outline:
        """The template."""
        return OUTLINES[self.outline_key]

    @property
    def summary(self) -> str:
        """What the report is about, as its heading has it."""
        return str(self.outline.summary) % {"period": self.period_label}

    def text(self, key: str) -> Text:
        """A part as written; one that nobody wrote is empty."""
        return next((text for text in self.texts if text.key == key), Text(key, "", PartState.EMPTY))

    def figure(self, code: str) -> Number | None:
        """A figure by its code."""
        return next((figure for figure in self.figures if figure.code == code), None)

    def as_plain(self) -> dict[str, Any]:
        """Values that JSON can hold."""
        days = {name: getattr(self, name).isoformat() for name in DAYS}
        values = asdict(self) | days
        return dict(json.loads(json.dumps(values)))


DAYS = ("first", "last", "as_of")


def compose(
    outline: Outline,
    numbers: Numbers,
    *,
    texts: Sequence[Text] | None = None,
    edition: int = 1,
    as_of: date | None = None,
) -> Content:
    """The content of a report; without `texts` it says what the machine drafts."""
    unit, period = numbers.unit, numbers.period
    return Content(
        outline_key=outline.key,
        edition=edition,
        unit=unit.code,
        unit_name=unit.name,
        period=period.code,
        period_label=period.label,
        before_label=period.before.label,
        first=period.first,
        last=period.last,
        as_of=as_of or period.last,
        compared=numbers.compared,
        issuing=issuing(unit, unit.valid_to if unit.valid_to and unit.valid_to < period.last else period.last),
        texts=tuple(texts) if texts is not None else drafted(outline, numbers),
        figures=tuple(numbers.by_code.values()),
        rows=tuple(numbers.rows),
    )


def drafted(outline: Outline, numbers: Numbers) -> tuple[Text, ...]:
    """What the machine writes of each part."""
    written = [(part.key, narrative.draft(part.drafted, numbers)) for part in outline.parts]
    return tuple(Text(key, text, PartState.WRITING if text else PartState.EMPTY) for key, text in written)


def from_plain(values: Mapping[str, Any]) -> Content:
    """The content as it was frozen."""
    days = {name: date.fromisoformat(values[name]) for name in DAYS}
    issuer = values["issuing"] | {name: tuple(values["issuing"][name]) for name in ("recipients", "acting")}
    return Content(
        **dict(values)
        | days
        | {
            "issuing": Issuing(**issuer),
            "texts": tuple(Text(**text) for text in values["texts"]),
            "figures": tuple(Number(**figure) for figure in values["figures"]),
            "rows": tuple(Row(**row) for row in values["rows"]),
        }
    )


def as_answer(content: Content, *, fingerprint: str = "", by_unit: bool = False) -> dict[str, Any]:
    """The report as JSON for other programs."""
    answer: dict[str, Any] = {
        "unit": content.unit,
        "unit_name": content.unit_name,
        "period": content.period,
        "from": content.first.isoformat(),
        "to": content.last.isoformat(),
        "template": content.outline_key,
        "edition": content.edition,
        "fingerprint": fingerprint,
        "figures": {
            figure.code: {"value": figure.value, "records": figure.value, "before": figure.before, "label": figure.name}
            for figure in content.figures
        },
        "parts": {text.key: tokens.plain(text.text) for text in content.texts},
    }
    if by_unit:
        answer |= {"as_of": content.as_of.isoformat(), "by_unit": [_row(row) for row in content.rows]}
    return answer


def _row(row: Row) -> dict[str, Any]:
    counts = {code.partition(".")[2]: number for code, number in row.values.items() if code.count(".") == 1}
    return {"code": row.code, "name": row.name, **counts}
