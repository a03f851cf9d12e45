"""Addresses of reports: short, stable, a verb is a noun."""

from django.urls import path

from danvan.overview.reports.views import freezing, listing, writing

app_name = "reports"
urlpatterns = [
    path("", listing.reports, name="reports"),
    path("moi/", listing.new, name="new"),
    path("so-lieu/", listing.numbers, name="numbers"),
    path("<int:pk>/", listing.numbered, name="report-numbered"),
    path("<int:pk>/<path:rest>", listing.numbered, name="report-numbered-within"),
    path("<str:reference>/", writing.report_page, name="report"),
    path("<str:reference>/muc/<slug:key>/", writing.part_page, name="part"),
    path("<str:reference>/muc/<slug:key>/so-moi/", writing.renew, name="renew"),
    path("<str:reference>/muc/<slug:key>/may-soan/", writing.redraft, name="redraft"),
    path("<str:reference>/tai/<slug:form>/", writing.download, name="download"),
    path("<str:reference>/chot/", freezing.freeze, name="freeze"),
    path("<str:reference>/so-sanh/", freezing.compare, name="compare"),
    path("<str:reference>/ban/<int:number>/", freezing.version_page, name="version"),
    path("<str:reference>/ban/<int:number>/so/<str:code>/", freezing.frozen_list, name="frozen-list"),
]
