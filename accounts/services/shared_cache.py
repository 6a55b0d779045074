"""Keeping the shared cache small: Django removes an expired row only when asked for its key."""

from django.utils import timezone

from accounts.models import CacheEntry


def forget_expired_entries() -> None:
    """Delete the entries whose time is over."""
    CacheEntry.objects.filter(expires__lte=timezone.now()).delete()
