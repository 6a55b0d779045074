"""Fixed choices of the reports application."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportState(TextChoices):
    """Where the building of a report stands."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Being built")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


UNFINISHED = (ReportState.QUEUED, ReportState.RUNNING)


class FileKind(TextChoices):
    """What a report is made of."""

    FIGURES = "figures", _("Figures of the dashboard")


class Audience(TextChoices):
    """For whom a share link is meant."""

    BOARD = "board", _("Board")
    STEERING = "steering", _("Steering group")
    TEAM = "team", _("Team")
