"""Links with which somebody who forgot the password sets a new one."""

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services.mail import deliver
from accounts.services.throttling import Limit, count_attempt

HOUR = 3600
MAILS = Limit("reset mail", 3, HOUR)
REQUESTS = Limit("reset request", 20, HOUR)


def reset_path(*, user: User) -> str:
    """Return the path of a link that works once, for a day, until the password changes."""
    key = EmailAwarePasswordResetTokenGenerator().make_token(user)
    parts = {"uidb36": user_pk_to_url_str(user), "key": key}
    return reverse("account_reset_password_from_key", kwargs=parts)


def is_request_free(*, address: str) -> bool:
    """Count a request for a link; tell whether the address may still ask."""
    return count_attempt(limit=REQUESTS, key=address)


def mail_reset_link(*, email: str, site: str) -> None:
    """Write to the person with this e-mail address, if there is one who may sign in."""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None or not count_attempt(limit=MAILS, key=str(user.pk)):
        return
    body = _(
        "Somebody asked for a new password for your sign-in to CRM Readiness.\n\n"
        "Open this link within a day to choose one. It works once:\n\n%(link)s\n\n"
        "If it was not you, there is nothing to do: your password stays as it is.\n"
    )
    deliver(
        to=user.email,
        subject=_("A new password for CRM Readiness"),
        body=body % {"link": f"{site}{reset_path(user=user)}"},
    )
