"""Fixed choices of the accounts application."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What a member of a workspace may do."""

    OWNER = "owner", _("Owner")
    CONSULTANT = "consultant", _("Consultant")
    VIEWER = "viewer", _("Viewer")


EDITING_ROLES = frozenset({Role.OWNER, Role.CONSULTANT})
