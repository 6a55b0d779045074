"""What a facilitator can ask a room about the question on the screens."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language

from assessments.selectors.actions import actions_for
from assessments.selectors.frameworks import framework_in
from assessments.selectors.workshops.snapshots import Snapshot
from assessments.views.workshops.answers import level_shown
from scoring.framework import LEVELS


@dataclass(frozen=True, slots=True)
class Prompts:
    """Words to ask with; each is empty where nothing is known yet.

    `next_level` are the words of the level above the one that was shown or agreed, `step` is
    what leads there, `proof` what one could show then.
    """

    next_level: str = ""
    step: str = ""
    proof: str = ""


def prompts_for(shown: Snapshot) -> Prompts:
    """Return what to ask about the question on the screens, from what the room has seen."""
    level = shown.agreed.level if shown.agreed else level_shown(shown)
    if shown.item is None or level is None:
        return Prompts()
    item = shown.item
    is_highest = level == LEVELS
    has_own_words = bool(item.anchors)
    return Prompts(
        next_level="" if is_highest or not has_own_words else shown.labels[level],
        step="" if is_highest or not item.improvements else item.improvements[level - 1],
        proof=_proof(shown, item.capability, level),
    )


def _proof(shown: Snapshot, capability: str, level: int) -> str:
    language = get_language() or settings.LANGUAGE_CODE
    framework = framework_in(shown.session.round.framework_version_id, language)
    library = actions_for(framework, language)
    return "" if library is None else library.action_for(capability, level).proof
