"""Everything that is stored about a person, and whether the person may be erased."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from accounts.enums import Role
from accounts.models import Membership, User, Workspace
from accounts.personal_data import columns_by_address, columns_by_key

NOTE = (
    "Answers given in rounds are not here: nobody can tell whose they are, not even with the "
    "whole database."
)
# Of no use to anybody but an attacker.
UNTOLD = frozenset({"password"})


def personal_data(user: User) -> dict[str, Any]:
    """Return all that is stored about a person, by table and column."""
    return {
        "note": NOTE,
        "account": {
            field.name: field.value_from_object(user)
            for field in user._meta.local_fields
            if field.name not in UNTOLD
        },
        "browsers_signed_in": sum(1 for _session in sessions_of(user)),
        **{
            each.label: _told(each.model, {each.column: user.pk}, each.personal.told)
            for each in columns_by_key()
        },
        **{
            each.label: _told(
                each.model, {f"{each.column}__iexact": user.email}, each.personal.told
            )
            for each in columns_by_address()
        },
    }


def sessions_of(user: User) -> Iterator[Session]:
    """Yield the browsers in which a person is signed in."""
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            yield session


def workspaces_without_other_owner(user: User) -> list[Workspace]:
    """Return the workspaces that nobody else could run if the person were gone."""
    others = Membership.objects.filter(role=Role.OWNER, user__is_active=True).exclude(user=user)
    owned = Workspace.objects.filter(memberships__user=user, memberships__role=Role.OWNER)
    return list(owned.exclude(pk__in=others.values("workspace")))


def is_at_home_only_in(user: User, workspace: Workspace) -> bool:
    """Tell whether a person's sign-in serves this workspace alone, so that its owner may decide."""
    elsewhere = user.memberships.exclude(workspace=workspace)
    return not user.is_staff and not elsewhere.exists()


def _told(model: Any, condition: dict[str, Any], columns: tuple[str, ...]) -> list[dict[str, Any]]:
    return list(model._default_manager.filter(**condition).order_by("pk").values(*columns))
