"""How sign-in behaves in this product: nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no type hints
    """Accounts are made by the operator or by colleagues, never at the front door."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
