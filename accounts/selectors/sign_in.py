"""What somebody's own sign-in consists of: password, second factor, browsers."""

from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import User


@dataclass(frozen=True, slots=True)
class OwnSignIn:
    """The ways in which a person proves who they are."""

    has_code_app: bool
    passkeys: tuple[Authenticator, ...]
    recovery_codes_left: int
    browsers: int

    @property
    def has_second_factor(self) -> bool:
        return self.has_code_app or bool(self.passkeys)


def own_sign_in(user: User) -> OwnSignIn:
    """Return how a person signs in."""
    found = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    kinds = Authenticator.Type
    codes = [each for each in found if each.type == kinds.RECOVERY_CODES]
    return OwnSignIn(
        has_code_app=any(each.type == kinds.TOTP for each in found),
        passkeys=tuple(each for each in found if each.type == kinds.WEBAUTHN),
        recovery_codes_left=sum(len(each.wrap().get_unused_codes()) for each in codes),
        browsers=sum(1 for _session in sessions_of(user)),
    )


def sessions_of(user: User) -> Iterator[Session]:
    """Return the sessions in which a person is signed in; only members have sessions at all."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            yield session
