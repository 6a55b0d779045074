"""What the database of a stack holds of a workshop, read by the product's own models.

records = read_records(stack, tokens)      # by a process on the stack's data
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.services.stack import BASE_DIR, Stack


@dataclass(frozen=True, slots=True)
class Row:
    """A stored vote; `phone` is the place of its phone among the tokens, None for a stranger."""

    phone: int | None
    item: str
    phase: int
    value: str
    sequence: int


@dataclass(frozen=True, slots=True)
class Records:
    """The votes, and the answers in the draft of each phone."""

    rows: tuple[Row, ...]
    drafts: tuple[dict[str, Any], ...]
    agenda: tuple[str, ...]


def read_records(stack: Stack, tokens: Sequence[str]) -> Records:
    """Read the newest workshop of a stack."""
    read = json.loads(_run(stack, "read", json.dumps(list(tokens))))
    return Records(
        rows=tuple(Row(**row) for row in read["rows"]),
        drafts=tuple(read["drafts"]),
        agenda=tuple(read["agenda"]),
    )


def delete_vote(stack: Stack, token: str, item: str, phase: int) -> None:
    """Lose a vote, to see that it is missed."""
    _run(stack, "delete", json.dumps([token, item, phase]))


def _run(stack: Stack, what: str, text: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.room.records", what],
        cwd=BASE_DIR,
        env=stack.environment,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.returncode, done.stderr
    return done.stdout


def _read(tokens: list[str]) -> dict[str, Any]:
    from assessments.models import Draft, Session
    from assessments.selectors.answering import token_hash
    from assessments.selectors.workshops.seats import seat_in

    session = Session.objects.latest("started_at")
    seats = {seat_in(session, token): phone for phone, token in enumerate(tokens)}
    drafts = dict(Draft.objects.values_list("participant__token_hash", "answers"))
    votes = session.votes.values("seat", "item", "phase", "value", "sequence")
    return {
        "rows": [{"phone": seats.get(vote.pop("seat")), **vote} for vote in votes],
        "drafts": [drafts.get(token_hash(token), {}) for token in tokens],
        "agenda": list(session.agenda.values_list("item", flat=True)),
    }


def _delete(token: str, item: str, phase: int) -> None:
    from assessments.models import Session
    from assessments.selectors.workshops.seats import seat_in

    session = Session.objects.latest("started_at")
    session.votes.get(seat=seat_in(session, token), item=item, phase=phase).delete()


if __name__ == "__main__":
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "crm_readiness.settings"
    django.setup()
    if sys.argv[1] == "delete":
        _delete(*json.load(sys.stdin))
    else:
        print(json.dumps(_read(json.load(sys.stdin))))
