"""Addresses of reports: short, stable, a verb is a noun."""

from django.urls import path

from danvan.overview.reports.views import freezing, listing, writing

app_name = "reports"
urlpatterns = [
    path("", listing.reports, name="reports"),
    path("moi/", listing.new, name="new"),
    path("so-lieu/", listing.numbers, name="numbers"),
    path("<int:pk>/", writing.report_page, name="report"),
    path("<int:pk>/muc/<slug:key>/", writing.part_page, name="part"),
    path("<int:pk>/muc/<slug:key>/so-moi/", writing.renew, name="renew"),
    path("<int:pk>/muc/<slug:key>/may-soan/", writing.redraft, name="redraft"),
    path("<int:pk>/tai/<slug:form>/", writing.download, name="download"),
    path("<int:pk>/chot/", freezing.freeze, name="freeze"),
    path("<int:pk>/so-sanh/", freezing.compare, name="compare"),
    path("<int:pk>/ban/<int:number>/", freezing.version_page, name="version"),
    path("<int:pk>/ban/<int:number>/so/<str:code>/", freezing.frozen_list, name="frozen-list"),
]
