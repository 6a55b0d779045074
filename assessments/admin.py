"""The operator's pages. Answers are not registered: nobody looks into drafts and ballots."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.admin import ListedLookups
from assessments.models import (
    Assessment,
    Client,
    ClientAccess,
    Fact,
    Framework,
    FrameworkVersion,
    Round,
    StakeholderGroup,
)


class Unchangeable:
    """Rows to look at: they are made elsewhere, by rules that these pages do not know."""

    def has_add_permission(self, *_who: Any) -> bool:
        return False

    def has_change_permission(self, *_who: Any) -> bool:
        return False


class Undeletable(Unchangeable):
    """Rows to look at that stay."""

    def has_delete_permission(self, *_who: Any) -> bool:
        return False


class VersionInline(Undeletable, admin.TabularInline):
    model = FrameworkVersion
    fields = ("number", "published", "checksum", "loaded_at")
    readonly_fields = ("loaded_at",)
    show_change_link = True


@admin.register(Framework)
class FrameworkAdmin(Undeletable, ListedLookups):
    list_display = ("title", "slug")
    inlines = (VersionInline,)


@admin.register(FrameworkVersion)
class FrameworkVersionAdmin(Undeletable, ListedLookups):
    list_display = ("framework", "number", "published", "loaded_at")
    list_select_related = ("framework",)
    fields = ("framework", "number", "published", "checksum", "loaded_at")


class ClientAccessForm(forms.ModelForm):
    """Lets only members of the client's own workspace in."""

    class Meta:
        model = ClientAccess
        fields = ("membership",)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        membership = cleaned.get("membership")
        workspace_id = self.instance.client.workspace_id
        if membership is not None and membership.workspace_id != workspace_id:
            raise ValidationError(_("This person is not a member of the client's workspace."))
        self.instance.workspace_id = workspace_id
        return cleaned


class ClientAccessInline(admin.TabularInline):
    model = ClientAccess
    form = ClientAccessForm
    extra = 0
    raw_id_fields = ("membership",)


@admin.register(Client)
class ClientAdmin(ListedLookups):
    list_display = ("name", "workspace", "sector", "size_band", "client_type", "is_demo")
    list_select_related = ("workspace",)
    list_filter = ("workspace", "sector")
    search_fields = ("name",)
    inlines = (ClientAccessInline,)

    def get_readonly_fields(self, _request: HttpRequest, row: Client | None = None) -> list[str]:
        # What lies below a client carries the workspace too; moving it would tear them apart.
        return ["workspace"] if row else []


@admin.register(Assessment)
class AssessmentAdmin(Unchangeable, ListedLookups):
    list_display = ("title", "client", "framework", "cadence")
    list_select_related = ("client", "framework")
    list_filter = ("workspace",)
    search_fields = ("title", "client__name")


class GroupInline(Undeletable, admin.TabularInline):
    model = StakeholderGroup
    fields = ("code", "label", "side", "headcount", "weight")


class FactInline(Undeletable, admin.TabularInline):
    model = Fact
    fields = ("item", "value", "evidence", "as_of", "entered_by", "changed_at")
    readonly_fields = ("changed_at",)


@admin.register(Round)
class RoundAdmin(Unchangeable, ListedLookups):
    list_display = ("label", "assessment", "state", "opens_on", "closes_on")
    list_select_related = ("assessment",)
    list_filter = ("workspace", "state")
    search_fields = ("label", "code", "assessment__client__name")
    inlines = (GroupInline, FactInline)
