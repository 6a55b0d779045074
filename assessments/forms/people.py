"""Forms for the people of a workspace: whom to invite, and what a member may do."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Membership, Workspace
from assessments.models import Client

ROLES = [
    (Role.OWNER, _("Owner: everything, and who belongs to the workspace")),
    (Role.CONSULTANT, _("Consultant: all clients, rounds and reports")),
    (Role.VIEWER, _("Viewer: reads about the clients chosen below")),
]


class RoleForm(forms.Form):
    """A role, and for a viewer the clients."""

    role = forms.ChoiceField(label=_("Role"), choices=ROLES, widget=forms.RadioSelect)
    clients = forms.ModelMultipleChoiceField(
        label=_("Clients a viewer sees"),
        queryset=Client.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_workspace = Client.objects.filter(workspace=workspace)
        self.fields["clients"].queryset = of_workspace  # type: ignore[attr-defined]

    @classmethod
    def of(cls, membership: Membership, posted: Any) -> "RoleForm":
        """Return the form as the member stands."""
        clients = membership.client_access.values_list("client_id", flat=True)
        initial = {"role": membership.role, "clients": list(clients)}
        return cls(posted, workspace=membership.workspace, initial=initial)

    @property
    def chosen(self) -> dict[str, Any]:
        """Return what the services take."""
        return {"role": Role(self.cleaned_data["role"]), "clients": self.cleaned_data["clients"]}


class ColleagueForm(RoleForm):
    """Whom to invite into a workspace."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )

    field_order = ("email", "role", "clients")
