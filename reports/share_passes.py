"""The signed pass a browser gets for a share link's secret, and shows from then on.

It names the link and holds no secret. Whether the link still works is asked of the database
at every request, so revoking is stronger than any pass.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing

SALT = "reports.share-pass"
# A working day; after that the link itself must be opened again.
LIFETIME = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class SharePass:
    """What a browser has shown: the secret of a link, and its password where there is one."""

    link_id: UUID
    is_unlocked: bool


def sign_pass(share_pass: SharePass) -> str:
    """Return the cookie's value, which only this installation can make."""
    signer = signing.TimestampSigner(salt=SALT)
    return signer.sign_object([share_pass.link_id.hex, share_pass.is_unlocked])


def read_pass(signed: str) -> SharePass | None:
    """Return what a cookie's value stands for; None for a forged, damaged or old one."""
    try:
        link_id, is_unlocked = signing.TimestampSigner(salt=SALT).unsign_object(
            signed, max_age=LIFETIME
        )
        return SharePass(UUID(link_id), is_unlocked is True)
    except (signing.BadSignature, ValueError, TypeError):
        return None
