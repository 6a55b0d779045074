"""What a report cannot say, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.story.numbers import percent
from reports.story.response import has_hidden
from reports.wording import Wording
from scoring.release import Release


def limit_sentences(release: Release, wording: Wording) -> tuple[str, ...]:
    """The limits of the method, then those of this round."""
    said = [
        no_forecast(),
        _("No study that we know of tests such scores against the results of CRM."),
        _("Weights and limits are reasoned, and not proven."),
        _("There are no sound figures of other organisations, so none are shown."),
        _("People who learn more may rate lower than before. Facts show whether things got worse."),
        _("What an action may bring is an assumption for planning."),
    ]
    if release.confidence is not None:
        said.append(
            _(
                "An interval shows how far an average may be off. "
                "With a confidence of %(share)s the true value lies inside."
            )
            % {"share": percent(release.confidence)}
        )
    said.append(_hidden(release, wording))
    return tuple(said)


def no_forecast() -> str:
    """The one limit that no page may lack."""
    return _("This is not a prediction of success.")


def _hidden(release: Release, wording: Wording) -> str:
    rule = ngettext(
        "What rests on fewer than %(k)s person is hidden, and so is what would give it away.",
        "What rests on fewer than %(k)s people is hidden, and so is what would give it away.",
        release.k,
    ) % {"k": release.k}
    if has_hidden(release, wording):
        return rule
    return " ".join([rule, _("In this round nothing had to be hidden.")])
