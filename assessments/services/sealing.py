"""Sealing a round: ballots lose the order in which they were handed in.

A database keeps rows in the order they were written, and a dump shows it. Whoever also knows
in which order people took part could lay the two side by side. So all ballots of a closed
round are written anew at one moment, shuffled and under new ids.
"""

import random
import uuid

from django.db import transaction

from assessments.models import Ballot, Round

BATCH = 500


@transaction.atomic
def shuffle_ballots(*, round: Round) -> int:
    """Write the ballots of a round anew in an order that means nothing; return their number."""
    ballots = list(Ballot.objects.filter(round=round))
    random.SystemRandom().shuffle(ballots)
    Ballot.objects.filter(round=round).delete()
    for ballot in ballots:
        ballot.pk = uuid.uuid4()
        ballot._state.adding = True  # noqa: SLF001  (Django's documented way to copy a row)
    Ballot.objects.bulk_create(ballots, batch_size=BATCH)
    return len(ballots)
