"""Sign-ins that others know, and such that open everything with a password alone."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings

from accounts.models import User
from assessments.demo import SIGN_INS
from crm_readiness.doctor.findings import Finding, Weight
from crm_readiness.doctor.registry import check


@check
def demo_passwords() -> Iterator[Finding]:
    if not settings.PRODUCTION:
        return
    passwords = {email: password for _role, email, password in SIGN_INS}
    people = User.objects.filter(email__in=passwords, is_active=True).order_by("email")
    known = [each.email for each in people if each.check_password(passwords[each.email])]
    if known:
        yield Finding(
            Weight.MEND,
            f"Sign-ins of the demo work: {', '.join(known)}.",
            "Their password stands in the documentation. Run “manage.py remove_demo”, or give "
            "them other passwords.",
        )


@check
def operators_without_second_step() -> Iterator[Finding]:
    if not apps.is_installed("allauth.mfa"):
        return
    from allauth.mfa.models import Authenticator  # can be imported only where it is installed

    protected = Authenticator.objects.values("user")
    people = User.objects.filter(is_active=True, is_superuser=True).exclude(pk__in=protected)
    if count := people.count():
        yield Finding(
            Weight.CONSIDER,
            f"{count} operators sign in with a password alone."
            if count > 1
            else "One operator signs in with a password alone.",
            "Operators see every workspace. Let them add a passkey or an authenticator app.",
        )
