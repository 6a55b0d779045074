"""What stands on a paper ballot: the next questions on the agenda, for a group or for anybody."""

from assessments.enums import AgendaState
from assessments.models import Session, StakeholderGroup
from assessments.selectors.answering import items_asked
from assessments.selectors.frameworks import framework_in_words
from scoring.framework import Item

TO_COME = (AgendaState.WAITING, AgendaState.PARKED)


def items_on_paper(session: Session, group: StakeholderGroup | None, most: int) -> list[Item]:
    """Return the next items a group is asked, in the active language; without a group, any."""
    framework = framework_in_words(session.round.framework_version_id)
    codes = list(session.agenda.filter(state__in=TO_COME).values_list("item", flat=True))
    if group is not None:
        client_type = session.round.assessment.client.client_type
        asked = items_asked(session.round.framework_version_id, group.code, client_type)
        codes = [code for code in codes if code in asked]
    return [framework.item(code) for code in codes[:most]]
