"""What one respondent may answer to one item."""

from __future__ import annotations

from scoring.framework.model import LEVELS, DontKnow, Item
from scoring.framework.table import is_storable

DONT_KNOW = "dk"
NOT_APPLICABLE = "na"
LONGEST_ANSWER = 1000


def answer_problem(item: Item, group: str, value: object) -> str | None:
    """Say why an answer cannot be accepted, or None when it can.

    Parameters
    ----------
    item
        The item answered.
    group
        Code of the respondent's stakeholder group.
    value
        Plain JSON: 1 to 5, "dk", "na", or the text of a TXT item (at most 1,000
        characters).

    Returns
    -------
    str or None
        A short English sentence naming the item, or None.
    """
    if group not in item.groups:
        return f"{item.code} is not asked of the group {group}."
    if item.is_text:
        return _text_problem(item, value)
    if value == NOT_APPLICABLE:
        return None
    if value == DONT_KNOW:
        if item.dont_know is DontKnow.NONE:
            return f'{item.code} has no "don\'t know".'
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= LEVELS:
        return f'{item.code} takes a whole number from 1 to {LEVELS}, "dk" or "na".'
    return None


def _text_problem(item: Item, value: object) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return f"{item.code} takes a text."
    if len(value) > LONGEST_ANSWER:
        return f"{item.code} takes at most {LONGEST_ANSWER:,} characters."
    if not is_storable(value):
        return f"{item.code} takes printable characters only."
    return None
