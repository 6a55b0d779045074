"""What was said and agreed on in workshops, in words and never in numbers of votes."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.material import Material
from reports.story.numbers import listed
from reports.wording import Wording
from reports.workshops import Agreed, Discussed, Workshop
from scoring.release.live import Distance, LiveGap, LiveView


def workshop_finding(material: Material) -> str:
    """How many questions a room agreed on, or on how many it rose above its first vote."""
    discussed = _by_item(material)
    agreed = [each for each in discussed if any(found.agreed for found in each)]
    above = [each for each in discussed if any(map(is_above, each))]
    if above:
        return ngettext(
            "On %(number)s question the room agreed on a level or more above its first vote.",
            "On %(number)s questions the room agreed on a level or more above its first vote.",
            len(above),
        ) % {"number": len(above)}
    if not agreed:
        return ngettext(
            "The room voted on %(number)s question and agreed on no level.",
            "The room voted on %(number)s questions and agreed on no level.",
            len(discussed),
        ) % {"number": len(discussed)}
    return ngettext(
        "The room voted on %(number)s question and agreed on a level.",
        "The room voted on %(number)s questions and agreed on a level for %(agreed)s.",
        len(discussed),
    ) % {"number": len(discussed), "agreed": len(agreed)}


def is_above(discussed: Discussed) -> bool:
    """Whether a room agreed on a level or more above its first vote."""
    return discussed.agreed is not None and discussed.agreed.is_above_votes


def above_sentences(workshop: Workshop, wording: Wording) -> Iterator[str]:
    """Yield a sentence for each question on which a room rose above its first vote."""
    for each in workshop.items:
        if each.agreed is not None and each.agreed.is_above_votes:
            yield _(
                "“%(question)s”: the room agreed on level %(level)s, "
                "a level or more above its first vote."
            ) % {"question": wording.item(each.item), "level": each.agreed.level}


def reasons(workshop: Workshop, wording: Wording) -> tuple[tuple[str, str], ...]:
    """The questions with a reason, and each with what convinced the room."""
    return tuple(
        (
            wording.item(each.item),
            _("%(question)s: %(reason)s")
            % {
                "question": wording.item(each.item),
                "reason": " ".join(each.agreed.reason.split()),
            },
        )
        for each in workshop.items
        if each.agreed is not None and each.agreed.reason.strip()
    )


def workshop_title(workshop: Workshop) -> str:
    """When it was, and who led it."""
    words = {"day": date_format(workshop.day), "names": listed(workshop.facilitators)}
    if not workshop.facilitators:
        return _("What the room said on %(day)s") % words
    return _("What the room said on %(day)s, led by %(names)s") % words


def view_words(view: LiveView) -> str:
    """What a room saw of a group in a few words; nothing where it was hidden."""
    if view.level is not None:
        return _("about level %(level)s") % {"level": view.level}
    most = most_chosen(view)
    if not most:
        return ""
    return ngettext(
        "most at level %(levels)s", "most at levels %(levels)s", len(most)
    ) % {"levels": listed([str(level) for level in most])}  # fmt: skip


def most_chosen(view: LiveView) -> tuple[int, ...]:
    """The levels with the highest bars; none where no bars were shown."""
    if view.bars is None:
        return ()
    highest = max(view.bars)
    return tuple(level for level, bar in enumerate(view.bars, start=1) if bar == highest)


def gap_words(gap: LiveGap, wording: Wording) -> str:
    """How far apart a room saw two sides, in a few words."""
    words = {"higher": listed([wording.group(code) for code in gap.higher])}
    if gap.distance is Distance.SAME:
        return _("about the same")
    if gap.distance is Distance.HALF:
        return _("%(higher)s half a level higher") % words
    if gap.distance is Distance.LEVEL:
        return _("%(higher)s a level higher") % words
    return _("%(higher)s two levels or more higher") % words


def agreed_note(agreed: Agreed) -> str:
    """How many disagreed, and whether the level lies above the first vote."""
    if not agreed.dissenting:
        note = _("nobody disagreed")
    else:
        note = ngettext(
            "%(number)s person disagreed", "%(number)s people disagreed", agreed.dissenting
        ) % {"number": agreed.dissenting}
    if not agreed.is_above_votes:
        return note
    return _("%(note)s; above the first vote") % {"note": note}


def reading_sentences() -> tuple[str, ...]:
    """What a reader has to know before setting votes beside scores."""
    return (
        _("All scores rest on the survey. What a room agrees on changes none."),
        _(
            "The verdict rests on the survey as well. One thing a room can lift: large gaps "
            "between those above and those below hold “Proceed” back until they are talked over."
        ),
        _(
            "People gave the first vote before they saw an answer, and the second one after "
            "they had talked. Neither replaces the other."
        ),
        _(
            "The first vote of somebody who had not handed in yet is an answer to the survey as "
            "well."
        ),
        _(
            "Votes are told as the room saw them: by the level that is nearest, or that most "
            "people chose. Groups with too few votes were not shown."
        ),
        _(
            "A room may rise above its first vote because people learnt something, or because "
            "somebody of rank spoke first. Ask which it was."
        ),
    )


def _by_item(material: Material) -> list[list[Discussed]]:
    found: dict[str, list[Discussed]] = {}
    for workshop in material.workshops:
        for each in workshop.items:
            found.setdefault(each.item, []).append(each)
    return list(found.values())
