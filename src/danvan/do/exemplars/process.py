"""The calling card of the movement."""

from django.utils.translation import gettext_lazy as _

from danvan.commons.registry import Process, register
from danvan.do.exemplars import desk, figures, glance, queries, seeds, steps
from danvan.do.exemplars.models import CampaignYear, Decision, Exemplar, Registration, RegistrationList

EXEMPLARS = register(
    Process(
        package=__package__,
        label=_("Mô hình “Dân vận khéo”"),
        address="mo-hinh",
        records={
            Exemplar: steps.EXEMPLAR,
            Registration: steps.REGISTRATION,
            RegistrationList: steps.LIST,
            Decision: steps.DECISION,
            CampaignYear: steps.YEAR,
        },
        figures=figures.FIGURES,
        search=queries.search_text,
        page=queries.page_of,
        desk=desk.waiting,
        glance=glance.standings,
        menu=desk.menu,
        door=desk.door,
        news=glance.news,
        seeds=seeds.fill,
    )
)
