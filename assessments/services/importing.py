"""Answers collected elsewhere become ballots of a round."""

import random
from collections.abc import Iterator, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.csv_files.answers import AnswerSheet
from assessments.enums import RoundState
from assessments.models import Ballot, Round, StakeholderGroup

BATCH = 1000


class ImportRefusedError(Exception):
    """The round takes no answers; the text is written for the person who asked."""


@transaction.atomic
def import_answers(*, round: Round, sheet: AnswerSheet) -> dict[str, int]:
    """Store one ballot per respondent, in random order; return how many by group code.

    Who answered is not stored: a ballot from a file is as anonymous as any other.
    """
    locked = Round.objects.select_for_update().get(pk=round.pk)
    if locked.state != RoundState.OPEN:
        raise ImportRefusedError(
            _("%(round)s is not open, so it takes no answers.") % {"round": locked.label}
        )
    groups = {group.code: group for group in locked.groups.all()}
    Ballot.objects.bulk_create(_ballots(sheet, groups), batch_size=BATCH)
    counts = dict.fromkeys(groups, 0)
    for place in range(len(sheet)):
        counts[sheet.group(place)] += 1
    return counts


def _ballots(sheet: AnswerSheet, groups: Mapping[str, StakeholderGroup]) -> Iterator[Ballot]:
    today = timezone.localdate()
    places = list(range(len(sheet)))
    # The order of rows would tell who is who to anybody who has the file.
    random.SystemRandom().shuffle(places)
    for place in places:
        group = groups[sheet.group(place)]
        yield Ballot(
            workspace_id=group.workspace_id,
            round_id=group.round_id,
            group=group,
            answers=sheet.answers(place),
            day=today,
        )
