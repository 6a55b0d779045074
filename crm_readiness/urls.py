"""Addresses of the whole product."""

from django.contrib import admin
from django.urls import include, path

from accounts import views as accounts

urlpatterns = [
    path("", include("assessments.urls")),
    path("", include("accounts.urls")),
    path("", include("reports.urls")),
    path("", accounts.home, name="home"),
    path("healthz", accounts.health, name="health"),
    path("admin/", admin.site.urls),
]

handler400 = "crm_readiness.error_pages.bad_request"
handler403 = "crm_readiness.error_pages.permission_denied"
handler404 = "crm_readiness.error_pages.not_found"
handler500 = "crm_readiness.failures.server_error"
