"""Every route of the product with its door: add a line here for each route you add.

A line is `"namespace:name": Route(DOOR)`, with the name that `reverse()` takes.

1. Choose the door in `doors.py`: ANYBODY, SIGNED_IN, WORKSPACE (all members, nothing of a
   client), MEMBERS (of a client), EDITORS, OWNERS, SEATED (participants), VISITORS (share links),
   REHEARSING (phones of a rehearsal).
2. Say which methods the route knows: PAGE (the default), FORM, ACTION, or CLASS and
   CLASS_FORM for allauth's pages. All other methods must be refused. METHODS stands where
   allauth leads people on before it looks at the method.
3. Where writing needs more than reading, add `writes=`; where an empty form is not enough to get
   past the door, add `form=` or `json=`.
4. If the address has a part that no other address has, give it a value in `world.py`
   (`Objects.parts`); where it means another object than usual, add `parts=`.

`test_route_matrix.py` asks every route as everybody, for own, foreign and absent objects, with
every method. A route without a line fails it, and so does a line without a route.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.routes.doors import (
    ANYBODY,
    EDITORS,
    EDITORS_OF_A_MEMBERS_PAGE,
    MEMBERS,
    NOT_SET_UP,
    OWNERS,
    REHEARSING,
    SEATED,
    SIGNED_IN,
    VISITORS,
    WORKSPACE,
    Door,
)

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SAFE = ("GET", "HEAD", "OPTIONS")

PAGE = ("GET", "HEAD")
# What scripts ask for.
GET_ONLY = ("GET",)
FORM = ("GET", "HEAD", "POST")
ACTION = ("POST",)
# Django's and allauth's pages made of classes; those with a form take PUT for POST.
CLASS = ("GET", "HEAD", "POST", "OPTIONS")
CLASS_FORM = (*CLASS, "PUT")


@dataclass(frozen=True)
class Route:
    """The door of a route, the methods it knows, and what to send it."""

    door: Door
    methods: tuple[str, ...] = PAGE
    writes: Door | None = None
    form: Mapping[str, str] = field(default_factory=dict)
    json: Any = None
    # Where an address means another object than usual: the part, and what the world calls it.
    parts: Mapping[str, str] = field(default_factory=dict)

    def named(self, parts: Mapping[str, Any]) -> dict[str, Any]:
        """The parts of the route's address."""
        return {**parts, **{part: parts[other] for part, other in self.parts.items()}}

    def door_for(self, method: str) -> Door:
        return self.door if self.writes is None or method in SAFE else self.writes


# A vote of the right shape in a workshop that nobody holds: whoever has a place is told so.
A_VOTE = {
    "session": "0b8f7a52-6f0e-4c43-9d8e-3c2d8f6a1b00",
    "item": "C1a",
    "phase": 1,
    "value": "3",
    "sequence": 1,
    "given_before": False,
}

# Django's own pages for the operator, tested as a block.
OPERATORS_BLOCK = "admin:"

ROUTES: dict[str, Route] = {
    # --- The front door
    "home": Route(ANYBODY),
    "health": Route(ANYBODY),
    "account_login": Route(ANYBODY, CLASS_FORM),
    "account_logout": Route(ANYBODY, CLASS),
    "account_reset_password": Route(ANYBODY, FORM),
    "account_reset_password_from_key": Route(ANYBODY, METHODS),
    "account_reset_password_from_key_done": Route(ANYBODY, SAFE),
    "mfa_authenticate": Route(ANYBODY, METHODS),
    "mfa_login_webauthn": Route(ANYBODY, CLASS_FORM),
    # --- Your sign-in
    "mfa_index": Route(SIGNED_IN),
    "mfa_list_webauthn": Route(SIGNED_IN),
    "end-other-sessions": Route(SIGNED_IN, ACTION),
    "account_change_password": Route(SIGNED_IN, CLASS_FORM),
    "account_reauthenticate": Route(SIGNED_IN, CLASS_FORM),
    "mfa_reauthenticate": Route(SIGNED_IN, METHODS),
    "mfa_reauthenticate_webauthn": Route(SIGNED_IN, METHODS),
    "mfa_activate_totp": Route(SIGNED_IN, METHODS),
    "mfa_deactivate_totp": Route(NOT_SET_UP, CLASS_FORM),
    "mfa_view_recovery_codes": Route(NOT_SET_UP),
    "mfa_generate_recovery_codes": Route(SIGNED_IN, METHODS),
    "mfa_add_webauthn": Route(SIGNED_IN, METHODS),
    "mfa_remove_webauthn": Route(SIGNED_IN, METHODS),
    "own-data": Route(SIGNED_IN, FORM),
    "own-data-file": Route(SIGNED_IN),
    # --- A workspace and its people
    "assessments:workspace-settings": Route(OWNERS, FORM),
    "reports:look": Route(OWNERS, FORM, form={"accent": "#0f6b62", "paper": "a4"}),
    "reports:look-logo": Route(OWNERS),
    "assessments:people": Route(OWNERS),
    "assessments:colleague-new": Route(OWNERS, FORM),
    "assessments:invitation-withdraw": Route(OWNERS, ACTION),
    "assessments:member-edit": Route(OWNERS, FORM),
    "assessments:member-remove": Route(OWNERS, ACTION),
    "member-data": Route(OWNERS, FORM),
    "member-data-file": Route(OWNERS),
    "audit-log": Route(OWNERS),
    "audit-log-csv": Route(OWNERS),
    # --- Clients, assessments and rounds
    "assessments:clients": Route(WORKSPACE),
    "assessments:client-new": Route(EDITORS, FORM),
    "assessments:client": Route(MEMBERS),
    "assessments:client-edit": Route(EDITORS, FORM),
    "assessments:assessment-new": Route(EDITORS, FORM),
    "assessments:assessment": Route(MEMBERS),
    "assessments:assessment-edit": Route(EDITORS, FORM),
    "assessments:round-new": Route(EDITORS, FORM),
    "assessments:round": Route(MEMBERS),
    "assessments:round-participation": Route(MEMBERS),
    "assessments:round-edit": Route(EDITORS, FORM),
    "assessments:round-open": Route(EDITORS, ACTION),
    "assessments:round-links": Route(EDITORS, FORM),
    "assessments:round-sheet": Route(MEMBERS),
    "assessments:round-code": Route(MEMBERS),
    "assessments:round-facts": Route(MEMBERS, FORM, writes=EDITORS_OF_A_MEMBERS_PAGE),
    "assessments:round-words": Route(EDITORS),
    "assessments:statement-edit": Route(EDITORS, FORM, parts={"round_id": "closed_round_id"}),
    # --- A workshop
    "assessments:workshop": Route(EDITORS, FORM),
    "assessments:workshop-counters": Route(EDITORS),
    "assessments:workshop-step": Route(EDITORS, ACTION),
    "assessments:workshop-notes": Route(EDITORS, ACTION),
    "assessments:projector": Route(EDITORS),
    "assessments:projector-state": Route(EDITORS, GET_ONLY),
    "assessments:workshop-ballots": Route(EDITORS, FORM),
    "assessments:workshop-typing": Route(EDITORS, FORM),
    "assessments:rehearsal": Route(EDITORS, FORM),
    "assessments:rehearsal-progress": Route(EDITORS),
    "assessments:rehearsal-seat": Route(REHEARSING, ACTION),
    "assessments:rehearsal-state": Route(REHEARSING, GET_ONLY),
    "assessments:rehearsal-vote": Route(REHEARSING, ACTION, json=A_VOTE),
    "assessments:live": Route(SEATED),
    "assessments:live-is-on": Route(SEATED, GET_ONLY),
    "assessments:live-state": Route(SEATED, GET_ONLY),
    "assessments:live-attend": Route(SEATED, ACTION),
    "assessments:live-vote": Route(SEATED, ACTION, json=A_VOTE),
    # --- Whoever holds a secret of the address
    "assessments:welcome": Route(ANYBODY, FORM, parts={"token": "invited"}),
    "assessments:fact-owner": Route(ANYBODY, FORM),
    "assessments:join": Route(ANYBODY),
    "assessments:join-code": Route(ANYBODY, FORM),
    "assessments:invitation": Route(ANYBODY, FORM, form={"token": "T" * 43}),
    "reports:open-share": Route(ANYBODY),
    "reports:shared": Route(VISITORS, FORM),
    "reports:shared-page": Route(VISITORS),
    "reports:shared-what-if": Route(VISITORS),
    "reports:shared-own-words": Route(VISITORS),
    "reports:shared-figure": Route(VISITORS),
    "reports:shared-table": Route(VISITORS),
    "reports:shared-picture": Route(VISITORS),
    "reports:shared-file": Route(VISITORS),
    "reports:shared-explain": Route(VISITORS),
    "reports:shared-logo": Route(VISITORS),
    "reports:shared-look": Route(VISITORS),
    # --- Answering
    "assessments:answer": Route(SEATED),
    "assessments:answer-taps": Route(SEATED, ACTION, json={"taps": []}),
    "assessments:answer-place": Route(SEATED, FORM),
    "assessments:answer-review": Route(SEATED),
    "assessments:answer-submit": Route(SEATED, ACTION),
    "assessments:receipt": Route(SEATED),
    # --- Reports
    "reports:close-round": Route(EDITORS, FORM),
    "reports:reopen-round": Route(EDITORS, FORM),
    "reports:publish-round": Route(EDITORS, FORM),
    "reports:client-erase": Route(OWNERS, FORM),
    "reports:report": Route(MEMBERS),
    "reports:explain": Route(MEMBERS),
    "reports:what-if": Route(MEMBERS),
    "reports:report-progress": Route(MEMBERS),
    "reports:report-retry": Route(EDITORS, ACTION),
    "reports:report-stop": Route(EDITORS, ACTION),
    "reports:report-page": Route(MEMBERS),
    "reports:report-logo": Route(MEMBERS),
    "reports:report-look": Route(MEMBERS),
    "reports:own-words": Route(MEMBERS, parts={"round_id": "published_round_id"}),
    "reports:figure": Route(MEMBERS),
    "reports:table": Route(MEMBERS),
    "reports:picture": Route(MEMBERS),
    "reports:comment": Route(EDITORS, FORM),
    "reports:files": Route(MEMBERS),
    "reports:file": Route(MEMBERS),
    "reports:files-again": Route(EDITORS, ACTION),
    "reports:files-stop": Route(EDITORS, ACTION),
    "reports:share": Route(EDITORS, FORM),
    "reports:share-revoke": Route(EDITORS, ACTION, parts={"round_id": "published_round_id"}),
}
