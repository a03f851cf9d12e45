"""The address of runs."""

from django.urls import path

from danvan.commons.jobs import views

app_name = "jobs"
urlpatterns = [path("<int:pk>/", views.run_page, name="run")]
