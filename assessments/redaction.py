"""Blacking out: a text may lose passages, and nothing else about it may change.

Whoever redacts a text cannot put words into somebody's mouth: what is left of it stands in the
original, in the same order.
"""

import re

MARK = "█████"
# What a person can type in place of a passage, and any number of marks in a row.
TYPED = re.compile(r"\[\s*(?:\.\.\.|…)\s*\]|█+")


def plain_text(text: str) -> str:
    """Return a text with the line ends of a database, not those of a form."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def redacted(text: str) -> str:
    """Return a text as it was typed, with one mark for each passage that was taken out."""
    return TYPED.sub(MARK, plain_text(text))


def is_redaction(wording: str, original: str) -> bool:
    """Tell whether a wording is the original with nothing but passages blacked out."""
    pieces = wording.split(MARK)
    whole = redacted(original)
    if len(pieces) == 1:
        return wording == whole
    first, *middle, last = pieces
    if not whole.startswith(first) or not whole.endswith(last):
        return False
    place, end = len(first), len(whole) - len(last)
    for piece in middle:
        found = whole.find(piece, place, end)
        if found < 0:
            return False
        place = found + len(piece)
    return place <= end
