"""The people of a workspace with the clients that viewers see."""

from dataclasses import dataclass

from accounts.models import Membership, Workspace
from accounts.selectors.people import members_of
from assessments.models import ClientAccess


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member, and for a viewer the names of the clients shown to them."""

    membership: Membership
    clients: tuple[str, ...]


def member_lines(workspace: Workspace) -> list[MemberLine]:
    """Return the members of a workspace in two queries."""
    seen: dict[object, list[str]] = {}
    granted = ClientAccess.objects.filter(workspace=workspace).order_by("client__name")
    for membership_id, name in granted.values_list("membership_id", "client__name"):
        seen.setdefault(membership_id, []).append(name)
    return [MemberLine(member, tuple(seen.get(member.pk, ()))) for member in members_of(workspace)]
