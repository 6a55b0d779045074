"""Publishing a round: its report is final, and only what was redacted remains of the texts."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import RoundState
from assessments.models import Round, Statement
from assessments.selectors.statements import own_words
from assessments.services.rounds import RoundStateError


@transaction.atomic
def publish_round(*, round: Round) -> Round:
    """Publish a closed round and delete every text as it was handed in.

    Texts that are left out, and those too few to be shown, are deleted altogether. There is no
    way back: a published round is neither opened again nor redacted.
    """
    changed = Round.objects.filter(pk=round.pk, state=RoundState.CLOSED).update(
        state=RoundState.PUBLISHED, has_traces=True
    )
    if not changed:
        raise RoundStateError(
            _("Only a closed round can be published, and this one is not closed.")
        )
    shown = [words.item for words in own_words(round) if words.to_publish]
    statements = Statement.objects.filter(round_id=round.pk)
    statements.exclude(item__in=shown, is_left_out=False).delete()
    statements.update(original="")
    round.refresh_from_db()
    return round
