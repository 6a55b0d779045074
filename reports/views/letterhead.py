"""What stands at the head of a report's pages: the consultancy's name, its logo, its colour.

Logo and stylesheet have addresses beside the report's, behind the same door. The addresses change
with what is behind them, so a browser keeps both for as long as it likes.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from accounts.models import Workspace
from reports.files.page_look import page_look
from reports.selectors.branding import branding_of, page_branding_of
from reports.selectors.pages import Place

KEPT = "private, max-age=31536000, immutable"
# Of a hash, as many characters as tell one look of a workspace from another.
SHORT = 16


@dataclass(frozen=True, slots=True)
class ShownLogo:
    """A logo's address and its size in pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The name, the logo where there is one, and the address of the look, "" for ours."""

    name: str
    logo: ShownLogo | None
    look_url: str


def letterhead_of(workspace: Workspace, place: Place) -> Letterhead:
    """Return the letterhead of a report that is read at a place."""
    branding, logo = page_branding_of(workspace)
    styles = page_look(branding)
    shown = None
    if logo is not None:
        shown = ShownLogo(f"{place.logo()}?v={logo.version}", logo.width, logo.height)
    look_url = f"{place.look()}?v={_hash(styles.encode())}" if styles else ""
    return Letterhead(branding.name, shown, look_url)


def logo_answer(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """Return the logo as it was drawn anew."""
    logo = branding_of(workspace).logo
    if logo is None:
        raise Http404
    return _kept(request, logo.content, logo.media_type.value)


def look_answer(request: HttpRequest, workspace: Workspace) -> HttpResponse:
    """Return the stylesheet."""
    branding, _logo = page_branding_of(workspace)
    return _kept(request, page_look(branding).encode(), "text/css; charset=utf-8")


def _kept(request: HttpRequest, content: bytes, media_type: str) -> HttpResponse:
    etag = quote_etag(_hash(content))
    headers = {"ETag": etag, "Cache-Control": KEPT}
    answer = HttpResponse(content, content_type=media_type, headers=headers)
    return get_conditional_response(request, etag=etag, response=answer) or answer


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()[:SHORT]
