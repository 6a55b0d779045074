"""How long a workspace keeps the answers of closed rounds."""

from django.db import transaction

from accounts.models import Workspace


@transaction.atomic
def set_retention(*, workspace: Workspace, months: int | None) -> None:
    """Keep answers for so many months after closing; None keeps them for good."""
    workspace.retention_months = months
    workspace.save(update_fields=["retention_months"])
