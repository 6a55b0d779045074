"""Addresses of the whole product."""

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import include, path

from accounts.views import front_door

# The operator signs in like everybody: counted, and with the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# Sign-ins are kept by their owners, and nobody is in a group: no pages for these.
admin.site.unregister([EmailAddress, Authenticator, Group])

urlpatterns = [
    path("", include("assessments.urls")),
    path("", include("accounts.urls")),
    path("", include("reports.urls")),
    path("", front_door.home, name="home"),
    path("healthz", front_door.health, name="health"),
    path("admin/", admin.site.urls),
]

handler400 = "crm_readiness.error_pages.bad_request"
handler403 = "crm_readiness.error_pages.permission_denied"
handler404 = "crm_readiness.error_pages.not_found"
handler500 = "crm_readiness.failures.server_error"
