"""Addresses of the front."""

from django.urls import path

from danvan.front.views import accounts, inbox, outbox, pages, sign_in, units

app_name = "front"
urlpatterns = [
    path("", pages.home, name="home"),
    path("viec-cua-toi/", pages.desk, name="desk"),
    path("tim/", pages.search, name="search"),
    path("health", pages.health, name="health"),
    path("dang-nhap/", sign_in.SignIn.as_view(), name="sign-in"),
    path("dang-nhap/thu/", sign_in.try_as, name="try-as"),
    path("dang-xuat/", sign_in.sign_out, name="sign-out"),
    path("mat-khau/", sign_in.ChangePassword.as_view(), name="password"),
    path("vai/", sign_in.switch_hat, name="switch-hat"),
    path("ngon-ngu/", sign_in.choose_language, name="language"),
    path("hop-thu/", inbox.inbox_page, name="inbox"),
    path("hop-thu/<int:pk>/", inbox.notice_open, name="notice"),
    path("don-vi/", units.units_page, name="units"),
    path("don-vi.xlsx", units.units_sheet, name="units-sheet"),
    path("don-vi/<slug:code>/", units.unit_page, name="unit"),
    path("tai-khoan/", accounts.accounts_page, name="accounts"),
    path("tai-khoan/nhap/", accounts.bring_in, name="accounts-file"),
    path("tai-khoan/thu/", outbox.outbox_page, name="outbox"),
    path("tai-khoan/thu/<int:pk>/gui-lai/", outbox.send_again, name="send-again"),
    path("tai-khoan/<int:pk>/mat-khau/", accounts.reset, name="reset-password"),
]
