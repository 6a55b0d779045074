"""A person's own data: what is stored, a copy to take along, and the end of the account.

For the person, and for an owner about a member whose sign-in serves that workspace alone.
"""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import MemberRequest, owner_required, signed_in_required
from accounts.enums import Action
from accounts.forms.personal_data import ErasePersonForm
from accounts.models import Membership, User
from accounts.selectors.personal_data import is_at_home_only_in, personal_data
from accounts.services.audit import record, record_in_workspaces
from accounts.services.erasure import LastOwnerError, erase_person


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_required
def own_data(request: HttpRequest) -> HttpResponse:
    """Say what is stored about the person signed in; on POST with the address, erase it."""
    person = cast(User, request.user)
    form = ErasePersonForm(request.POST or None, person=person)
    if form.is_valid() and _erased(person, form):
        request.session.flush()  # signing out would tell others of a person who is not there
        messages.success(request, _("Your account is gone."))
        return redirect("account_login")
    return render(request, "accounts/own_data.html", {"person": person, "form": form})


@require_safe
@never_cache
@signed_in_required
def own_data_file(request: HttpRequest) -> HttpResponse:
    """Hand the person signed in all that is stored about them."""
    person = cast(User, request.user)
    record_in_workspaces(of=person, actor=person, action=Action.PERSON_EXPORTED)
    return _file(person)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@owner_required
def member_data(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """Say what is stored about a member; on POST with the address, erase the person."""
    person = _member(request, membership_id)
    form = ErasePersonForm(request.POST or None, person=person)
    is_own = is_at_home_only_in(person, request.membership.workspace)
    if is_own and form.is_valid() and _erased(person, form):
        workspace, user = request.membership.workspace, request.membership.user
        if user.pk != person.pk:
            record(workspace=workspace, actor=user, action=Action.PERSON_ERASED)
        messages.success(request, _("The account is gone."))
        return redirect("home")
    context = {"person": person, "form": form, "is_own": is_own, "membership_id": membership_id}
    return render(request, "accounts/member_data.html", context)


@require_safe
@never_cache
@owner_required
def member_data_file(request: MemberRequest, membership_id: UUID) -> HttpResponse:
    """Hand an owner all that is stored about a member of this workspace alone."""
    person = _member(request, membership_id)
    if not is_at_home_only_in(person, request.membership.workspace):
        raise PermissionDenied
    workspace, user = request.membership.workspace, request.membership.user
    record(workspace=workspace, actor=user, action=Action.PERSON_EXPORTED, subject=person.email)
    return _file(person)


def _member(request: MemberRequest, membership_id: UUID) -> User:
    members = Membership.objects.filter(workspace=request.membership.workspace)
    return get_object_or_404(members.select_related("user"), pk=membership_id).user


def _erased(person: User, form: ErasePersonForm) -> bool:
    """Erase, or note in the form why not."""
    try:
        erase_person(user=person)
    except LastOwnerError as error:
        form.add_error("email", str(error))
        return False
    return True


def _file(person: User) -> HttpResponse:
    answer = JsonResponse(personal_data(person), json_dumps_params={"indent": 2})
    answer.headers["Content-Disposition"] = 'attachment; filename="personal-data.json"'
    return answer
