"""Join codes: which signs they are made of, and how they are read when people type them."""

# Without letters and digits that look alike when read from a screen across a room.
CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8
LOOK_ALIKES = frozenset("0O1IL")


def as_written(typed: str) -> str:
    """Return a code the way it is stored: capitals, without blanks and hyphens."""
    return "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())


def is_possible_code(typed: str) -> bool:
    """Tell whether a round could have this code."""
    code = as_written(typed)
    return len(code) == CODE_LENGTH and set(code) <= set(CODE_ALPHABET)


def has_look_alikes(typed: str) -> bool:
    """Tell whether a sign was typed that no code has, because it looks like another."""
    return not LOOK_ALIKES.isdisjoint(as_written(typed))
