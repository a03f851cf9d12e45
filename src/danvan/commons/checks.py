"""The house rules that Django can check at start-up."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, models
from django.utils.translation import gettext as _

from danvan.commons import registry
from danvan.commons.records import demo

FLOORS = ("ui", "commons", *registry.ROOMS, "front")
"""From the ground up; keys point to the same floor or lower."""


@register(Tags.models)
def records_have_sight_rules(*_args: Any, **_options: Any) -> list[CheckMessage]:
    """E001: every record on a card says who sees it."""
    return [
        Error(
            f"{model.__name__} has no `visible_to`.",
            hint="Give its queryset visible_to(user).",
            obj=model,
            id="danvan.E001",
        )
        for card in registry.cards()
        for model in card.records
        if not hasattr(model._default_manager.none(), "visible_to")
    ]


@register(Tags.models)
def keys_look_back(*_args: Any, **_options: Any) -> list[CheckMessage]:
    """E002: foreign keys point to the same floor or lower, also those written as a name."""
    return list(keys_pointing_up(apps.get_models()))


def keys_pointing_up(tables: Iterable[type[models.Model]]) -> Iterator[CheckMessage]:
    """What E002 finds in these models."""
    for model in tables:
        for field, target in _keys(model):
            if _floor(target) > _floor(model) >= 0:
                told = f"{field} points up to {target.__module__}."
                yield Error(told, hint="Let the later room hold the key.", obj=model, id="danvan.E002")


@register(Tags.database)
def live_site_has_no_demo(*_args: Any, **_options: Any) -> list[CheckMessage]:
    """E004: a live site never runs on invented rows."""
    problem = demo_on_live_site()
    return [Error(problem, id="danvan.E004")] if problem else []


def demo_on_live_site() -> str:
    """What is wrong when a live site meets a database with invented rows; empty when all is well."""
    if not settings.LIVE:
        return ""
    try:
        marked = demo.is_marked()
    except DatabaseError:
        return ""  # no tables yet, so nothing was laid down
    return _("Cơ sở dữ liệu chứa dữ liệu minh họa, không dùng cho trang thật (DANVAN_SITE_URL).") if marked else ""


def _keys(model: type[models.Model]) -> Iterator[tuple[Any, type[models.Model]]]:
    """A model's keys to other models."""
    for field in model._meta.get_fields(include_parents=False):
        if isinstance(field, (models.ForeignKey, models.ManyToManyField)) and isinstance(field.related_model, type):
            yield field, field.related_model


def _floor(model: type[models.Model]) -> int:
    """How high a model stands; -1 for models that are not ours."""
    path = model.__module__.split(".")
    return FLOORS.index(path[1]) if path[0] == "danvan" and path[1] in FLOORS else -1
