"""The words of a round's report."""

from assessments.models import Round
from assessments.selectors.frameworks import framework_of
from reports.wording import Wording


def wording_of(round: Round) -> Wording:
    """Return the framework's texts with the names the round gave its groups.

    Groups the framework knows and the round does not ask keep the framework's names.
    """
    framework = framework_of(round.framework_version_id)
    named = dict(round.groups.order_by("position").values_list("code", "label"))
    rest = {group.code: group.title for group in framework.groups if group.code not in named}
    return Wording(framework, named | rest, frozenset(rest))
