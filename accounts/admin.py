"""The operator's pages for people and workspaces."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry, Membership, User, Workspace

# How a filter beside a list asks.
LOOKUPS = ("exact", "isnull", "id__exact")


class ListedLookups(admin.ModelAdmin):
    """Rows can be looked for by the filters beside the list, and by nothing else.

    Whoever may ask for rows by any column, and sees whether there are some, can read it out digit
    by digit, though no page shows it.
    """

    def lookup_allowed(self, lookup: str, value: Any, request: Any) -> bool:  # noqa: ARG002 - Django's signature
        return any(
            lookup in {str(name), *(f"{name}__{ending}" for ending in LOOKUPS)}
            for name in self.list_filter
        )


class MembershipInline(admin.TabularInline):
    model = Membership
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Workspace)
class WorkspaceAdmin(ListedLookups):
    list_display = ("name", "slug", "is_demo", "created_at")
    search_fields = ("name", "slug")
    prepopulated_fields = {"slug": ("name",)}  # noqa: RUF012 - Django's own way to declare it
    inlines = (MembershipInline,)


@admin.register(User)
class PersonAdmin(ListedLookups, UserAdmin):
    ordering = ("email",)
    list_display = ("email", "name", "is_active", "is_staff")
    search_fields = ("email", "name")
    list_filter = ("is_active", "is_staff")
    readonly_fields = ("joined_at", "last_login")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        (_("Access"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Dates"), {"fields": ("joined_at", "last_login")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("email", "name", "password1", "password2")}),
    )


@admin.register(AuditEntry)
class AuditEntryAdmin(ListedLookups):
    """To look at only; what concerns no workspace is to be seen here alone."""

    list_display = ("at", "workspace", "actor_name", "action", "subject")
    list_filter = ("action",)
    list_select_related = ("workspace",)

    def has_add_permission(self, *_who: Any) -> bool:
        return False

    def has_change_permission(self, *_who: Any) -> bool:
        return False

    def has_delete_permission(self, *_who: Any) -> bool:
        return False
