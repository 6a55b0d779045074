"""Making, revoking and marking share links."""

import secrets
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from reports.enums import Audience
from reports.models import Report, ShareLink
from reports.selectors.sharing import share_token_hash

TOKEN_BYTES = 32
MOST_DAYS = 365


class SharingError(ValueError):
    """A link that may not be made; the text says why."""


@transaction.atomic
def make_share_link(
    *,
    report: Report,
    audience: Audience,
    last_day: date,
    password: str,
    given_to: str,
    made_by: User | None,
) -> str:
    """Make a link to this version of a report and return its secret, which is stored nowhere.

    It works to the end of `last_day`; an empty password asks for none.
    """
    if not report.is_ready:
        raise SharingError(_("Only a report that is ready can be shared."))
    today = timezone.localdate()
    if not today <= last_day <= today + timedelta(days=MOST_DAYS):
        raise SharingError(_("A link works for a year at most."))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    ShareLink.objects.create(
        workspace_id=report.workspace_id,
        report=report,
        token_hash=share_token_hash(token),
        audience=audience,
        given_to=given_to,
        password=make_password(password) if password else "",
        made_by=made_by,
        made_at=timezone.now(),
        expires_at=_end_of(last_day),
    )
    return token


@transaction.atomic
def revoke_share_link(*, link: ShareLink) -> None:
    """End a link; every browser that came by it meets that at its next request."""
    ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def mark_share_link_used(*, link: ShareLink) -> None:
    """Note the day on which a link was last used, with one write a day.

    Without a transaction, which on SQLite would take the only writer's place at every reading.
    """
    today = timezone.localdate()
    if link.last_used_on != today:
        ShareLink.objects.filter(pk=link.pk).update(last_used_on=today)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
