"""Trying the password of a share link, so many times in a while and never locked for good.

A try is counted before the password is compared: of many tries sent at the same moment no
more are compared than are allowed, whichever web process they reach.
"""

from datetime import timedelta

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from reports.models import ShareLink

MOST_TRIES = 10
WHILE = timedelta(minutes=15)


def unlock_share_link(*, link: ShareLink, password: str) -> bool:
    """Tell whether the password opens the link; after too many wrong ones none does for a while."""
    if not _take_try(link=link):
        # Not compared at all, so guessing on costs the guesser time and this server none.
        return False
    if not check_password(password, link.password):
        return False
    _forget_tries(link=link)
    return True


@transaction.atomic
def _take_try(*, link: ShareLink) -> bool:
    now = timezone.now()
    row = ShareLink.objects.filter(pk=link.pk)
    is_over = Q(tries_since=None) | Q(tries_since__lte=now - WHILE)
    if row.filter(is_over).update(tries=1, tries_since=now):
        return True
    return bool(row.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1))


@transaction.atomic
def _forget_tries(*, link: ShareLink) -> None:
    ShareLink.objects.filter(pk=link.pk).update(tries=0, tries_since=None)
