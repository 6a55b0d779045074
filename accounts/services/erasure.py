"""Erasing a person: the account and all that hangs on it; what they did stays without a name."""

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import Membership, User
from accounts.personal_data import Fate, columns_by_address, columns_by_key
from accounts.selectors.personal_data import sessions_of, workspaces_without_other_owner


class LastOwnerError(Exception):
    """Somebody cannot be erased because a workspace would be left without an owner."""


@transaction.atomic
def erase_person(*, user: User) -> None:
    """Delete a person's account with all that hangs on it, and take the name off the rest."""
    _refuse_last_owner(user)
    for each in columns_by_key():
        rows = each.model._default_manager.filter(**{each.column: user.pk})
        if each.personal.fate is Fate.NAMELESS:
            rows.update(**{each.column: None}, **dict.fromkeys(each.personal.blanked, ""))
        else:
            rows.delete()
    for each in columns_by_address():
        rows = each.model._default_manager.filter(**{f"{each.column}__iexact": user.email})
        if each.personal.fate is Fate.NAMELESS:
            rows.update(**{each.column: ""})
        else:
            rows.delete()
    for session in sessions_of(user):
        session.delete()
    # What the operator's pages noted about the person, by name.
    LogEntry.objects.filter(object_id=str(user.pk)).delete()
    user.delete()


def _refuse_last_owner(user: User) -> None:
    # Locked, so that two last owners cannot both go at once.
    owners = Membership.objects.select_for_update().filter(
        role=Role.OWNER, workspace__memberships__user=user
    )
    list(owners.order_by("pk").values_list("pk"))
    alone = workspaces_without_other_owner(user)
    if alone:
        raise LastOwnerError(
            _(
                "%(person)s is the last owner of %(workspaces)s. Make somebody else an owner "
                "there first, or have the workspace erased."
            )
            % {
                "person": user.email,
                "workspaces": get_text_list([str(each) for each in alone], _("and")),
            }
        )
