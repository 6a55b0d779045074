"""Reading the audit log of a workspace, newest first."""

from collections.abc import Iterator

from django.db.models import QuerySet

from accounts.models import AuditEntry, Workspace

HEADER = ("when (UTC)", "who", "what", "which")


def entries_of(workspace: Workspace) -> QuerySet[AuditEntry]:
    """Return what was done in a workspace."""
    return AuditEntry.objects.filter(workspace=workspace).order_by("-id")


def log_rows(workspace: Workspace) -> Iterator[tuple[str, ...]]:
    """Return the log as rows of a table, with its header."""
    yield HEADER
    for entry in entries_of(workspace).iterator():
        when = entry.at.strftime("%Y-%m-%d %H:%M:%S")
        yield when, entry.actor_name, str(entry.get_action_display()), entry.subject
