"""How the second factor behaves in this product: its secrets are not readable in the database."""

import base64
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of code apps and recovery codes encrypted, and says things our way."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. Wait for the next one and try again."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - theirs
        number = user.authenticator_set.filter(type=type).count() + 1
        return str(_("Passkey %(number)d") % {"number": number})


def _cipher() -> MultiFernet:
    """Return the cipher made from the installation's secret; a copy of the database lacks it.

    What was written with an earlier secret is read as long as that is among the fallbacks.
    """
    return MultiFernet(map(_key_of, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)))


def _key_of(secret: str) -> Fernet:
    key = salted_hmac("second factor", "", secret=secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
