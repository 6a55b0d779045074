"""The tables of the accounts application, one subject per file."""

from accounts.models.audit import AuditEntry
from accounts.models.people import Membership, User, UserManager, Workspace, WorkspaceRow

__all__ = ["AuditEntry", "Membership", "User", "UserManager", "Workspace", "WorkspaceRow"]
