"""Who answered, and what follows for the report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.story.numbers import percent
from reports.wording import Wording
from scoring.release import Release
from scoring.released import ReleasedGroup


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
        _shortage(group, wording.group(group.group), needed.get(group.group, 0))
        for group in release.response
        if not group.met
    )


def people_line(release: Release) -> str:
    """How many people answered, unless that would give a small group away."""
    if release.respondents is None:
        return _("Some groups gave too few answers to be counted here.")
    return ngettext(
        "%(people)s person answered.", "%(people)s people answered.", release.respondents
    ) % {"people": release.respondents}


def weights_line(release: Release, wording: Wording) -> str:
    """How the groups are weighed against each other."""
    weights = {weight.group: weight.weight for weight in release.group_weights}
    if len(set(weights.values())) <= 1:
        line = _("Every group counts the same, however many people it has.")
    else:
        said = ", ".join(f"{wording.group(code)} {weight:g}" for code, weight in weights.items())
        line = _("The groups are weighed: %(weights)s.") % {"weights": said}
    return " ".join([line, *_sides_lines(wording)])


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


def has_hidden(release: Release) -> bool:
    """Whether anything is left out because few people stand behind it."""
    return any(group.n is None for group in release.response) or any(
        cell.mean is None for cell in release.cells
    )


def _line(group: ReleasedGroup, wording: Wording) -> ResponseLine:
    title = wording.group(group.group)
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


def _shortage(group: ReleasedGroup, title: str, needed: int) -> str:
    if not needed:
        return _("%(group)s: nobody is asked in this round.") % {"group": title}
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
