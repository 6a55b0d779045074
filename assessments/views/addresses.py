"""Addresses as they are handed out: on links, on paper and in QR codes."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from accounts.site import site_address
from assessments.models import Round


@dataclass(frozen=True, slots=True)
class JoinAddress:
    """How people get into a round."""

    code: str
    link: str
    page: str

    @property
    def typed(self) -> str:
        """The page's address as people type it."""
        return self.page.split("://", 1)[-1].rstrip("/")

    def for_group(self, group_code: str) -> str:
        """Return the link that has a group chosen already."""
        return f"{self.link}?{urlencode({'group': group_code})}"


def public_address(request: HttpRequest, path: str) -> str:
    """Return the full address of a path on this installation."""
    return f"{site_address(request)}{path}"


def join_address(request: HttpRequest, round: Round) -> JoinAddress:
    """Return the code, the link with the code in it, and the page where a code is typed."""
    return JoinAddress(
        code=round.code,
        link=public_address(request, reverse("assessments:join-code", args=[round.code])),
        page=public_address(request, reverse("assessments:join")),
    )
