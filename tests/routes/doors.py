"""Who there is, and the doors that routes have: whom a door lets in and how it answers others."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Somebody with a browser. All of them look at the same workspace, "north"."""

    ANONYMOUS = "anonymous"
    PARTICIPANT = "participant"  # holds a place in north's round
    VISITOR = "visitor"  # has opened a share link of north
    VIEWER_WITHOUT = "viewer without access"  # of north, but not of its client
    VIEWER = "viewer"  # of north, with access to its client
    CONSULTANT = "consultant"
    OWNER = "owner"
    STRANGER = "owner of another workspace"
    OPERATOR = "operator"  # runs the installation, belongs to no workspace


class Outcome(StrEnum):
    """The class of an answer."""

    IN = "let in"
    SIGN_IN = "sent to the sign-in"
    FORBIDDEN = "forbidden"
    GONE = "not found"
    NOT_ALLOWED = "method not allowed"
    BROKEN = "broken"


UNSIGNED = frozenset({Role.ANONYMOUS, Role.PARTICIPANT, Role.VISITOR})
SIGNED = frozenset(Role) - UNSIGNED
VIEWERS = frozenset({Role.VIEWER, Role.VIEWER_WITHOUT})
EDITING = frozenset({Role.CONSULTANT, Role.OWNER})


@dataclass(frozen=True)
class Door:
    """What stands before a route.

    `lets_in` are let in to north's objects. `refuses` belong to north and lack the role: they
    are told so (403), for north's objects or, `refuses_first`, for whatever they ask north for.
    For all others, and for everybody who asks for what is not north's, nothing is there:
    `unsigned` without a sign-in and `others` with one.
    """

    lets_in: frozenset[Role]
    refuses: frozenset[Role] = frozenset()
    refuses_first: frozenset[Role] = frozenset()
    unsigned: Outcome = Outcome.SIGN_IN
    others: Outcome = Outcome.GONE

    def answer(self, role: Role) -> Outcome:
        """What a role is answered about north's own objects."""
        if role in self.lets_in:
            return Outcome.IN
        if role in self.refuses | self.refuses_first:
            return Outcome.FORBIDDEN
        return self.unsigned if role in UNSIGNED else self.others

    def answer_elsewhere(self, role: Role, *, within_north: bool) -> Outcome:
        """What a role is answered about objects that are another's or do not exist."""
        if self.lets_in == frozenset(Role):
            return Outcome.GONE
        if within_north and role in self.refuses_first:
            return Outcome.FORBIDDEN
        return self.unsigned if role in UNSIGNED else self.others


ANYBODY = Door(frozenset(Role))
SIGNED_IN = Door(SIGNED)
# Pages about a second step that nobody here has.
NOT_SET_UP = Door(frozenset())
WORKSPACE = Door(EDITING | VIEWERS)
MEMBERS = Door(EDITING | {Role.VIEWER})
EDITORS = Door(EDITING, refuses_first=VIEWERS)
# Viewers may look at the page, so a client that is not theirs does not exist for them.
EDITORS_OF_A_MEMBERS_PAGE = Door(EDITING, refuses=frozenset({Role.VIEWER}))
OWNERS = Door(frozenset({Role.OWNER}), refuses_first=VIEWERS | {Role.CONSULTANT})
SEATED = Door(frozenset({Role.PARTICIPANT}), unsigned=Outcome.FORBIDDEN, others=Outcome.FORBIDDEN)
# A pass that only this installation signs, and none of these roles has.
REHEARSING = Door(frozenset(), unsigned=Outcome.FORBIDDEN, others=Outcome.FORBIDDEN)
VISITORS = Door(frozenset({Role.VISITOR}), unsigned=Outcome.GONE)
