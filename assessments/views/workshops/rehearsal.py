"""The facilitator's rehearsal: one click, progress, and a verdict in words."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import MemberRequest, editor_required
from assessments.enums import RehearsalStep
from assessments.models import Rehearsal, Round
from assessments.selectors.clients import visible_rounds
from assessments.selectors.workshops.rehearsals import newest_rehearsal
from assessments.services.workshops.rehearsals import (
    request_rehearsal,
    stop_rehearsal,
    sweep_rehearsals,
)
from assessments.services.workshops.rehearsing import Measured
from assessments.services.workshops.steps import SessionStepError

# Within these a room feels that it works.
LONGEST_JOIN_SECONDS = 5
LONGEST_VOTE_SECONDS = 0.5
LONGEST_RETURN_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one thing works, in a sentence with its number; advice where it does not."""

    is_good: bool
    words: str
    advice: str


@require_http_methods(["GET", "HEAD", "POST"])
@editor_required
def rehearsal(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Show the rehearsal that runs or ran last; POST starts one, or stops it."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    if request.method == "POST":
        try:
            if "stop" in request.POST:
                stop_rehearsal(round=round)
            else:
                request_rehearsal(round=round)
        except SessionStepError as error:
            messages.warning(request, str(error))
        return redirect("assessments:rehearsal", request.membership.workspace.slug, round.pk)
    return render(request, "workshops/rehearsal/rehearsal.html", _context(round))


@require_safe
@editor_required
def rehearsal_progress(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Return the part of the page that changes while the rehearsal runs."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    return render(request, "workshops/rehearsal/_progress.html", _context(round))


def _context(round: Round) -> dict[str, object]:
    sweep_rehearsals()
    newest = newest_rehearsal(round)
    findings = findings_of(newest)
    return {
        "round": round,
        "rehearsal": newest,
        "steps_done": _steps_done(newest),
        "steps": len(RehearsalStep),
        "findings": findings,
        "is_good": all(each.is_good for each in findings),
    }


def _steps_done(rehearsal: Rehearsal | None) -> int:
    """Return how many steps a rehearsal that runs has behind it."""
    steps = RehearsalStep.values
    return steps.index(rehearsal.step) if rehearsal is not None and rehearsal.step else 0


def findings_of(rehearsal: Rehearsal | None) -> list[Finding]:
    """Return what a finished rehearsal found, one sentence for each thing that was measured."""
    if rehearsal is None or rehearsal.measured is None:
        return []
    measured = Measured(**rehearsal.measured)
    return [_joining(measured), _voting(measured), _returning(measured), _keeping(measured)]


def _joining(measured: Measured) -> Finding:
    return Finding(
        measured.joined == measured.phones and measured.join_seconds <= LONGEST_JOIN_SECONDS,
        _(
            "Coming in: %(joined)d of %(phones)d phones were in, the slowest after %(seconds)s "
            "seconds. Up to %(most)d seconds are good."
        )
        % {
            "joined": measured.joined,
            "phones": measured.phones,
            "seconds": _number(measured.join_seconds),
            "most": LONGEST_JOIN_SECONDS,
        },
        _(
            "Let people come in group by group, and ask whoever runs the server for more web "
            "processes (WEB_WORKERS)."
        ),
    )


def _voting(measured: Measured) -> Finding:
    return Finding(
        measured.voted == measured.phones and measured.vote_p95 <= LONGEST_VOTE_SECONDS,
        _(
            "Voting: %(voted)d of %(phones)d phones got all their votes stored, 95 of 100 votes "
            "within %(seconds)s seconds. Up to %(most)s seconds are good."
        )
        % {
            "voted": measured.voted,
            "phones": measured.phones,
            "seconds": _number(measured.vote_p95, places=2),
            "most": _number(LONGEST_VOTE_SECONDS),
        },
        _(
            "See that no report is being built and nothing else keeps the server busy, and try "
            "again. If it stays slow, it needs PostgreSQL or a faster machine."
        ),
    )


def _returning(measured: Measured) -> Finding:
    return Finding(
        measured.back == measured.phones and measured.back_seconds <= LONGEST_RETURN_SECONDS,
        _(
            "Coming back: after the network was gone, %(back)d of %(phones)d phones were back "
            "with their own vote, the slowest after %(seconds)s seconds. Up to %(most)d seconds "
            "are good."
        )
        % {
            "back": measured.back,
            "phones": measured.phones,
            "seconds": _number(measured.back_seconds),
            "most": LONGEST_RETURN_SECONDS,
        },
        _("Have paper ballots at hand: print some when the workshop has started."),
    )


def _keeping(measured: Measured) -> Finding:
    return Finding(
        measured.lost == 0,
        _kept(measured),
        _("Do not hold the workshop on this server. Whoever runs it needs to look into it."),
    )


def _kept(measured: Measured) -> str:
    if measured.lost == 0:
        return _("Votes kept: %(votes)d were sent, and none that was called stored is missing.") % {
            "votes": measured.votes
        }
    return _("Votes kept: %(votes)d were sent, %(lost)d of those called stored are missing.") % {
        "votes": measured.votes,
        "lost": measured.lost,
    }


def _number(seconds: float, places: int = 1) -> str:
    return formats.number_format(seconds, places)
