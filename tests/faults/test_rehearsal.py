"""A rehearsal on the real product: it passes, leaves nothing, also when its worker is killed."""

import json
from pathlib import Path

import pytest

from tests.services.stack import Stack, wait_for

pytestmark = pytest.mark.services

REQUEST = """
from assessments.models import Round
from assessments.services.workshops.rehearsals import request_rehearsal
print(request_rehearsal(round=Round.objects.filter(state="open").first()).pk)
"""
WHERE = """
import json
from assessments.models import Rehearsal
r = Rehearsal.objects.get()
print(json.dumps([r.state, r.step, r.trouble, r.measured]))
"""
# Everything of a round that a rehearsal must leave alone, and the tables it must leave empty.
LEFT = """
import hashlib, json
from assessments.models import *
kept = [Participant, Draft, Ballot, Statement, Fact, Round]
made = [Session, SessionSeat, Vote, Reveal, AgreedLevel, AgendaItem]
text = str([sorted(map(str, model.objects.values_list())) for model in kept])
print(json.dumps([hashlib.sha256(text.encode()).hexdigest(), [m.objects.count() for m in made]]))
"""


def shell(stack: Stack, script: str) -> str:
    return stack.manage("shell", "--no-imports", "-c", script).strip().splitlines()[-1]


def where(stack: Stack) -> list:
    return json.loads(shell(stack, WHERE))


def test_a_rehearsal_passes_and_leaves_nothing_also_when_the_worker_is_killed(
    tmp_path: Path,
) -> None:
    with Stack(tmp_path / "data", demo=True, REPORT_LEASE_SECONDS="3") as stack:
        before = json.loads(shell(stack, LEFT))

        shell(stack, REQUEST)
        wait_for(lambda: where(stack)[0] in {"done", "failed"}, "an end", seconds=90)
        state, _step, trouble, measured = where(stack)
        assert (state, trouble) == ("done", ""), stack.output()
        phones = measured["phones"]
        assert [measured[each] for each in ("joined", "voted", "back")] == [phones] * 3
        assert (measured["votes"], measured["lost"]) == (phones * 3, 0)
        assert json.loads(shell(stack, LEFT)) == before

        shell(stack, REQUEST)
        wait_for(lambda: where(stack)[1] == "voting", "voting")
        assert json.loads(shell(stack, LEFT)) != before, "there is something to leave"
        stack.kill9_worker()
        wait_for(lambda: where(stack)[0] == "failed", "the sweep", seconds=60)
        assert where(stack)[2] == "worker_lost"
        wait_for(lambda: json.loads(shell(stack, LEFT)) == before, "nothing left", seconds=20)
