"""Simulated phones: ordinary HTTP from threads, over networks as bad as those of real rooms."""

import json
import random
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

REQUEST_LIMIT_SECONDS = 10
ASK_EVERY_SECONDS = 1.0
WAIT_FOR_A_QUESTION_SECONDS = 20
LONGEST_THOUGHT_SECONDS = 2.0
LATE_SECONDS = 2.0
VALUES = ("1", "2", "3", "4", "5", "dk")
STORED = (HTTPStatus.OK, HTTPStatus.CREATED)

CHANCE = random.SystemRandom()

VoteKey = tuple[str, int]


class PhoneError(Exception):
    """The server did not answer as it should."""


class Temper(Enum):
    """How a phone behaves; most are steady."""

    STEADY = auto()
    LATE = auto()  # comes in later than the others
    CUT = auto()  # hangs up before the reply to a vote, and sends it again
    TWICE = auto()  # sends each vote twice
    ASLEEP = auto()  # hangs up after each vote and wakes for the next question


@dataclass(slots=True, eq=False)
class Phone:
    """One simulated phone; used by one thread at a time.

    `acknowledged` holds what the server has said to be stored, `seconds` how long each vote took.
    """

    address: str
    token: str
    temper: Temper
    acknowledged: dict[VoteKey, str] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    _connection: HTTPConnection | None = field(default=None, init=False)

    def join(self) -> float:
        """Take the seat and get the first screen; return the seconds it took."""
        if self.temper is Temper.LATE:
            time.sleep(LATE_SECONDS)
        began = time.monotonic()
        self._ask("POST", "seat/", {})
        self.state()
        return time.monotonic() - began

    def state(self) -> Mapping[str, Any]:
        """Return the whole state, as a phone that shows nothing yet gets it."""
        return self._ask("GET", "state/")

    def vote(self, item: str, phase: int) -> None:
        """Wait for a question, think, and vote until it is stored."""
        deadline = time.monotonic() + WAIT_FOR_A_QUESTION_SECONDS
        while True:
            now = self.state()
            if (now["item"], now["phase"], now["stage"]) == (item, phase, "voting"):
                break
            if time.monotonic() > deadline:
                raise PhoneError(f"{item} did not appear")
            time.sleep(ASK_EVERY_SECONDS)
        time.sleep(CHANCE.uniform(0, LONGEST_THOUGHT_SECONDS))
        value = CHANCE.choice(VALUES)
        self._cast({"item": item, "phase": phase, "value": value, "sequence": 1})

    def come_back(self) -> float:
        """Lose the network and come back; return the seconds until the own vote was there."""
        self.hang_up()
        began = time.monotonic()
        now = self.state()
        if now["own"]["value"] != self.acknowledged.get((now["item"], now["phase"])):
            raise PhoneError("the own vote was not there")
        return time.monotonic() - began

    def hang_up(self) -> None:
        """Close the connection without a word."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _cast(self, vote: Mapping[str, Any]) -> None:
        if self.temper is Temper.CUT:
            with suppress(OSError, HTTPException):
                self._send("POST", "votes/", vote)
            self.hang_up()
        began = time.monotonic()
        self._ask("POST", "votes/", vote, expected=STORED)
        self.seconds.append(time.monotonic() - began)
        if self.temper is Temper.TWICE:
            self._ask("POST", "votes/", vote, expected=STORED)
        if self.temper is Temper.ASLEEP:
            self.hang_up()
        self.acknowledged[vote["item"], vote["phase"]] = vote["value"]

    def _ask(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        expected: tuple[int, ...] = (HTTPStatus.OK,),
    ) -> Mapping[str, Any]:
        """Ask, and once more where a connection that was kept turns out to be closed."""
        was_kept = self._connection is not None
        try:
            response = self._send(method, path, body).getresponse()
            content = response.read()
        except (OSError, HTTPException) as error:
            self.hang_up()
            if was_kept:
                return self._ask(method, path, body, expected=expected)
            raise PhoneError(str(error)) from error
        told = _object_in(content)
        if response.status not in expected or not told:
            raise PhoneError(f"status {response.status}")
        return told

    def _send(
        self, method: str, path: str, body: Mapping[str, Any] | None = None
    ) -> HTTPConnection:
        target = urlsplit(self.address)
        if self._connection is None:
            kind = HTTPSConnection if target.scheme == "https" else HTTPConnection
            self._connection = kind(target.netloc, timeout=REQUEST_LIMIT_SECONDS)
        headers = {"Authorization": f"Rehearsal {self.token}", "Content-Type": "application/json"}
        sent = None if body is None else json.dumps(body)
        self._connection.request(method, target.path + path, sent, headers)
        return self._connection


def _object_in(content: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(content)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
