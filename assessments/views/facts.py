"""The facts of a round: for members of the workspace, and for fact owners by a signed link."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import MemberRequest, member_required
from accounts.enums import Action
from accounts.models import User
from accounts.services.audit import record
from accounts.visitors_language import speak
from assessments.fact_links import FactLink, read_fact_link, sign_fact_link
from assessments.forms.facts import FactForm, fact_form
from assessments.models import Round
from assessments.selectors.clients import visible_rounds
from assessments.selectors.facts import FactLine, FactPage, fact_owners, fact_page
from assessments.services.facts import FactError, forget_fact, record_fact
from assessments.services.rounds import RoundStateError
from assessments.views.addresses import public_address
from assessments.views.noting import round_subject

ONLY_OWNER, ALL = "assessments/facts/owner_facts.html", "assessments/facts/round_facts.html"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where facts are entered: which page, for whom, and what else it shows."""

    template: str
    round: Round
    page: FactPage
    user: User | None
    is_editable: bool
    extra: dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def round_facts(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Show all facts of a round; editors enter them here and hand out the owners' links."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    may_edit = request.membership.can_edit
    if request.method == "POST" and not may_edit:
        raise PermissionDenied
    user = request.user if isinstance(request.user, User) else None
    extra = {"owner_links": _owner_links(request, round) if may_edit and round.is_open else []}
    desk = Desk(ALL, round, fact_page(round), user, may_edit and not round.is_closed, extra)
    return _post(request, desk) if request.method == "POST" else _show(request, desk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def owner_facts(request: HttpRequest, signed: str) -> HttpResponse:
    """Show the facts that one group owns, to whoever holds the link, while the round is open."""
    link = read_fact_link(signed)
    if link is None:
        raise Http404
    # Nobody is a member here: the link names the round, and only this installation can sign it.
    rounds = Round.objects.select_related(  # nosemgrep: scan.object-of-any-workspace
        "assessment__client"
    )
    round = get_object_or_404(rounds, pk=link.round_id)
    speak(request, round.assessment.client.language)
    if not round.is_open:
        return render(request, "assessments/facts/owner_closed.html", {"round": round}, status=410)
    page = fact_page(round, link.owner)
    names = dict(fact_owners(round))
    extra = {"owner": names.get(link.owner, link.owner)}
    desk = Desk(ONLY_OWNER, round, page, None, is_editable=True, extra=extra)
    return _post(request, desk) if request.method == "POST" else _show(request, desk)


def _post(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Store or take back one fact; a mistake shows the page again with what was typed."""
    line = desk.page.line(request.POST.get("item", ""))
    if line is None:
        messages.error(request, _("This fact does not belong to this page. Nothing was changed."))
        return redirect(request.path)
    form = fact_form(line.item, line.fact, request.POST)
    try:
        if "forget" in request.POST:
            forget_fact(round=desk.round, item=line.item.code)
            _note(desk, Action.FACT_REMOVED, line.item.code)
        elif form.is_valid():
            _record(desk, form)
            _note(desk, Action.FACT_ENTERED, line.item.code)
        else:
            return _answer(request, desk, line, form)
    except (FactError, RoundStateError) as error:
        messages.warning(request, str(error))
        return redirect(request.path)
    return _answer(request, desk, line)


def _record(desk: Desk, form: FactForm) -> None:
    record_fact(
        round=desk.round,
        item=form.item.code,
        value=form.value(),
        evidence=form.evidence(),
        as_of=form.as_of(),
        entered_by=desk.user,
    )


def _note(desk: Desk, action: Action, code: str) -> None:
    """Note which fact was touched, never its value; behind a link nobody is known by name."""
    record(
        workspace=desk.round.workspace,
        actor=desk.user,
        action=action,
        subject=round_subject(desk.round, code),
    )


def _answer(
    request: HttpRequest, desk: Desk, line: FactLine, wrong: FactForm | None = None
) -> HttpResponse:
    """Return the one fact to a page that asked by itself, else the whole page or its address."""
    code = line.item.code
    if getattr(request, "htmx", False):
        page = desk.page.again()
        again = page.line(code) or line
        context = _context(desk, saved="" if wrong else code, opened=code) | {
            "page": page,
            "line": again,
            "form": wrong or fact_form(again.item, again.fact),
        }
        return render(request, "assessments/facts/_answer.html", context)
    if wrong is None:
        return redirect(f"{request.path}?saved={code}#fact-{code}")
    return _show(request, desk, wrong)


def _show(request: HttpRequest, desk: Desk, wrong: FactForm | None = None) -> HttpResponse:
    """Show the whole page; `wrong` is a form that needs correcting."""
    sections = [
        (section.capability, [(line, _form(desk, line, wrong)) for line in section.lines])
        for section in desk.page.sections
    ]
    saved = "" if wrong else request.GET.get("saved", "")
    opened = wrong.item.code if wrong else saved
    context = _context(desk, saved=saved, opened=opened) | {"sections": sections}
    return render(request, desk.template, context)


def _form(desk: Desk, line: FactLine, wrong: FactForm | None) -> FactForm | None:
    if not desk.is_editable:
        return None
    if wrong is not None and wrong.item.code == line.item.code:
        return wrong
    return fact_form(line.item, line.fact)


def _context(desk: Desk, *, saved: str, opened: str) -> dict[str, Any]:
    return {
        "round": desk.round,
        "page": desk.page,
        "saved": saved,
        "opened": opened,
        **desk.extra,
    }


def _owner_links(request: HttpRequest, round: Round) -> list[tuple[str, str]]:
    return [
        (label, public_address(request, reverse("assessments:fact-owner", args=[signed])))
        for code, label in fact_owners(round)
        for signed in [sign_fact_link(FactLink(round.pk, code))]
    ]
