"""The address of files."""

from django.urls import path

from danvan.commons.papers import views

app_name = "papers"
urlpatterns = [path("<int:pk>/<str:name>", views.paper, name="paper")]
