"""Telling owners that somebody failed to sign in as one of their people."""

from accounts.enums import Action
from accounts.models import User
from accounts.services.audit import record_in_workspaces


def note_failed_sign_in(*, email: str) -> None:
    """Note a wrong password, if there is an account; without where it came from."""
    user = User.objects.filter(email__iexact=email).first()
    if user is not None:
        record_in_workspaces(of=user, actor=None, action=Action.SIGN_IN_FAILED, subject=user.email)
