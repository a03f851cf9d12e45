"""Tables of the movement: years, exemplars, registrations, lists, decisions, files."""

from danvan.do.exemplars.models.decisions import Decision, Recognition
from danvan.do.exemplars.models.exemplars import NOT_STATED, Exemplar, ExemplarQuerySet
from danvan.do.exemplars.models.intakes import ColumnMemory, Intake
from danvan.do.exemplars.models.lists import RegistrationList
from danvan.do.exemplars.models.places import folded, place_in_line, sorting_name
from danvan.do.exemplars.models.registrations import NAMELESS, Registration, RegistrationQuerySet
from danvan.do.exemplars.models.saved_views import SavedView
from danvan.do.exemplars.models.visits import Visit, VisitQuerySet
from danvan.do.exemplars.models.years import CampaignYear, Target

__all__ = [
    "NAMELESS",
    "NOT_STATED",
    "CampaignYear",
    "ColumnMemory",
    "Decision",
    "Exemplar",
    "ExemplarQuerySet",
    "Intake",
    "Recognition",
    "Registration",
    "RegistrationList",
    "RegistrationQuerySet",
    "SavedView",
    "Target",
    "Visit",
    "VisitQuerySet",
    "folded",
    "place_in_line",
    "sorting_name",
]
