"""Slowing down who guesses join codes, without ever locking out the room they sit in.

Only wrong codes count, and only against the address they come from. Once its budget is used
up, wrong codes are refused, and right ones are taken only for rounds the address is vouched
for: somebody joined there before, or a member of the workspace looked at the round there.
Why this is enough: docs/decisions/0015-guessing-join-codes.md.
"""

from uuid import UUID

from accounts.services.throttling import Limit, count_attempt, is_used_up
from assessments.join_codes import is_possible_code

HOUR = 3600
WRONG = Limit("wrong join code", amount=100, seconds=HOUR // 4)
# Lasts a working day. Its end is rounded: nobody shall read from it when somebody joined.
VOUCHED = Limit("vouched for a round", amount=1, seconds=12 * HOUR, grain=HOUR)


def count_wrong_code(*, address: str, typed: str) -> bool:
    """Count a wrong code; tell whether it was free.

    One that no round can have is a slip and not a guess, and always free.
    """
    return not is_possible_code(typed) or count_attempt(limit=WRONG, key=address)


def count_wrong_link(*, address: str) -> bool:
    """Count a personal link that leads nowhere; tell whether it was free."""
    return count_attempt(limit=WRONG, key=address)


def has_guessed_too_often(*, address: str) -> bool:
    """Tell whether the budget of wrong codes is used up."""
    return is_used_up(limit=WRONG, key=address)


def vouch(*, address: str, round_id: UUID) -> None:
    """Let an address keep getting into a round, whatever is guessed beside it."""
    if not is_vouched_for(address=address, round_id=round_id):
        count_attempt(limit=VOUCHED, key=f"{address} {round_id}")


def is_vouched_for(*, address: str, round_id: UUID) -> bool:
    """Tell whether the address gets into the round even when its budget is used up."""
    return is_used_up(limit=VOUCHED, key=f"{address} {round_id}")
