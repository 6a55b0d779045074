"""How sign-in behaves in this product: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.models import User


class ClosedSignup(DefaultAccountAdapter):
    """Accounts are made by the operator or by colleagues, never at the front door."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's hook
        return False

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:  # noqa: ARG002 - allauth's signature
        """Say it on the sign-in page; allauth's own page for it has no address here."""
        messages.error(request, _("This account is switched off. Ask the person who runs this."))
        return redirect("account_login")
