"""Writing, changing and taking away comments on the pages of a report."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from assessments.models import Round
from reports.models import Comment


@transaction.atomic
def comment_on(*, round: Round, page: str, text: str, author: User) -> None:
    """Keep a comment on a page; an empty text takes it away."""
    if not text:
        Comment.objects.filter(round=round, page=page).delete()
        return
    Comment.objects.update_or_create(
        round=round,
        page=page,
        defaults={
            "workspace_id": round.workspace_id,
            "text": text,
            "author": author,
            "changed_at": timezone.now(),
        },
    )
