"""What Celery runs for accounts: forgetting counted attempts."""

from celery import shared_task

from accounts.services.shared_cache import forget_expired_entries
from accounts.services.throttling import forget_attempts

FORGET = "accounts.forget_attempts"


@shared_task(name=FORGET)
def forget() -> None:
    """Delete what was counted, and what was cached, in windows that are over."""
    forget_attempts()
    forget_expired_entries()
