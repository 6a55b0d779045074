"""Compares what phones sent and were told with what is stored: no vote lost, twice or changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tests.room.phone import REFUSED, STORED, Key, Log
from tests.room.records import Records, Row

BLIND = 1


def complaints(logs: Sequence[Log], records: Records) -> list[str]:
    """Return what is wrong; nothing when every acknowledged vote is there as it was sent."""
    by_phone: dict[int | None, list[Row]] = defaultdict(list)
    for row in records.rows:
        by_phone[row.phone].append(row)
    found = [f"a vote of nobody: {row}" for row in by_phone[None]]
    for phone, log in enumerate(logs):
        draft = records.drafts[phone]
        found += [f"phone {phone}: {text}" for text in _of_phone(log, by_phone[phone], draft)]
    return found


def _of_phone(log: Log, rows: Iterable[Row], draft: dict[str, Any]) -> Iterator[str]:
    stored: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        stored[row.item, row.phase].append(row)
    for key in stored.keys() | {(put.item, put.phase) for put in log.put}:
        yield from _of_vote(log, key, stored[key])
    for row in rows:
        if row.phase == BLIND and str(draft.get(row.item)) != row.value:
            yield f"{row} is not the answer in the draft: {draft.get(row.item)}"


def _of_vote(log: Log, key: Key, rows: list[Row]) -> Iterator[str]:
    sent = {put.sequence: put.value for put in log.put if (put.item, put.phase) == key}
    told = [told for told in log.told if (told.put.item, told.put.phase) == key]
    saved = [each.put.sequence for each in told if each.status in STORED]
    refused = {each.put.sequence for each in told if each.status in REFUSED}
    if not rows:
        if any(each.value is not None for each in told):
            yield f"{key} was acknowledged and is not there: {told}"
        return
    if len(rows) > 1:
        yield f"{key} is there {len(rows)} times"
    for row in rows:
        if sent.get(row.sequence) != row.value:
            yield f"{row} was never sent like this: {sent}"
        if row.sequence < max(saved, default=0):
            yield f"{row} is older than number {max(saved)}, which was acknowledged"
        if row.sequence in refused - set(saved):
            yield f"{row} was refused and is there"
