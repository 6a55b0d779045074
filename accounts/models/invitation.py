"""Invitations of colleagues into a workspace."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models.people import User, WorkspaceRow


class Invitation(WorkspaceRow):
    """An offer to become a member; the row is gone once it is accepted or withdrawn."""

    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=12, choices=Role)
    # The link's secret can be recognised by this, but not found out.
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("valid until"))

    class Meta:
        verbose_name = _("invitation")
        ordering = ("email",)
        constraints = (
            models.UniqueConstraint("workspace", Lower("email"), name="invitation_unique"),
            models.CheckConstraint(
                condition=models.Q(role__in=Role.values), name="invitation_role_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.email} · {self.get_role_display()}"
