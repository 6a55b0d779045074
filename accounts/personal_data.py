"""Which rows are about a person, what of them is told, and what becomes of them at the end.

Every key to a person and every column for an e-mail address, in whatever table, stands here;
a test reads the models and fails where one is missing. Answers are not among them: nobody can
tell whose they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.apps import apps
from django.db.models import Field, Model


class Fate(StrEnum):
    """What becomes of a row when the person it names is erased."""

    DELETED = "deleted"
    NAMELESS = "nameless"


@dataclass(frozen=True, slots=True)
class Personal:
    """How rows that name a person are told to the person, and their fate.

    `blanked` are columns that repeat the name in words.
    """

    told: tuple[str, ...]
    fate: Fate
    blanked: tuple[str, ...] = ()


PLACE_OF_ROUND = ("workspace__name", "round__assessment__client__name", "round__label")
PLACE_OF_SESSION = ("workspace__name", "session__round__label")

# Application, model and the column with the key to the person.
BY_KEY: dict[str, Personal] = {
    "account.EmailAddress.user": Personal(("email", "verified", "primary"), Fate.DELETED),
    "accounts.AuditEntry.actor": Personal(
        ("workspace__name", "action", "subject", "at"), Fate.NAMELESS, ("actor_name",)
    ),
    "accounts.Invitation.invited_by": Personal(
        ("workspace__name", "email", "role", "expires_at"), Fate.NAMELESS
    ),
    "accounts.Membership.user": Personal(("workspace__name", "role"), Fate.DELETED),
    "accounts.User_groups.user": Personal(("group__name",), Fate.DELETED),
    "accounts.User_user_permissions.user": Personal(("permission__codename",), Fate.DELETED),
    "admin.LogEntry.user": Personal(("action_time", "object_repr"), Fate.DELETED),
    "assessments.AgreedLevel.facilitator": Personal(
        (*PLACE_OF_SESSION, "item", "level", "reason", "agreed_at"), Fate.NAMELESS
    ),
    "assessments.Fact.entered_by": Personal(
        (*PLACE_OF_ROUND, "item", "evidence", "as_of", "changed_at"), Fate.NAMELESS
    ),
    "assessments.Session.facilitator": Personal(
        ("workspace__name", "round__label", "started_at", "ended_at"), Fate.NAMELESS
    ),
    "mfa.Authenticator.user": Personal(("type", "created_at", "last_used_at"), Fate.DELETED),
    "reports.Comment.author": Personal(
        (*PLACE_OF_ROUND, "page", "text", "changed_at"), Fate.NAMELESS
    ),
    "reports.ShareLink.made_by": Personal(
        ("workspace__name", "report__round__label", "audience", "made_at"), Fate.NAMELESS
    ),
}
# Rows that know a person by the address only.
BY_ADDRESS: dict[str, Personal] = {
    "accounts.AuditEntry.subject": Personal(("workspace__name", "action", "at"), Fate.NAMELESS),
    "accounts.Invitation.email": Personal(("workspace__name", "role", "expires_at"), Fate.DELETED),
}


@dataclass(frozen=True, slots=True)
class PersonalColumn:
    """A column of an installed model that names people, and what is said about it above."""

    label: str
    model: type[Model]
    column: str
    personal: Personal


def columns_by_key() -> Iterator[PersonalColumn]:
    """Yield the columns with keys to a person."""
    return _installed(BY_KEY)


def columns_by_address() -> Iterator[PersonalColumn]:
    """Yield the columns with addresses of people who need no account."""
    return _installed(BY_ADDRESS)


def label_of(field: Field) -> str:
    """Return the name under which a column stands above."""
    return f"{field.model._meta.label}.{field.name}"


def _installed(listed: dict[str, Personal]) -> Iterator[PersonalColumn]:
    columns = {
        label_of(field): field.model
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
    }
    for label, personal in listed.items():
        if label in columns:
            yield PersonalColumn(label, columns[label], label.rpartition(".")[2], personal)
