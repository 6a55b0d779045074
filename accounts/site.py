"""The address of this installation, for links that are handed out."""

from django.conf import settings
from django.http import HttpRequest


def site_address(request: HttpRequest) -> str:
    """Return scheme and host without a slash at the end."""
    return str(settings.PUBLIC_URL) or f"{request.scheme}://{request.get_host()}"
