"""Fixed choices of the reports application."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReportState(TextChoices):
    """Where the building of a report stands."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Being built")
    READY = "ready", _("Ready")
    KEPT = "kept", _("Earlier report kept")
    FAILED = "failed", _("Failed")


UNFINISHED = (ReportState.QUEUED, ReportState.RUNNING)


class Step(TextChoices):
    """What a worker is doing with a report."""

    READING = "reading", _("Reading the answers")
    SCORING = "scoring", _("Computing the scores")
    DRAWING = "drawing", _("Drawing the figures")
    READY = "ready", _("Ready")


# Percent shown when a step begins.
PERCENT = {Step.READING: 10, Step.SCORING: 30, Step.DRAWING: 65, Step.READY: 100}


class Trouble(TextChoices):
    """Why a report was given up, in words for people; the log holds the technical detail."""

    WORKER_LOST = "worker_lost", _("The program that builds reports stopped each time.")
    READING = "reading", _("The answers could not be read.")
    SCORING = "scoring", _("The scores could not be computed.")
    DRAWING = "drawing", _("The figures could not be drawn.")


class FileKind(TextChoices):
    """What a report is made of."""

    FIGURES = "figures", _("Figures of the dashboard")


class Audience(TextChoices):
    """For whom a share link is meant."""

    BOARD = "board", _("Board")
    STEERING = "steering", _("Steering group")
    TEAM = "team", _("Team")


class ShareState(TextChoices):
    """What has become of a share link."""

    WORKS = "works", _("Works")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")
