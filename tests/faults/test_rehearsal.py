"""A rehearsal on the real product: it passes, leaves nothing, also when its worker is killed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.services.stack import Stack

pytestmark = pytest.mark.services

# Each script runs in a process of its own beside the product, and waits there.
COMMON = """
import hashlib, json, time
from assessments.models import *
from assessments.services.workshops.rehearsals import request_rehearsal

def given():
    kept = [Participant, Draft, Ballot, Statement, Fact]
    text = str([sorted(map(str, model.objects.values_list())) for model in kept])
    return hashlib.sha256(text.encode()).hexdigest()

def left():
    made = [Session, SessionSeat, Vote, Reveal, AgreedLevel, AgendaItem]
    return {model.__name__: model.objects.count() for model in made}

def until(condition):
    deadline = time.monotonic() + 120
    while not condition(Rehearsal.objects.get()):
        assert time.monotonic() < deadline, Rehearsal.objects.values()
        time.sleep(0.05)
    return Rehearsal.objects.get()

def ask():
    request_rehearsal(round=Round.objects.filter(state="open").first())
"""
WHOLE = """
before = given()
ask()
r = until(lambda r: not r.is_unfinished)
print(json.dumps([r.state, r.trouble, r.measured, given() == before, left()]))
"""
BEGUN = """
ask()
r = until(lambda r: r.step == "voting")
print(json.dumps([given(), left()]))
"""
SWEPT = """
r = until(lambda r: not r.is_unfinished and not any(left().values()))
print(json.dumps([r.state, r.trouble, given()]))
"""


def run(stack: Stack, script: str) -> Any:
    done = stack.manage("shell", "--no-imports", "-c", COMMON + script)
    return json.loads(done.strip().splitlines()[-1])


def test_a_rehearsal_passes_and_leaves_nothing_also_when_the_worker_is_killed(
    tmp_path: Path,
) -> None:
    with Stack(tmp_path / "data", demo=True, REPORT_LEASE_SECONDS="4") as stack:
        state, trouble, measured, is_untouched, left = run(stack, WHOLE)
        assert (state, trouble) == ("done", ""), stack.output()
        phones = measured["phones"]
        assert [measured[each] for each in ("joined", "voted", "back")] == [phones] * 3
        assert (measured["votes"], measured["lost"]) == (phones * 3, 0)
        assert is_untouched
        assert not any(left.values())

        before, left = run(stack, BEGUN)
        assert left["Session"], "there is something to leave"
        assert left["SessionSeat"] > phones / 2
        stack.kill9_worker()
        assert run(stack, SWEPT) == ["failed", "worker_lost", before]
