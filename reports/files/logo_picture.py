"""A logo as text, for media that take no bytes."""

from __future__ import annotations

from base64 import b64encode

from reports.files.branding import Logo


def data_uri(logo: Logo) -> str:
    """Return the picture as an address that holds it."""
    return f"data:{logo.media_type};base64,{b64encode(logo.content).decode()}"


def logo_picture(logo: Logo) -> str:
    """Return an SVG that shows the picture in its own size."""
    size = f'width="{logo.width}" height="{logo.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {logo.width} {logo.height}" {size}>'
        f'<image {size} href="{data_uri(logo)}"/></svg>'
    )
