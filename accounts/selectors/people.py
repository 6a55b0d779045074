"""Who belongs to a workspace, and who is invited."""

import hashlib

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Invitation, Membership, User, Workspace


def members_of(workspace: Workspace) -> QuerySet[Membership]:
    """Return the members with their accounts, by role and name."""
    return (
        Membership.objects.filter(workspace=workspace)
        .select_related("user")
        .order_by("user__name", "user__email")
    )


def open_invitations(workspace: Workspace) -> QuerySet[Invitation]:
    """Return the invitations that can still be accepted."""
    return Invitation.objects.filter(workspace=workspace, expires_at__gt=timezone.now())


def invitation_by_token(token: str) -> Invitation | None:
    """Return the invitation that a link is for, as long as it can be accepted."""
    return (
        Invitation.objects.select_related("workspace")
        .filter(token_hash=invitation_hash(token), expires_at__gt=timezone.now())
        .first()
    )


def account_with(email: str) -> User | None:
    """Return the account with an e-mail address."""
    return User.objects.filter(email__iexact=email).first()


def invitation_hash(token: str) -> str:
    """Return what is stored of an invitation's secret: it can be recognised, not found out."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
