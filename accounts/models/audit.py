"""The audit log: who did what in a workspace, and when.

It never holds an answer, a token or an address of a machine. Entries are only added; the
database refuses to change or remove them (`accounts/integrity.py`).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import Action, action_choices
from accounts.models.people import User, Workspace

LONGEST_SUBJECT = 254  # as long as an e-mail address may be


class AuditEntry(models.Model):
    """One thing that somebody did."""

    # The database removes the entries of a workspace with it, and only then.
    workspace = models.ForeignKey(
        Workspace, on_delete=models.DO_NOTHING, null=True, blank=True, related_name="+"
    )
    actor = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # As it was then: people are renamed, and leave.
    actor_name = models.CharField(_("who"), max_length=254, blank=True)
    action = models.CharField(_("what"), max_length=30, choices=action_choices)
    # The name of what was touched: a client, a round, a colleague's e-mail address.
    subject = models.CharField(_("which"), max_length=LONGEST_SUBJECT, blank=True)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ("-id",)
        indexes = (models.Index(fields=("workspace", "-id"), name="audit_newest_first"),)

    def __str__(self) -> str:
        return f"{self.actor_name} · {Action(self.action).label} · {self.subject}"
