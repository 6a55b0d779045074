"""Noting in the audit log what members do: names and counts, never an answer."""

from accounts.access import MemberRequest
from accounts.enums import Action
from accounts.services.audit import record
from assessments.models import Assessment, Round


def note(request: MemberRequest, action: Action, subject: str) -> None:
    """Note what the member who asks did."""
    membership = request.membership
    record(workspace=membership.workspace, actor=membership.user, action=action, subject=subject)


def note_assessment(request: MemberRequest, action: Action, assessment: Assessment) -> None:
    """Note what was done to an assessment."""
    note(request, action, f"{assessment.client.name} · {assessment.title}")


def note_round(request: MemberRequest, action: Action, round: Round, detail: str = "") -> None:
    """Note what was done to a round, with a count or a code where it matters."""
    note(request, action, round_subject(round, detail))


def round_subject(round: Round, detail: str = "") -> str:
    """Return how the log names a round."""
    name = f"{round.assessment.client.name} · {round.label}"
    return f"{name} · {detail}" if detail else name
