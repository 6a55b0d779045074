"""allauth's forms for the second step, in our words."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class CodeLabel(forms.Form):
    """Calls the field what people call it, and shows digits on phones."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code")
        code.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}


class CodeForm(CodeLabel, AuthenticateForm):
    """The code at the sign-in."""


class ConfirmCodeForm(CodeLabel, ReauthenticateForm):
    """The code before the sign-in is changed."""


class CodeAppForm(CodeLabel, ActivateTOTPForm):
    """The first code of an app that is being set up."""


class PasskeyForm(AddWebAuthnForm):
    """A new passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        alone = self.fields["passwordless"]
        alone.label = _("Open the account with this passkey alone, without the password")
        alone.help_text = _("Otherwise it is a second step after the password.")
