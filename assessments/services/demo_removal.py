"""Taking the demo away, and remembering that nobody wants it back."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from accounts.models import User, Workspace
from assessments.demo import SIGN_INS
from assessments.models import Client

EMAILS = tuple(email for _role, email, _password in SIGN_INS)


@dataclass(frozen=True, slots=True)
class RemovedDemo:
    """What was deleted, by table, and what of the demo stays because somebody works with it."""

    rows: Counter[str]
    kept_workspaces: tuple[Workspace, ...]
    kept_people: tuple[User, ...]


@transaction.atomic
def remove_demo() -> RemovedDemo:
    """Delete the demo's clients with all below them, then its workspace and its people.

    A workspace with clients of its own stays with its people, and is a demo no longer. Somebody
    who is also a member elsewhere, or the operator, keeps the sign-in.
    """
    rows: Counter[str] = Counter()
    # Locked, so that nobody adds a client to a workspace that is about to go.
    workspaces = list(Workspace.objects.select_for_update().filter(is_demo=True))
    rows.update(Client.objects.filter(is_demo=True).delete()[1])
    in_use = set(Client.objects.values_list("workspace_id", flat=True))
    kept = tuple(each for each in workspaces if each.pk in in_use)
    gone = [each.pk for each in workspaces if each.pk not in in_use]
    people = _only_at_home_in(gone)
    members = User.objects.filter(email__in=EMAILS, memberships__workspace__in=workspaces)
    staying = tuple(members.exclude(pk__in=people).distinct().order_by("email"))
    rows.update(Workspace.objects.filter(pk__in=gone).delete()[1])
    rows.update(User.objects.filter(pk__in=people).delete()[1])
    Workspace.objects.filter(pk__in=[each.pk for each in kept]).update(is_demo=False)
    return RemovedDemo(rows, kept, staying)


def is_demo_unwanted() -> bool:
    """Tell whether the demo was removed, and not loaded again by hand since."""
    return _mark().exists()


def remember_removal() -> None:
    """Note that the demo was removed: the preparation leaves it alone from now on."""
    _mark().touch()


def forget_removal() -> None:
    """Note that the demo is wanted again."""
    _mark().unlink(missing_ok=True)


def _mark() -> Path:
    # A file: the database has no place for it, and whoever loses the folder starts anew anyway.
    return Path(settings.DATA_DIR) / "demo_removed"


def _only_at_home_in(workspaces: Collection[UUID]) -> list[UUID]:
    """Return the demo's people who belong to these workspaces and to no other."""
    elsewhere = Workspace.objects.exclude(pk__in=workspaces)
    people = User.objects.filter(
        email__in=EMAILS, is_staff=False, memberships__workspace__in=workspaces
    ).exclude(memberships__workspace__in=elsewhere)
    return list(people.values_list("pk", flat=True))
