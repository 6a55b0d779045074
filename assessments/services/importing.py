"""Answers collected elsewhere become ballots of a round."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.csv_files.answers import AnswerSheet
from assessments.enums import RoundState
from assessments.models import Ballot, Round, StakeholderGroup

BATCH = 1000


class ImportRefusedError(Exception):
    """The round does not take these answers; the text is written for the person who asked."""


@transaction.atomic
def import_answers(*, round: Round, sheet: AnswerSheet) -> dict[str, int]:
    """Store one ballot per respondent, in random order; return how many by group code.

    Who answered is not stored: a ballot from a file is as anonymous as any other. So a
    file imported twice shows only by groups with more answers than people, and such are
    refused.

    Raises
    ------
    ImportRefusedError
        If the round is not open, or a group would have more answers than people.
    """
    locked = Round.objects.select_for_update().get(pk=round.pk)
    if locked.state != RoundState.OPEN:
        raise ImportRefusedError(
            _("%(round)s is not open, so it takes no answers.") % {"round": locked.label}
        )
    groups = {group.code: group for group in locked.groups.all()}
    counts = Counter(sheet.group(place) for place in range(len(sheet)))
    _refuse_crowding(locked, groups.values(), counts)
    Ballot.objects.bulk_create(_ballots(sheet, groups), batch_size=BATCH)
    return {code: counts[code] for code in groups}


def _refuse_crowding(
    round: Round, groups: Iterable[StakeholderGroup], counts: Mapping[str, int]
) -> None:
    """Refuse answers that cannot all be of different people, naming every such group."""
    rows = Ballot.objects.filter(round=round).values_list("group").annotate(people=Count("pk"))
    handed_in = dict(rows)
    refusals = []
    for group in groups:
        answers = handed_in.get(group.pk, 0) + counts[group.code]
        if counts[group.code] and answers > group.headcount:
            text = ngettext(
                "%(group)s has %(headcount)d person; with this file it would have %(answers)d "
                "answers. Was the file imported before? After the first answer a group cannot "
                "get more people.",
                "%(group)s has %(headcount)d people; with this file it would have %(answers)d "
                "answers. Was the file imported before? After the first answer a group cannot "
                "get more people.",
                group.headcount,
            )
            refusals.append(
                text % {"group": group.label, "headcount": group.headcount, "answers": answers}
            )
    if refusals:
        raise ImportRefusedError("\n".join(refusals))


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
