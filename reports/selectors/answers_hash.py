"""A fingerprint of everything a report was computed from."""

import hashlib
import json

from assessments.models import Ballot, Fact, Round

CHUNK = 1000


def answers_hash(round: Round) -> str:
    """Return the SHA-256, in hex, of a round's ballots, facts and framework.

    Ballots are sorted by what is in them, so that neither ids nor the order of handing in
    matter: the same answers give the same hash.
    """
    ballots = Ballot.objects.filter(round_id=round.pk).values_list("group__code", "answers")
    facts = Fact.objects.filter(round_id=round.pk).values_list("item", "value")
    digest = hashlib.sha256()
    for line in (
        round.framework_version.checksum,
        *sorted(map(_canonical, ballots.iterator(chunk_size=CHUNK))),
        *sorted(map(_canonical, facts)),
    ):
        digest.update(line.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def _canonical(row: tuple[str, object]) -> str:
    return json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
