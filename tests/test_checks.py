"""What the house refuses at start-up."""

import pytest
from django.db import models
from django.test.utils import isolate_apps

from danvan.commons import checks, registry
from danvan.commons.people.models import Unit
from danvan.commons.records import demo
from danvan.commons.registry import Process


@pytest.fixture
def blind_card():
    """A process that keeps records nobody said who may see."""
    card = registry.register(Process(package="danvan.know.trial", label="thử", address="thu", records={Unit: None}))
    yield card
    del registry._cards[card.package]


def test_every_record_of_the_house_says_who_sees_it():
    assert checks.records_have_sight_rules() == []


def test_a_record_without_a_sight_rule_is_refused(blind_card):
    assert [error.id for error in checks.records_have_sight_rules()] == ["danvan.E001"]


def test_the_keys_of_the_house_look_back():
    assert checks.keys_look_back() == []


def test_a_key_to_a_later_room_is_refused():
    with isolate_apps("danvan.commons.records", "danvan.do.exemplars"):
        early = _model("danvan.know.trial.models", "records")
        late = _model("danvan.supervise.trial.models", "exemplars")

    assert [error.id for error in checks.keys_pointing_up([early, late])] == ["danvan.E002"]


def _model(module: str, label: str) -> type[models.Model]:
    meta = type("Meta", (), {"app_label": label})
    key = models.ForeignKey("exemplars.Exemplar", models.PROTECT, related_name="+")
    exemplar = {"__module__": "danvan.do.exemplars.models", "Meta": type("Meta", (), {"app_label": "exemplars"})}
    if label == "records":
        type("Exemplar", (models.Model,), exemplar)
    return type("Trial", (models.Model,), {"__module__": module, "Meta": meta, "exemplar": key})


@pytest.mark.django_db
def test_a_live_site_refuses_a_database_with_invented_rows(settings):
    settings.LIVE = True
    before = checks.live_site_has_no_demo()

    demo.mark()

    assert before == []
    assert [error.id for error in checks.live_site_has_no_demo()] == ["danvan.E004"]


@pytest.mark.django_db
def test_a_desk_takes_invented_rows(settings):
    settings.LIVE = False
    demo.mark()

    assert checks.live_site_has_no_demo() == []
