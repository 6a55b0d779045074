"""Addresses of signing in and out, of one's own sign-in and data, and of a workspace's log.

Of allauth's views only those that are needed have an address; their names are allauth's.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from accounts.views import audit, own_sign_in, password_reset, personal_data

OWN = "your-sign-in/"
MEMBER = "w/<slug:workspace>/people/<uuid:membership_id>/"
RESET_KEY = r"^sign-in/new-password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/second-step/", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/forgotten/", password_reset.request_reset, name="account_reset_password"),
    path(
        "sign-in/new-password/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(RESET_KEY, account.password_reset_from_key, name="account_reset_password_from_key"),
    path("sign-out/", account.logout, name="account_logout"),
    path(OWN, own_sign_in.overview, name="mfa_index"),
    # allauth goes to its list of passkeys after removing one; here the list is on the overview.
    path(OWN + "passkeys/", own_sign_in.to_overview, name="mfa_list_webauthn"),
    path(OWN + "password/", account.password_change, name="account_change_password"),
    path(OWN + "other-browsers/", own_sign_in.end_other_sessions, name="end-other-sessions"),
    path(OWN + "confirm/", account.reauthenticate, name="account_reauthenticate"),
    path(OWN + "confirm/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        OWN + "confirm/passkey/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(OWN + "code-app/", totp.activate_totp, name="mfa_activate_totp"),
    path(OWN + "code-app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        OWN + "recovery-codes/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        OWN + "recovery-codes/new/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(OWN + "passkeys/new/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path(OWN + "passkeys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("your-data/", personal_data.own_data, name="own-data"),
    path("your-data/file/", personal_data.own_data_file, name="own-data-file"),
    path(f"{MEMBER}data/", personal_data.member_data, name="member-data"),
    path(f"{MEMBER}data/file/", personal_data.member_data_file, name="member-data-file"),
    path("w/<slug:workspace>/log/", audit.log, name="audit-log"),
    path("w/<slug:workspace>/log.csv", audit.log_csv, name="audit-log-csv"),
]
