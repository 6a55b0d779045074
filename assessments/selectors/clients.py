"""What a member of a workspace may see, and the list of clients with their current round."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When

from accounts.models import Membership
from assessments.enums import RoundState
from assessments.models import Assessment, Client, Round
from assessments.selectors.participation import Participation, participation_of


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A round with all that its line in a list says."""

    round: Round
    participation: Participation
    has_ended: bool


@dataclass(frozen=True, slots=True)
class ClientLine:
    """A client with its current round, where there is one."""

    client: Client
    current: RoundLine | None


@dataclass(frozen=True, slots=True)
class AssessmentSection:
    """An assessment with its rounds, newest first."""

    assessment: Assessment
    lines: tuple[RoundLine, ...]


def visible_clients(membership: Membership) -> QuerySet[Client]:
    """Return the clients a member may see: a viewer only those granted to them."""
    clients = Client.objects.filter(workspace_id=membership.workspace_id, erasing_at=None)
    if membership.can_edit:
        return clients
    return clients.filter(access__membership=membership)


def visible_assessments(membership: Membership) -> QuerySet[Assessment]:
    """Return the assessments a member may see, with their clients and frameworks."""
    return Assessment.objects.filter(client__in=visible_clients(membership)).select_related(
        "client", "framework", "workspace"
    )


def visible_rounds(membership: Membership) -> QuerySet[Round]:
    """Return the rounds a member may see, with their assessments and clients."""
    return Round.objects.filter(assessment__client__in=visible_clients(membership)).select_related(
        "assessment__client", "assessment__framework"
    )


def client_lines(membership: Membership, today: date) -> list[ClientLine]:
    """Return the member's clients, each with its current round, in a fixed number of queries."""
    current = (
        Round.objects.filter(assessment__client=OuterRef("pk"))
        .order_by(_most_urgent_first(), "-created_at", "-number")
        .values("pk")[:1]
    )
    clients = list(visible_clients(membership).annotate(current_round=Subquery(current)))
    rounds = Round.objects.filter(pk__in=[client.current_round for client in clients])
    lines = {line.round.pk: line for line in round_lines(rounds, today)}
    return [ClientLine(client, lines.get(client.current_round)) for client in clients]


def assessment_sections(assessments: QuerySet[Assessment], today: date) -> list[AssessmentSection]:
    """Return assessments with their rounds, in a fixed number of queries."""
    found = list(assessments.prefetch_related("rounds"))
    lines = round_lines([round for each in found for round in each.rounds.all()], today)
    return [
        AssessmentSection(
            each, tuple(line for line in lines if line.round.assessment_id == each.pk)
        )
        for each in found
    ]


def round_lines(rounds: QuerySet[Round] | Sequence[Round], today: date) -> list[RoundLine]:
    """Return rounds with their participation, in the order given."""
    rounds = list(rounds)
    participation = participation_of(rounds)
    return [RoundLine(round, participation[round.pk], has_ended(round, today)) for round in rounds]


def has_ended(round: Round, today: date) -> bool:
    """Tell whether an open round's closing date has passed; then nobody can answer any more."""
    return round.is_open and round.closes_on is not None and round.closes_on < today


def _most_urgent_first() -> Case:
    return Case(
        When(state=RoundState.OPEN, then=Value(0)),
        When(state=RoundState.DRAFT, then=Value(1)),
        default=Value(2),
    )
