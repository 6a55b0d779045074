"""The tables of the accounts application, one subject per file."""

from accounts.models.attempt import Attempt
from accounts.models.audit import AuditEntry
from accounts.models.cache import CacheEntry
from accounts.models.invitation import Invitation
from accounts.models.people import Membership, User, UserManager, Workspace, WorkspaceRow

__all__ = [
    "Attempt",
    "AuditEntry",
    "CacheEntry",
    "Invitation",
    "Membership",
    "User",
    "UserManager",
    "Workspace",
    "WorkspaceRow",
]
