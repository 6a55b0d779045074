"""How sign-in behaves in this product: nobody signs up alone, and guessing is slowed down."""

from functools import partial
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.client_address import address_key
from accounts.enums import Action
from accounts.known_browsers import is_known, remember
from accounts.models import User
from accounts.services.audit import record_in_workspaces
from accounts.services.failed_sign_ins import note_failed_sign_in
from accounts.services.off_request import do_soon
from accounts.services.sign_in_attempts import SignInAttempt


class AccountAdapter(DefaultAccountAdapter):
    """The hooks of allauth, as this product wants them."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy(
            "The e-mail address or the password is not correct."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many attempts. Wait a little, then try again."
        ),
        "enter_current_password": gettext_lazy("This is not your current password."),
        "incorrect_password": gettext_lazy("This password is not correct."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's hook
        """Accounts are made by the operator or by invitation, never at the front door."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Where to go next; what is no address at all leads nowhere, instead of to a failure."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:  # noqa: ARG002 - allauth's signature
        """Say it on the sign-in page; allauth's own page for it has no address here."""
        messages.error(request, _("This account is switched off. Ask the person who runs this."))
        return redirect("account_login")

    def get_client_ip(self, request: HttpRequest) -> str:
        """Let allauth count by a keyed hash, so that no address gets into the cache."""
        return address_key(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count before the password is looked at, so that many attempts at once all count."""
        email = credentials.get("email", "")
        self._attempt = SignInAttempt(
            email=email, address=address_key(request), is_known_browser=is_known(request, email)
        )
        if not self._attempt.count():
            raise self.validation_error("too_many_login_attempts")

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        """Note the sign-in once it is complete, and remember the browser."""
        response = super().post_login(request, user, **details)
        record_in_workspaces(of=user, actor=user, action=Action.SIGNED_IN)
        remember(response, user.email)
        return response

    def _rollback_login_failed_rl_usage(self) -> None:
        """Give the attempt back: the password was right."""
        self._attempt.take_back()

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002 - allauth's hook
        """Tell the owners when the account exists; neither page nor time says so."""
        do_soon(partial(note_failed_sign_in, email=credentials.get("email", "")))

    def reauthenticate(self, user: User, password: str) -> bool:
        """Ask for the password again; here the address stands in the account itself."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk
