"""Sensible defaults for the next round: its name, its dates, its groups and its threshold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from assessments.enums import AnonymityMode, Cadence
from assessments.models import Assessment, FrameworkVersion, Round, StakeholderGroup
from assessments.selectors.frameworks import framework_of, newest_version
from scoring.framework import Framework, Group

USUAL_THRESHOLD = 5
USUAL_DAYS = 14


@dataclass(frozen=True, slots=True)
class RoundSuggestion:
    """What the form for a new round starts with."""

    framework: Framework
    label: str
    opens_on: date
    closes_on: date
    k: int
    mode: str
    last: Round | None
    groups: tuple[tuple[Group, StakeholderGroup | None], ...]


@dataclass(frozen=True, slots=True)
class TargetLevel:
    """The level aimed at in one dimension."""

    code: str
    title: str
    level: float


def offered_versions() -> list[FrameworkVersion]:
    """Return the newest published version of every framework."""
    published = FrameworkVersion.objects.filter(published=True).defer("spec")
    newest: dict[UUID, FrameworkVersion] = {}
    for version in published.select_related("framework").order_by("framework__title", "-number"):
        newest.setdefault(version.framework_id, version)
    return list(newest.values())


def chosen_version(
    versions: Sequence[FrameworkVersion], slug: str | None
) -> FrameworkVersion | None:
    """Return the version of the framework with this slug, or else the first one."""
    first = versions[0] if versions else None
    return next((version for version in versions if version.framework.slug == slug), first)


def target_levels(assessment: Assessment) -> tuple[TargetLevel, ...]:
    """Return the target of each dimension; one that was not set takes the framework's."""
    version = newest_version(assessment.framework.slug)
    if version is None:
        return ()
    framework = framework_of(version.pk)
    targets = assessment.target_profile
    return tuple(
        TargetLevel(each.code, each.title, targets.get(each.code, framework.scoring.target))
        for each in framework.dimensions
    )


def round_suggestion(assessment: Assessment, today: date) -> RoundSuggestion | None:
    """Return defaults for the next round, copied from the last one where there is one.

    None when the framework has no published version.
    """
    version = newest_version(assessment.framework.slug)
    if version is None:
        return None
    rounds = list(assessment.rounds.all())
    last = rounds[0] if rounds else None
    framework = framework_of(version.pk)
    return RoundSuggestion(
        framework=framework,
        label=next_label(assessment.cadence, today, {round.label for round in rounds}),
        opens_on=today,
        closes_on=today + timedelta(days=USUAL_DAYS),
        k=last.k if last else USUAL_THRESHOLD,
        mode=last.mode if last else AnonymityMode.CONFIDENTIAL,
        last=last,
        groups=planned_groups(framework, last),
    )


def planned_groups(
    framework: Framework, round: Round | None
) -> tuple[tuple[Group, StakeholderGroup | None], ...]:
    """Return the framework's groups, each with the group planned for it in a round."""
    planned = {group.code: group for group in round.groups.all()} if round else {}
    return tuple((group, planned.get(group.code)) for group in framework.groups)


def next_label(cadence: str, today: date, taken: set[str]) -> str:
    """Return the name of the first period from today on that no round has yet."""
    return next(label for label in _labels(cadence, today) if label not in taken)


def _labels(cadence: str, today: date) -> Iterator[str]:
    months = {Cadence.QUARTERLY: 3, Cadence.HALF_YEARLY: 6}.get(Cadence(cadence), 12)
    letter = {3: "Q", 6: "H"}.get(months)
    period = today.year * (12 // months) + (today.month - 1) // months
    while True:
        year, part = divmod(period, 12 // months)
        yield f"{letter}{part + 1} {year}" if letter else str(year)
        period += 1
