"""Workshops to write about: votes by group as a room saw them, and what it agreed on."""

from datetime import date

from reports.workshops import Agreed, Discussed, Workshop
from scoring.release.live import LiveRelease, Tally, live_release

DAY = date(2026, 11, 18)
SIDES = ((("business",), ("it",)), (("executives",), ("frontline",)))
# Asked of all four groups, and of executives, business and IT only.
OF_ALL, OF_THREE = "C1a", "A1a"


def vote_of(k: int = 5, **levels: tuple[int, ...]) -> LiveRelease:
    """What a room sees when so many of each group choose the levels 1 to 5."""
    tallies = {code: Tally(counts) for code, counts in levels.items()}
    return live_release(tallies, k=k, sides=SIDES)


FIRST = vote_of(business=(1, 6, 3, 0, 0), it=(4, 2, 0, 0, 0), executives=(0, 0, 1, 5, 0))
SECOND = vote_of(business=(0, 3, 9, 0, 0), it=(0, 5, 1, 0, 0), executives=(0, 0, 5, 1, 0))
# Too few of each group, and enough of all; then too few of all.
TOGETHER = vote_of(business=(0, 2, 1, 0, 0), it=(0, 2, 0, 0, 0), executives=(0, 0, 2, 0, 0))
HIDDEN = vote_of(business=(0, 2, 0, 0, 0), it=(1, 0, 0, 0, 0))

AGREED = Agreed(3, "Sales showed the new list.\n\nIT had not known it.", 2, is_above_votes=True)


def workshop(*items: Discussed, **parts) -> Workshop:
    """A workshop with these items, or with one of each kind."""
    given = {
        "day": DAY,
        "facilitators": ("Ada King",),
        "items": items
        or (
            Discussed(OF_ALL, FIRST, SECOND, AGREED),
            Discussed(OF_THREE, TOGETHER, None, Agreed(2, "", 0, is_above_votes=False)),
            Discussed("C1b", HIDDEN, None, None),
        ),
    }
    return Workshop(**given | parts)
