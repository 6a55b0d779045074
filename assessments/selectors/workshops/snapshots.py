"""Everything a screen of a workshop shows, whole: who missed all else is right with it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from assessments.enums import VotePhase
from assessments.models import AgreedLevel, Session
from assessments.selectors.frameworks import framework_in
from assessments.selectors.languages import GroupNames, names_of
from scoring.framework import Item
from scoring.json_form import from_plain
from scoring.release.live import LiveRelease


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A workshop at one of its versions; holds nothing about any one person.

    `choices` are the words of the answers 1 to 5 of the item on the screens, and `labels` those
    of its levels: the other way round where a high answer is a low level.
    """

    session: Session
    item: Item | None
    choices: tuple[str, ...]
    labels: tuple[str, ...]
    groups: dict[str, GroupNames]
    first: LiveRelease | None
    second: LiveRelease | None
    agreed: AgreedLevel | None


def snapshot_of(session: Session) -> Snapshot:
    """Return what screens show of a session, in the active language; three queries."""
    groups = {group.code: names_of(session.round, group) for group in session.round.groups.all()}
    if not session.item:
        return Snapshot(session, None, (), (), groups, None, None, None)
    language = get_language() or settings.LANGUAGE_CODE
    framework = framework_in(session.round.framework_version_id, language)
    item = framework.item(session.item)
    choices = framework.choices(item)
    stored = session.reveals.filter(item=session.item).values_list("phase", "shown")
    shown = {phase: from_plain(LiveRelease, plain) for phase, plain in stored}
    return Snapshot(
        session=session,
        item=item,
        choices=choices,
        labels=tuple(reversed(choices)) if item.is_reversed else choices,
        groups=groups,
        first=shown.get(VotePhase.BLIND),
        second=shown.get(VotePhase.SECOND),
        agreed=session.agreed_levels.filter(item=session.item).first(),
    )
