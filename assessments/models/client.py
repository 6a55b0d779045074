"""Clients of a workspace, who may look at them, and their assessments."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Invitation, Membership, WorkspaceRow
from assessments.enums import Cadence, ClientType, Currency, Sector, SizeBand, languages
from assessments.models.framework import Framework


class Client(WorkspaceRow):
    """An organisation being assessed."""

    name = models.CharField(_("name"), max_length=120)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    size_band = models.CharField(_("size"), max_length=12, choices=SizeBand)
    client_type = models.CharField(_("sells to"), max_length=4, choices=ClientType)
    # In which its reports are written, and its participants are spoken to who ask for no other.
    language = models.CharField(
        _("language"), max_length=12, choices=languages, default=settings.LANGUAGE_CODE
    )
    # What its report on data that go bad is worked out with; both are the client's own figures.
    customer_records = models.PositiveIntegerField(_("customer records"), null=True, blank=True)
    record_cost = models.DecimalField(
        _("cost of one wrong record"), max_digits=8, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, choices=Currency, blank=True)
    is_demo = models.BooleanField(_("demo"), default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # When erasing it was asked for or last went on; from then on nobody sees the client.
    erasing_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("client")
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=("workspace", "name"), name="client_name_unique"),
            models.CheckConstraint(
                condition=models.Q(client_type__in=ClientType.values), name="client_type_known"
            ),
            models.CheckConstraint(
                condition=models.Q(record_cost__isnull=True)
                | models.Q(record_cost__gte=0, currency__in=Currency.values),
                name="client_record_cost_has_currency",
            ),
        )

    def __str__(self) -> str:
        return self.name


class ClientAccess(WorkspaceRow):
    """Lets a viewer see one client; owners and consultants see all of their workspace."""

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="client_access"
    )
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="access")

    class Meta:
        verbose_name = _("viewer's access")
        verbose_name_plural = _("viewers' access")
        constraints = (
            models.UniqueConstraint(fields=("membership", "client"), name="client_access_unique"),
        )

    def __str__(self) -> str:
        return f"{self.membership} · {self.client}"


class InvitedClient(WorkspaceRow):
    """A client that somebody invited as a viewer will see after accepting."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="clients")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("client of an invited viewer")
        constraints = (
            models.UniqueConstraint(fields=("invitation", "client"), name="invited_client_unique"),
        )

    def __str__(self) -> str:
        return f"{self.invitation} · {self.client}"


class Assessment(WorkspaceRow):
    """A client measured over time with one framework."""

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="assessments")
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("title"), max_length=120)
    cadence = models.CharField(_("measured"), max_length=12, choices=Cadence)
    # Dimension code -> level aimed at, 1 to 5; a missing code takes the framework's target.
    target_profile = models.JSONField(_("target profile"), default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("assessment")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.title
