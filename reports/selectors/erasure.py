"""What erasing a client would take away, in numbers."""

from dataclasses import dataclass

from assessments.enums import RoundState
from assessments.models import Action, Assessment, Ballot, Client, ClientAccess, Fact, Round
from reports.models import Report, ShareLink


@dataclass(frozen=True, slots=True)
class ErasureOutlook:
    """How much lies below a client."""

    assessments: int
    rounds: int
    open_rounds: int
    answers: int
    facts: int
    actions: int
    reports: int
    links: int
    viewers: int


def erasure_outlook(client: Client) -> ErasureOutlook:
    """Return the numbers of what goes with a client."""
    rounds = Round.objects.filter(assessment__client=client)
    return ErasureOutlook(
        assessments=Assessment.objects.filter(client=client).count(),
        rounds=rounds.count(),
        open_rounds=rounds.filter(state=RoundState.OPEN).count(),
        answers=Ballot.objects.filter(round__assessment__client=client).count(),
        facts=Fact.objects.filter(round__assessment__client=client).count(),
        actions=Action.objects.filter(assessment__client=client).count(),
        reports=Report.objects.filter(round__assessment__client=client).count(),
        links=ShareLink.objects.filter(report__round__assessment__client=client).count(),
        viewers=ClientAccess.objects.filter(client=client).count(),
    )
