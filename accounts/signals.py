"""What allauth reports about sign-ins goes into the audit log."""

from typing import Any

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from django.dispatch import receiver

from accounts.enums import Action
from accounts.models import User
from accounts.services.audit import record_in_workspaces

KINDS = Authenticator.Type
ADDED = {KINDS.TOTP: Action.CODE_APP_ON, KINDS.WEBAUTHN: Action.PASSKEY_ADDED}
REMOVED = {KINDS.TOTP: Action.CODE_APP_OFF, KINDS.WEBAUTHN: Action.PASSKEY_REMOVED}
MADE = {KINDS.RECOVERY_CODES: Action.RECOVERY_CODES_MADE}


@receiver(password_changed)
def note_password_change(user: User, **_signal: Any) -> None:
    record_in_workspaces(of=user, actor=user, action=Action.PASSWORD_CHANGED)


@receiver(password_reset)
def note_password_reset(user: User, **_signal: Any) -> None:
    record_in_workspaces(of=user, actor=user, action=Action.PASSWORD_RESET)


@receiver(authenticator_added)
def note_addition(user: User, authenticator: Authenticator, **_signal: Any) -> None:
    _note(user, (ADDED | MADE).get(authenticator.type))


@receiver(authenticator_reset)
def note_new_codes(user: User, authenticator: Authenticator, **_signal: Any) -> None:
    _note(user, MADE.get(authenticator.type))


@receiver(authenticator_removed)
def note_removal(user: User, authenticator: Authenticator, **_signal: Any) -> None:
    # Recovery codes go with the last second factor; that is no step of its own.
    _note(user, REMOVED.get(authenticator.type))


@receiver(authentication_failed)
def note_wrong_code(user: User, **_signal: Any) -> None:
    """The password was right: somebody should know."""
    record_in_workspaces(of=user, actor=None, action=Action.SECOND_STEP_FAILED, subject=user.email)


def _note(user: User, action: Action | None) -> None:
    if action is not None:
        record_in_workspaces(of=user, actor=user, action=action)
