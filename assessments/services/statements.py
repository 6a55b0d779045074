"""Blacking out what would give somebody away, before a round is published."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import RoundState
from assessments.models import Round, Statement
from assessments.redaction import is_redaction, redacted
from assessments.selectors.statements import readable_text
from assessments.services.rounds import RoundStateError


class NotARedactionError(Exception):
    """The wording says something that the text does not; the message is for who redacts."""


@transaction.atomic
def redact_statement(*, round: Round, statement_id: UUID, wording: str, is_left_out: bool) -> bool:
    """Set how a text will be read, or leave it out; False when there is no such text to read."""
    locked = Round.objects.select_for_update().get(pk=round.pk)
    if locked.state != RoundState.CLOSED:
        raise RoundStateError(
            _("Texts can be blacked out after the round is closed and before it is published.")
        )
    text = readable_text(locked, statement_id)
    if text is None:
        return False
    wording = redacted(wording)
    if not wording or not is_redaction(wording, text.original):
        raise NotARedactionError(
            _(
                "Nothing was saved. A text can lose passages, but no word of it can be changed, "
                "moved or added."
            )
        )
    rows = Statement.objects.filter(pk=text.id)
    rows.update(wording=wording, is_left_out=is_left_out)
    return True
