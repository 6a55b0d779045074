"""The tables of the assessments application, one subject per file."""

from assessments.models.action import Action
from assessments.models.answering import Ballot, Draft, Participant
from assessments.models.client import Assessment, Client, ClientAccess, InvitedClient
from assessments.models.fact import Fact
from assessments.models.framework import Framework, FrameworkVersion
from assessments.models.rehearsal import Rehearsal
from assessments.models.round import Round, StakeholderGroup
from assessments.models.statement import Statement
from assessments.models.workshop import (
    AgendaItem,
    AgreedLevel,
    Reveal,
    Session,
    SessionSeat,
    Vote,
)

__all__ = [
    "Action",
    "AgendaItem",
    "AgreedLevel",
    "Assessment",
    "Ballot",
    "Client",
    "ClientAccess",
    "Draft",
    "Fact",
    "Framework",
    "FrameworkVersion",
    "InvitedClient",
    "Participant",
    "Rehearsal",
    "Reveal",
    "Round",
    "Session",
    "SessionSeat",
    "StakeholderGroup",
    "Statement",
    "Vote",
]
