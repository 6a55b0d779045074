"""allauth's forms for the second step, in our words."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput
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


class CredentialField(forms.JSONField):
    """What a browser says about a passkey.

    Refuses all that Python cannot read, also numbers too long and lists too deep for it.
    """

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (ValueError, RecursionError) as error:
            raise ValidationError(
                self.error_messages["invalid"], code="invalid", params={"value": ""}
            ) from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what is shown again of what was sent; unreadable as it came."""
        try:
            return super().bound_data(data, initial)
        except (ValueError, RecursionError):
            return InvalidJSONInput(data)


class Credential(forms.Form):
    """Reads the hidden field that scripts fill in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField(widget=forms.HiddenInput)


class PasskeyStepForm(Credential, AuthenticateWebAuthnForm):
    """A passkey as the second step of the sign-in."""


class PasskeyAloneForm(Credential, LoginWebAuthnForm):
    """A passkey instead of a password."""


class ConfirmPasskeyForm(Credential, ReauthenticateWebAuthnForm):
    """A passkey before the sign-in is changed."""


class PasskeyForm(Credential, AddWebAuthnForm):
    """A new passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        alone = self.fields["passwordless"]
        alone.label = _("Open the account with this passkey alone, without the password")
        alone.help_text = _("Otherwise it is a second step after the password.")
