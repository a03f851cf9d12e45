"""One year of the demo in the making: its plan, who writes, and everything prepared so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from random import Random

from danvan.commons.people.models import Seat, Unit
from danvan.commons.records import references
from danvan.commons.workflow.bulk import Batch
from danvan.do.exemplars.models import CampaignYear, Recognition, Registration, RegistrationList
from danvan.do.exemplars.seeds.plans import YearPlan
from danvan.do.exemplars.seeds.seats import Hands


@dataclass
class Year:
    """One year in the making."""

    plan: YearPlan
    campaign: CampaignYear
    root: Unit
    officer: Seat
    hands: dict[int, Hands]
    alive: dict[int, list[Registration]]
    """Last year's recognised registrations by the unit that carries them now."""
    numbers: Iterator[str]
    chance: Random
    batch: Batch = field(default_factory=Batch)
    measured: Random = field(default_factory=Random)
    """Chance of its own for what came of the plans."""
    persons: list[str] = field(default_factory=list)
    """Who agrees to be named, not given to a registration yet."""
    marks: dict[int, str] = field(default_factory=dict)
    lists: dict[int, RegistrationList] = field(default_factory=dict)
    recognitions: list[Recognition] = field(default_factory=list)

    def moment(self, day: date, hour: int = 2) -> datetime:
        """A moment of a working day, UTC."""
        return datetime.combine(day, time(hour, self.chance.randrange(60)), UTC)

    def reference(self, kind: str) -> str:
        """The next reference of a list or decision of the year."""
        return references.take(kind, self.plan.year)[0]
