"""Fill the demo: years 2022-2026 of the movement, each laid down once."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from random import Random

from django.db import transaction
from django.utils.translation import gettext as _

from danvan.commons.people import scopes
from danvan.commons.people.models import Seat, Unit, UnitKind
from danvan.commons.people.successors import last, received
from danvan.commons.places.models import Level
from danvan.commons.records import references
from danvan.do.exemplars.actions import years as campaigns
from danvan.do.exemplars.kinds import State
from danvan.do.exemplars.models import CampaignYear, Registration
from danvan.do.exemplars.seeds import published, seats, visits
from danvan.do.exemplars.seeds.ideas import PERSONS
from danvan.do.exemplars.seeds.plans import YEARS, YearPlan
from danvan.do.exemplars.seeds.year import Year
from danvan.do.exemplars.seeds.years import lay_down

FOLLOWED_FROM = 2024
"""In the demo visits began with the recognitions of this year."""
TODAY = date(2026, 11, 24)
"""The demo's days are fixed; its visits go as far as this one."""


def fill(
    *,
    at: datetime,  # noqa: ARG001 - the card's form; the demo's days are fixed
    say: Callable[[str], None],
    plans: Sequence[YearPlan] = YEARS,
) -> None:
    """Lay down the demo once; a year that is there is left as it is. Measurements give larger `plans`."""
    with transaction.atomic():
        published.lay_down(seats.officer(scopes.resolve("CT-BTGDV")))
    for plan in plans:
        if not CampaignYear.objects.filter(year=plan.year).exists():
            say(_("  năm %(year)s …") % {"year": plan.year})
            with transaction.atomic():
                _year(plan)


def _year(plan: YearPlan) -> None:
    root = scopes.resolve(plan.root)
    commission = Unit.objects.valid_on(plan.plan_date).get(home=root, kind=UnitKind.COMMISSION)
    officer = seats.officer(commission)
    campaign = _campaign(plan, root, officer)
    senders = _senders(plan, root)
    total = sum(registered for registered, _recognised in plan.fields.values())
    year = Year(
        plan=plan,
        campaign=campaign,
        root=root,
        officer=officer,
        hands=seats.hands(senders),
        alive=_alive(plan),
        numbers=iter(references.take("DVK", plan.year, total)),
        chance=Random(plan.year),  # noqa: S311 - the same demo every time
        persons=list(PERSONS.get(plan.year, ())),
        measured=Random(plan.year),  # noqa: S311 - the same
    )
    lines = lay_down(year)
    if plan.year >= FOLLOWED_FROM:
        visits.lay_down(lines, until=TODAY, by=seats.officer(scopes.resolve("CT-BTGDV")))
    _targets(campaign, lines, officer)
    if plan.closed:
        campaigns.close_year(campaign, by=officer, at=_noon(date(plan.year, 12, 28)))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(5), UTC)


def _campaign(plan: YearPlan, root: Unit, officer: Seat) -> CampaignYear:
    values = {
        "theme": plan.theme,
        "plan_number": f"{plan.year - 1980}-KH/{'BDVTU' if plan.year < 2025 else 'BTGDVTU'}",
        "plan_date": plan.plan_date,
        "units_by": plan.communes_by.replace(day=10),
        "communes_by": plan.communes_by,
        "fix_by": date(plan.year, 11, 30),
        "recognised_by": date(plan.year, 12, 20),
    }
    at = _noon(plan.plan_date)
    campaign = campaigns.plan_year(year=plan.year, unit=root, values=values, by=officer, at=at)
    campaigns.open_year(campaign, by=officer, at=at)
    return campaign


def _senders(plan: YearPlan, root: Unit) -> list[Unit]:
    """Every unit that sends a list in the year: communes, until 2025 districts, and the city's own agencies."""
    rows = Unit.objects.valid_in(plan.plan_date, date(plan.year, 12, 31)).filter(code__startswith=f"{root.code}-")
    committees = rows.filter(kind=UnitKind.COMMITTEE, level__in=(Level.COMMUNE, Level.DISTRICT))
    agencies = rows.filter(home=root).exclude(kind=UnitKind.COMMISSION)
    return list((committees | agencies).select_related("home", "above", "place").order_by("code"))


def _alive(plan: YearPlan) -> dict[int, list[Registration]]:
    """Last year's recognised registrations, by the unit that carries them this year."""
    new_of = received(date(plan.year, 7, 1) if plan.root == "CT" else date(plan.year, 1, 1))
    found: dict[int, list[Registration]] = defaultdict(list)
    rows = Registration.objects.filter(year=plan.year - 1, state=State.RECOGNISED)
    for line in rows.select_related("exemplar__record", "exemplar__unit").order_by("exemplar__record__reference"):
        found[last(line.unit_id, new_of)].append(line)
    return found


def _targets(campaign: CampaignYear, lines: list[Registration], officer: Seat) -> None:
    """The plan asked each body for nearly what came."""
    numbers: dict[int, int] = defaultdict(int)
    for line in lines:
        numbers[line.home_id] += 1
    targets = {home: max(1, number - number % 5) for home, number in numbers.items()}
    campaigns.set_targets(campaign, targets, by=officer, at=_noon(campaign.plan_date or date(campaign.year, 2, 1)))
