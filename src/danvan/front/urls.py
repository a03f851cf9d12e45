"""Addresses of the front."""

from django.urls import path

from danvan.front.views import pages, sign_in

app_name = "front"
urlpatterns = [
    path("", pages.home, name="home"),
    path("viec-cua-toi/", pages.desk, name="desk"),
    path("tim/", pages.search, name="search"),
    path("health", pages.health, name="health"),
    path("dang-nhap/", sign_in.SignIn.as_view(), name="sign-in"),
    path("dang-nhap/thu/", sign_in.try_as, name="try-as"),
    path("dang-xuat/", sign_in.sign_out, name="sign-out"),
    path("vai/", sign_in.switch_hat, name="switch-hat"),
]
