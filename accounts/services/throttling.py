"""Counting attempts against a limit, in one table that all web processes share.

A key is hashed with the secret of the installation before it is stored, and its row is
deleted once the window is over (docs/decisions/0014-counting-attempts.md).
"""

import time
from dataclasses import dataclass

from django.db import connection
from django.db.models import F
from django.utils.crypto import salted_hmac

from accounts.models import Attempt

COUNT = """
    INSERT INTO accounts_attempt (key, count, until) VALUES (%(key)s, 1, %(until)s)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN accounts_attempt.until <= %(now)s
            THEN 1 ELSE accounts_attempt.count + 1 END,
        until = CASE WHEN accounts_attempt.until <= %(now)s
            THEN %(until)s ELSE accounts_attempt.until END
    RETURNING count
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """How many attempts are free in a window that begins with the first of them.

    The end of the window is rounded up to whole grains, in seconds.
    """

    name: str
    amount: int
    seconds: int
    grain: int = 1

    def window_end(self, now: int) -> int:
        return -(-(now + self.seconds) // self.grain) * self.grain


def count_attempt(*, limit: Limit, key: str) -> bool:
    """Count one attempt; tell whether it was still free."""
    now = int(time.time())
    values: dict[str, str | int] = {
        "key": _stored(limit, key),
        "now": now,
        "until": limit.window_end(now),
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, values)
        return bool(cursor.fetchone()[0] <= limit.amount)


def take_attempt_back(*, limit: Limit, key: str) -> None:
    """Give back an attempt that turned out well."""
    Attempt.objects.filter(key=_stored(limit, key), count__gt=0).update(count=F("count") - 1)


def is_used_up(*, limit: Limit, key: str) -> bool:
    """Tell whether no attempt is free, without counting one."""
    return Attempt.objects.filter(
        key=_stored(limit, key), count__gte=limit.amount, until__gt=int(time.time())
    ).exists()


def forget_attempts() -> None:
    """Delete what was counted in windows that are over."""
    Attempt.objects.filter(until__lte=int(time.time())).delete()


def _stored(limit: Limit, key: str) -> str:
    return salted_hmac(f"attempt {limit.name}", key, algorithm="sha256").hexdigest()
