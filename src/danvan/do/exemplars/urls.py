"""Addresses of the movement: printed on posters, read aloud, stable for ever."""

app_name = "exemplars"
urlpatterns: list = []
