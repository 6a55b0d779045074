"""Signed links with which a fact owner, who has no account, gets to their facts."""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

SALT = "assessments.fact-owner"


@dataclass(frozen=True, slots=True)
class FactLink:
    """What a link opens: the facts of one owning group in one round."""

    round_id: UUID
    owner: str


def sign_fact_link(link: FactLink) -> str:
    """Return the part of the address that only this installation can make."""
    return signing.Signer(salt=SALT).sign_object([link.round_id.hex, link.owner])


def read_fact_link(signed: str) -> FactLink | None:
    """Return what a link opens; None for a forged or damaged one."""
    try:
        round_id, owner = signing.Signer(salt=SALT).unsign_object(signed)
        return FactLink(UUID(round_id), str(owner))
    except (signing.BadSignature, ValueError, TypeError):
        return None
