"""What people wrote in their own words: reading it, and blacking out what gives somebody away."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import MemberRequest, editor_required
from accounts.enums import Action
from assessments.forms.statements import StatementForm
from assessments.models import Round
from assessments.promise import LEAST_TEXTS
from assessments.redaction import MARK
from assessments.selectors.clients import visible_rounds
from assessments.selectors.statements import Text, own_words, readable_text
from assessments.services.rounds import RoundStateError
from assessments.services.statements import NotARedactionError, redact_statement
from assessments.views.noting import note_round


@require_safe
@never_cache
@editor_required
def round_words(request: MemberRequest, round_id: UUID) -> HttpResponse:
    """Show the texts of a closed round, question by question."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    if not round.awaits_publication:
        messages.warning(
            request,
            _("Texts can be read here after the round is closed and before it is published."),
        )
        return redirect("assessments:round", request.membership.workspace.slug, round.pk)
    context = {"round": round, "questions": own_words(round), "least": LEAST_TEXTS}
    return render(request, "assessments/words/words.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@editor_required
def statement_edit(request: MemberRequest, round_id: UUID, statement_id: UUID) -> HttpResponse:
    """Black out passages of one text, or leave it out of the report."""
    round = get_object_or_404(visible_rounds(request.membership), pk=round_id)
    text = readable_text(round, statement_id)
    if text is None or not round.awaits_publication:
        raise Http404
    initial = {"wording": text.wording, "is_left_out": text.is_left_out}
    form = StatementForm(request.POST or None, initial=initial)
    if form.is_valid() and _is_saved(request, round, text, form):
        return redirect(
            reverse("assessments:round-words", args=[request.membership.workspace.slug, round.pk])
            + f"#text-{text.id}"
        )
    context = {"round": round, "text": text, "form": form, "mark": MARK}
    return render(request, "assessments/words/statement_edit.html", context)


def _is_saved(request: MemberRequest, round: Round, text: Text, form: StatementForm) -> bool:
    try:
        redact_statement(round=round, statement_id=text.id, **form.cleaned_data)
    except NotARedactionError as error:
        form.add_error("wording", str(error))
        return False
    except RoundStateError as error:
        messages.warning(request, str(error))
    else:
        note_round(request, Action.TEXT_REDACTED, round)
        messages.success(request, _("Saved."))
    return True
