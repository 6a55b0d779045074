"""Clients of a workspace and their assessments."""

from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Workspace
from assessments.enums import Cadence, ClientType, RoundState, Sector, SizeBand
from assessments.models import Assessment, Client, Framework, Round


class ClientError(Exception):
    """A client cannot be stored like this; `field` names what is wrong, the text says why."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def create_client(
    *,
    workspace: Workspace,
    name: str,
    sector: Sector,
    size_band: SizeBand,
    client_type: ClientType,
    language: str = settings.LANGUAGE_CODE,
    is_demo: bool = False,
) -> Client:
    """Add an organisation to be assessed."""
    _refuse_taken_name(workspace.pk, name)
    return Client.objects.create(
        workspace=workspace,
        name=name,
        sector=sector,
        size_band=size_band,
        client_type=client_type,
        language=language,
        is_demo=is_demo,
    )


@transaction.atomic
def update_client(
    *,
    client: Client,
    name: str,
    sector: Sector,
    size_band: SizeBand,
    client_type: ClientType,
    language: str,
) -> Client:
    """Change what is known about a client; to whom it sells stays as it is in an open round."""
    if name != client.name:
        _refuse_taken_name(client.workspace_id, name)
    if client_type != client.client_type:
        _refuse_other_questions(client)
    client.name = name
    client.sector = sector
    client.size_band = size_band
    client.client_type = client_type
    client.language = language
    client.save(update_fields=["name", "sector", "size_band", "client_type", "language"])
    return client


@transaction.atomic
def state_records(
    *, client: Client, customer_records: int | None, record_cost: Decimal | None, currency: str
) -> Client:
    """Note how many customer records a client has, and what a wrong one costs."""
    client.customer_records = customer_records
    client.record_cost = record_cost
    client.currency = currency
    client.save(update_fields=["customer_records", "record_cost", "currency"])
    return client


@transaction.atomic
def start_assessment(
    *,
    client: Client,
    framework: Framework,
    title: str,
    cadence: Cadence,
    target_profile: Mapping[str, float],
) -> Assessment:
    """Begin to measure a client with a framework."""
    return Assessment.objects.create(
        workspace_id=client.workspace_id,
        client=client,
        framework=framework,
        title=title,
        cadence=cadence,
        target_profile=dict(target_profile),
    )


@transaction.atomic
def update_assessment(
    *, assessment: Assessment, title: str, cadence: Cadence, target_profile: Mapping[str, float]
) -> Assessment:
    """Change an assessment's title, rhythm and targets; its rounds stay as they are."""
    assessment.title = title
    assessment.cadence = cadence
    assessment.target_profile = dict(target_profile)
    assessment.save(update_fields=["title", "cadence", "target_profile"])
    return assessment


def _refuse_taken_name(workspace_id: UUID, name: str) -> None:
    # The database holds the rule as well; here it gets words.
    if Client.objects.filter(workspace_id=workspace_id, name=name).exists():
        raise ClientError("name", _("You have a client of this name already."))


def _refuse_other_questions(client: Client) -> None:
    if Round.objects.filter(assessment__client=client, state=RoundState.OPEN).exists():
        raise ClientError(
            "client_type",
            _("A round is open, and this decides which questions are asked. Close it first."),
        )
