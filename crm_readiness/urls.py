"""Addresses of the whole product."""

from django.contrib import admin
from django.urls import include, path

from accounts import views as accounts

urlpatterns = [
    path("", accounts.home, name="home"),
    path("healthz", accounts.health, name="health"),
    path("", include("accounts.urls")),
    path("", include("assessments.urls")),
    path("", include("reports.urls")),
    path("admin/", admin.site.urls),
]
