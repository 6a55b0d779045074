"""Who answered, and what follows for the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.story.numbers import percent
from reports.wording import Wording
from scoring.release import Release
from scoring.release.parts import ReleasedGroup


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """A group's part in the round; counts of small groups are not shown."""

    title: str
    answered: str
    invited: str
    share: str
    is_enough: bool


def response_lines(release: Release, wording: Wording) -> tuple[ResponseLine, ...]:
    """A row for each group."""
    return tuple(_line(group, wording) for group in release.response)


def shortages(release: Release, wording: Wording, needed: Mapping[str, int]) -> tuple[str, ...]:
    """What each group lacks for a verdict; `needed` are the answers a group must give.

    Of a group that is hidden only the number needed is said, never how many are missing.
    """
    return tuple(
        _shortage(group, wording, needed.get(group.group, 0))
        for group in release.response
        if not group.met
    )


def people_line(release: Release, wording: Wording) -> str:
    """How many people answered, unless that would give a small group away."""
    asked = [group.n for group in release.response if group.group not in wording.absent]
    shown = [n for n in asked if n is not None]
    if not shown:
        return _("No group has enough answers to be shown.")
    if len(shown) < len(asked):
        return _("Some groups are too small to be shown; they are counted in the whole.")
    people = sum(shown)
    return ngettext("%(people)s person answered.", "%(people)s people answered.", people) % {
        "people": people
    }


def weights_line(release: Release, wording: Wording) -> str:
    """How the groups are weighed against each other."""
    weights = {weight.group: weight.weight for weight in release.group_weights}
    if len(set(weights.values())) <= 1:
        line = _("Every group counts the same, however many people it has.")
    else:
        said = ", ".join(f"{wording.group(code)} {weight:g}" for code, weight in weights.items())
        line = _("The groups are weighed: %(weights)s.") % {"weights": said}
    return " ".join([line, *_sides_lines(wording)])


def proof_line(wording: Wording) -> str:
    """How far facts hold answers down."""
    cap = wording.framework.scoring.evidence_cap
    return ngettext(
        "Proof counts: a capability stands at most %(cap)s level above what its facts show, "
        "however well it is spoken of.",
        "Proof counts: a capability stands at most %(cap)s levels above what its facts show, "
        "however well it is spoken of.",
        1 if cap == 1 else 2,
    ) % {"cap": f"{cap:g}"}


def _sides_lines(wording: Wording) -> list[str]:
    return [
        _("In “%(dimension)s” business counts %(business)s and IT %(it)s.")
        % {
            "dimension": dimension.title,
            "business": percent(dimension.sides.business),
            "it": percent(dimension.sides.it),
        }
        for dimension in wording.framework.dimensions
        if dimension.sides is not None
    ]


def has_hidden(release: Release, wording: Wording) -> bool:
    """Whether anything is left out because few people stand behind it."""
    return any(
        group.n is None and group.group not in wording.absent for group in release.response
    ) or any(
        cell.n is None and wording.is_asked(cell.group, cell.capability) for cell in release.cells
    )


def _line(group: ReleasedGroup, wording: Wording) -> ResponseLine:
    title = wording.group(group.group)
    if group.group in wording.absent:
        return ResponseLine(title, _("not asked"), "–", "–", group.met)
    if group.n is None:
        fewer = _("fewer than %(k)s") % {"k": group.fewer_than}
        return ResponseLine(title, fewer, "–", "–", group.met)
    return ResponseLine(
        title=title,
        answered=str(group.n),
        invited="–" if group.headcount is None else str(group.headcount),
        share="–" if group.share is None else percent(group.share),
        is_enough=group.met,
    )


def _shortage(group: ReleasedGroup, wording: Wording, needed: int) -> str:
    title = wording.group(group.group)
    if group.group in wording.absent or not needed:
        return _("%(group)s: nobody is asked in this round.") % {"group": title}
    if group.n is None and group.fewer_than is not None and needed <= group.fewer_than:
        # That they are fewer is no secret: the quorum is said not to be met.
        return ngettext(
            "%(group)s: %(needed)s answer is needed, and there is none.",
            "%(group)s: %(needed)s answers are needed, and there are fewer.",
            needed,
        ) % {"group": title, "needed": needed}
    if group.n is None:
        return _("%(group)s: %(needed)s answers are needed, and fewer than %(k)s were given.") % {
            "group": title,
            "needed": needed,
            "k": group.fewer_than,
        }
    missing = max(needed - group.n, 1)
    return ngettext(
        "%(group)s: %(missing)s more answer is needed (%(n)s of %(needed)s).",
        "%(group)s: %(missing)s more answers are needed (%(n)s of %(needed)s).",
        missing,
    ) % {"group": title, "missing": missing, "n": group.n, "needed": needed}
