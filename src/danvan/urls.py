"""Every address: those of the processes, as their cards say, then those of the front."""

from django.urls import include, path

from danvan.commons import registry

app_addresses = [path(f"{card.address}/", include(f"{card.package}.urls")) for card in registry.cards()]
urlpatterns = [*app_addresses, path("", include("danvan.front.urls"))]
