"""An attacker with a full dump of a sealed database does no better than chance.

The attacker knows in which order people handed in, and tries every order that the dump has: of
rows on disk, of ids, of days, of transactions. Each attack lays two tables side by side. In a
random order one row of any number meets its own by chance, so over many rounds an attack hits
about as often as there are rounds; the tolerance is six standard deviations of that.
"""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from assessments.models import Round
from assessments.selectors.answering import token_hash
from assessments.services.answering import Tap, save_taps, submit_ballot
from assessments.services.joining import join_round
from assessments.services.reopening import reopen_round
from assessments.services.rounds import close_round
from tests.factories import open_round_with_groups

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 30
PEOPLE = 8
LATE = 3
MOST_HITS = ROUNDS + 6 * sqrt(ROUNDS)

Row = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A round, and its people in the order in which they hand in.

    What they answer and write is drawn for each, so that content tells an attacker nothing, and
    the test whose it is.
    """

    round: Round
    tokens: tuple[str, ...]
    answers: tuple[int, ...]
    words: tuple[int, ...]

    def hand_in(self, people: Iterable[int]) -> None:
        for person in people:
            token, answer = self.tokens[person], self.answers[person]
            taps = [
                Tap("S1a", 1 + answer % 5, 1),
                Tap("S2a", 1 + answer // 5, 2),
                Tap("S1d", f"Sentence {self.words[person]}", 3),
            ]
            save_taps(token=token, round_id=self.round.pk, taps=taps)
            submit_ballot(token=token, round_id=self.round.pk)

    def person(self, row: Row) -> int:
        """Tell whose row this is; an attacker cannot."""
        if "token_hash" in row:
            return [token_hash(token) for token in self.tokens].index(row["token_hash"])
        if "original" in row:
            return self.words.index(int(row["original"].removeprefix("Sentence ")))
        answers = json.loads(row["answers"])
        return self.answers.index(answers["S1a"] - 1 + 5 * (answers["S2a"] - 1))


def new_case() -> Case:
    """Return a round that everybody has joined, in another order than that of handing in."""
    round, groups = open_round_with_groups({"business": PEOPLE})
    tokens = [join_round(round=round, group=groups["business"]) for _person in range(PEOPLE)]
    drawn = (tuple(random.sample(range(PEOPLE), PEOPLE)) for _subject in range(2))
    return Case(round, tuple(random.sample(tokens, PEOPLE)), *drawn)


def left_open(case: Case) -> None:
    case.hand_in(range(PEOPLE))


def closed(case: Case) -> None:
    case.hand_in(range(PEOPLE))
    close_round(round=case.round)


def closed_twice(case: Case) -> None:
    case.hand_in(range(PEOPLE - LATE))
    close_round(round=case.round)
    reopen_round(round=case.round, closes_on=timezone.localdate() + timedelta(days=1))
    case.hand_in(range(PEOPLE - LATE, PEOPLE))
    close_round(round=case.round)


def dump(table: str, round: Round) -> list[Row]:
    """Return all columns of a round's rows in a table, with what the database adds to them."""
    added = {"sqlite": "rowid AS place", "postgresql": "xmin::text::bigint AS place"}
    order = {"sqlite": "rowid", "postgresql": "ctid"}
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {added[connection.vendor]}, t.* FROM assessments_{table} t"
            f" WHERE round_id = %s ORDER BY {order[connection.vendor]}",
            [round.pk.hex if connection.vendor == "sqlite" else round.pk],
        )
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def orders(case: Case, table: str) -> Iterator[tuple[str, list[int]]]:
    """Yield whose rows stand one after the other, for every order that the dump has."""
    rows = dump(table, case.round)
    for column in (None, *(rows[0] if rows else ())):
        ordered = rows if column is None else sorted(rows, key=lambda row: _sortable(row[column]))
        people = [case.person(row) for row in ordered]
        name = f"{table} by {column or 'disk'}"
        yield name, people
        yield f"{name} backwards", people[::-1]


def _sortable(value: Any) -> Any:
    return value if isinstance(value, int) else str(value)


def attacks(case: Case) -> Iterator[tuple[str, int]]:
    """Yield the name of each attack on a round and how many pairs it gets right."""
    known = ("order of handing in", list(range(PEOPLE)))
    people = [known, *orders(case, "participant")]
    ballots, texts = list(orders(case, "ballot")), list(orders(case, "statement"))
    for first, second in ((people, ballots), (people, texts), (texts, ballots)):
        for name, left in first:
            for other, right in second:
                yield f"{name} × {other}", sum(map(int.__eq__, left, right))


def best_attack(way: Callable[[Case], None]) -> tuple[int, str]:
    """Return the hits of the attack that is right most often over all rounds, and its name."""
    hits: Counter[str] = Counter()
    for _round in range(ROUNDS):
        case = new_case()
        way(case)
        hits.update(dict(attacks(case)))
    name, number = hits.most_common(1)[0]
    return number, name


@pytest.mark.parametrize("way", [closed, closed_twice])
def test_after_sealing_no_attack_is_better_than_chance(way):
    number, name = best_attack(way)
    assert number < MOST_HITS, name


def test_negative_control_before_sealing_the_order_of_rows_tells_everything():
    number, _name = best_attack(left_open)
    assert number > 0.9 * ROUNDS * PEOPLE


def test_negative_control_writing_anew_without_shuffling_tells_everything(monkeypatch):
    monkeypatch.setattr(random.SystemRandom, "shuffle", lambda _self, _rows: None)
    number, _name = best_attack(closed)
    assert number > 0.9 * ROUNDS * PEOPLE
