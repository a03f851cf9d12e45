"""Every address: those of the processes, as their cards say, those of the commons, then those of the front."""

from django.urls import include, path

from danvan.commons import registry

urlpatterns = [
    *(path(f"{card.address}/", include(f"{card.package}.urls")) for card in registry.cards()),
    path("tep/", include("danvan.commons.papers.urls")),
    path("viec-nen/", include("danvan.commons.jobs.urls")),
    path("", include("danvan.front.urls")),
]
