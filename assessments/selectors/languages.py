"""The language of a client's reports, and the names of groups in the reader's."""

from dataclasses import dataclass
from uuid import UUID

from django.conf import settings

from accounts.visitors_language import is_spoken
from assessments.models import Round, StakeholderGroup
from assessments.selectors.frameworks import framework_in, framework_in_words
from scoring.framework import Group


@dataclass(frozen=True, slots=True)
class GroupNames:
    """What a group is called, and the sentence by which people know that it is theirs."""

    code: str
    label: str
    choice: str


def language_of(round: Round) -> str:
    """Return the language of a round's report, as `django.utils.translation` takes it."""
    language = round.assessment.client.language
    return language if is_spoken(language) else settings.LANGUAGE_CODE


def names_of(round: Round, group: StakeholderGroup) -> GroupNames:
    """Return a group's names. Those the framework gave are translated, others stay as they are."""
    named = GroupNames(group.code, group.label, group.choice)
    given = _given_names(round.framework_version_id, group.code)
    if not given:
        return named
    words = _names(framework_in_words(round.framework_version_id).group(group.code))
    return GroupNames(
        group.code,
        words.label if named.label in {each.label for each in given} else named.label,
        words.choice if named.choice in {each.choice for each in given} else named.choice,
    )


def _given_names(version_id: UUID, code: str) -> list[GroupNames]:
    """Return what a framework calls a group, in every language; nothing for an unknown one."""
    frameworks = [framework_in(version_id, language) for language, _name in settings.LANGUAGES]
    return [_names(each) for one in frameworks for each in one.groups if each.code == code]


def _names(group: Group) -> GroupNames:
    return GroupNames(group.code, group.title, group.choice or "")
