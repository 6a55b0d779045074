"""Sealing a round: ballots and votes lose their order, and all that leads to their writers.

A database keeps rows in the order they were written, and a dump shows it. Whoever also knows
in which order people took part could lay the two side by side. So all ballots of a closed
round are written anew at one moment, shuffled, under new ids and with one day. A text in
somebody's own words would give away the other answers of whoever is recognised by it, so texts
leave the ballots and are shuffled on their own.

Votes of a workshop lie under ids that a browser's token leads to, and their numbers are those
the browser counted. So each vote is written anew as well, under an id of its own: from then on
no token finds a vote, and no two votes are known to be one person's.
"""

import random
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sized
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from assessments.models import AgendaItem, Ballot, Draft, Round, Statement, Vote
from assessments.promise import LEAST_TEXTS
from assessments.selectors.frameworks import framework_of

BATCH = 500
Row = TypeVar("Row", Ballot, Statement, Vote)
# In place of the number that a browser counted.
SEALED_SEQUENCE = 1


@transaction.atomic
def seal_round(*, round: Round) -> int:
    """Delete the drafts of a round and write ballots, texts and votes anew; return the ballots.

    `round` is locked by the caller. The bytes of the old rows stay in the database's files until
    a worker has cleared them away (`services/traces.py`).
    """
    Draft.objects.filter(participant__round_id=round.pk).delete()
    ballots = list(Ballot.objects.filter(round=round))
    _write_statements(round, _without_texts(round, ballots))
    _write_ballots(round, ballots)
    _write_votes(round)
    AgendaItem.objects.filter(session__round=round).exclude(notes="").update(notes="")
    Round.objects.filter(pk=round.pk).update(has_traces=True)
    return len(ballots)


def _without_texts(round: Round, ballots: Iterable[Ballot]) -> list[Statement]:
    """Take the texts out of the ballots and return them as statements."""
    framework = framework_of(round.framework_version_id)
    codes = [item.code for item in framework.items if item.is_text]
    statements = []
    for ballot in ballots:
        for code in codes:
            text = ballot.answers.pop(code, None)
            if text is not None:
                statement = Statement(round=round, item=code, original=text, wording=text)
                statement.workspace_id = round.workspace_id
                statements.append(statement)
    return statements


def _write_statements(round: Round, new: Iterable[Statement]) -> None:
    """Write old and new texts of a round together, in an order of their own."""
    statements = [
        statement
        for old, late in _by_item(Statement.objects.filter(round=round), new)
        for statement in (old if _would_stand_out(old, late) else old + late)
    ]
    Statement.objects.filter(round=round).delete()
    Statement.objects.bulk_create(_anew(statements), batch_size=BATCH)


def _by_item(
    old: Iterable[Statement], new: Iterable[Statement]
) -> Iterable[tuple[list[Statement], list[Statement]]]:
    """Return the texts to each question: those of earlier sealings, and new ones."""
    pairs: dict[str, tuple[list[Statement], list[Statement]]] = defaultdict(lambda: ([], []))
    for place, statements in enumerate((old, new)):
        for statement in statements:
            pairs[statement.item][place].append(statement)
    return pairs.values()


def _would_stand_out(old: Sized, late: Sized) -> bool:
    """Tell whether late texts are few beside ones that could be read before.

    One text more would be that of the one person who was late, on the page and in the table.
    So texts that can be read move in steps, as reports do, and the few are deleted unread.
    """
    return len(old) >= LEAST_TEXTS and len(late) < LEAST_TEXTS


def _write_ballots(round: Round, ballots: list[Ballot]) -> None:
    day = _last_day(round)
    for ballot in ballots:
        ballot.day = day
    Ballot.objects.filter(round=round).delete()
    Ballot.objects.bulk_create(_anew(ballots), batch_size=BATCH)


def _write_votes(round: Round) -> None:
    votes = list(Vote.objects.filter(round=round))
    for vote in votes:
        vote.seat = uuid.uuid4()
        vote.sequence = SEALED_SEQUENCE
    Vote.objects.filter(round=round).delete()
    Vote.objects.bulk_create(_anew(votes), batch_size=BATCH)


def _anew(rows: list[Row]) -> Iterator[Row]:
    """Yield rows in random order, as new ones under new ids."""
    random.SystemRandom().shuffle(rows)
    for row in rows:
        row.pk = uuid.uuid4()
        row._state.adding = True  # noqa: SLF001  (Django's documented way to copy a row)
        yield row


def _last_day(round: Round) -> date:
    """Return the one day all ballots get: that of closing, or the last one for answers."""
    today = timezone.localdate()
    return today if round.closes_on is None else min(round.closes_on, today)
