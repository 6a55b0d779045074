"""Who stands behind a report, and what has changed since earlier ones were made.

A report keeps a digest of each ballot and how many people of each group answered each
question. The digests are made with a key that is not in the database: whoever has a dump of it
cannot tell by them which of today's ballots are newer than a report.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.utils.crypto import salted_hmac

from assessments.models import Ballot, Round
from reports.enums import ReportState
from reports.models import Report
from scoring.release.steps import may_follow

CHUNK = 1000
DIGEST_BYTES = 8

# What figures rest on: people who answered a question, and those of them who gave a level.
ANSWERED, LEVEL = "answered", "level"


@dataclass(frozen=True, slots=True)
class GroupBasis:
    """The ballots of a group in which something is answered, by digest, and its counts.

    `people` counts by question and kind of answer; `cells` holds the same of each ballot;
    `headcount` is how many people the group has.
    """

    ballots: Counter[str]
    people: Counter[str]
    cells: dict[str, tuple[str, ...]]
    headcount: int = 0


@dataclass(frozen=True, slots=True)
class Basis:
    """What a report is computed from, group by group; `key` tells which key made the digests."""

    key: str
    groups: Mapping[str, GroupBasis]

    def to_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "groups": {
                code: {"ballots": sorted(group.ballots.elements()), "people": group.people}
                for code, group in self.groups.items()
            },
        }


def basis_of(round: Round) -> Basis:
    """Return who stands behind a report of the round as it is now."""
    key = salted_hmac(f"ballots of round {round.pk}", "", algorithm="sha256").digest()
    groups = {
        code: GroupBasis(Counter(), Counter(), {}, headcount)
        for code, headcount in round.groups.values_list("code", "headcount")
    }
    rows = Ballot.objects.filter(round_id=round.pk).values_list("group__code", "answers")
    for code, answers in rows.iterator(chunk_size=CHUNK):
        if answers:
            _count(groups[code], _digest(key, answers), answers)
    return Basis(_digest(key, {}), groups)


def may_replace_reports(round: Round, basis: Basis) -> bool:
    """Tell whether a report on this basis may be shown to those who know the earlier ones."""
    ready = Report.objects.filter(round_id=round.pk, state=ReportState.READY)
    return all(
        # A report from before there were such records cannot be compared, so it stays.
        earlier is not None and may_follow(changes_between(earlier, basis), round.k)
        for earlier in ready.values_list("basis", flat=True)
    )


def reports_on_same_ballots(round: Round, basis: Basis) -> list[UUID]:
    """Return the ready reports of the same ballots, the earliest first.

    They may differ all the same, where facts were corrected between them.
    """
    ready = Report.objects.filter(round_id=round.pk, state=ReportState.READY, basis__isnull=False)
    return [
        pk
        for pk, earlier in ready.order_by("finished_at").values_list("pk", "basis")
        if earlier is not None and not any(changes_between(earlier, basis))
    ]


def changes_between(earlier: Mapping[str, Any], now: Basis) -> Iterator[int]:
    """Yield how many people of each group came and went, altogether and at each question.

    A group cannot get more people than it has: ballots beyond its headcount are those of people
    who were there already, and count as one at most.
    """
    for code in earlier["groups"].keys() | now.groups.keys():
        before = earlier["groups"].get(code, {"ballots": [], "people": {}})
        after = now.groups.get(code, GroupBasis(Counter(), Counter(), {}))
        ballots, people = Counter(before["ballots"]), Counter(before["people"])
        room = max(after.headcount - ballots.total(), 1)
        if earlier["key"] == now.key:
            yield from _changes(ballots, people, after, room)
        else:
            # The secret was changed, so digests tell nothing; the counts still do.
            yield min(abs(after.ballots.total() - ballots.total()), room)
            for cell in after.people | people:
                yield min(abs(after.people[cell] - people[cell]), room)


def _changes(
    ballots: Counter[str], people: Counter[str], after: GroupBasis, room: int
) -> Iterator[int]:
    added, removed = after.ballots - ballots, ballots - after.ballots
    yield min(added.total(), room)
    yield removed.total()
    came: Counter[str] = Counter()
    for digest, times in added.items():
        for cell in after.cells[digest]:
            came[cell] += times
    for cell in after.people | people:
        yield min(came[cell], room)
        yield people[cell] + came[cell] - after.people[cell]


def _count(group: GroupBasis, digest: str, answers: Mapping[str, Any]) -> None:
    cells = tuple(
        f"{item} {kind}"
        for item, value in answers.items()
        for kind in ((ANSWERED, LEVEL) if isinstance(value, int) else (ANSWERED,))
    )
    group.ballots[digest] += 1
    group.people.update(cells)
    group.cells[digest] = cells


def _digest(key: bytes, answers: Mapping[str, Any]) -> str:
    content = json.dumps(answers, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return blake2b(content.encode(), key=key, digest_size=DIGEST_BYTES).hexdigest()
