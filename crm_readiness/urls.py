"""Addresses of the whole product."""

from django.contrib import admin
from django.urls import include, path

from accounts import views as accounts

urlpatterns = [
    path("", include("assessments.urls")),
    path("", include("accounts.urls")),
    path("", include("accounts.personal_urls")),
    path("", include("reports.urls")),
    path("", accounts.home, name="home"),
    path("healthz", accounts.health, name="health"),
    path("admin/", admin.site.urls),
]
