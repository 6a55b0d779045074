"""The words of a round's report."""

from assessments.models import Round
from assessments.selectors.frameworks import framework_in_words
from assessments.selectors.languages import names_of
from reports.wording import Wording


def wording_of(round: Round) -> Wording:
    """Return the framework's texts with the names the round gave its groups.

    All in the active language, as far as the names are the framework's own. Groups the
    framework knows and the round does not ask keep the framework's names.
    """
    framework = framework_in_words(round.framework_version_id)
    named = {each.code: names_of(round, each).label for each in round.groups.all()}
    rest = {group.code: group.title for group in framework.groups if group.code not in named}
    return Wording(framework, named | rest, frozenset(rest))
