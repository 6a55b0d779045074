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
    STOPPED = "stopped", _("Stopped by somebody")


UNFINISHED = (ReportState.QUEUED, ReportState.RUNNING)


class Step(TextChoices):
    """What a worker is doing with a report."""

    READING = "reading", _("Reading the answers")
    SCORING = "scoring", _("Computing the scores")
    COMPARING = "comparing", _("Comparing with earlier rounds")
    DRAWING = "drawing", _("Drawing the figures")
    READY = "ready", _("Ready")


# Percent shown when a step begins.
PERCENT = {
    Step.READING: 10,
    Step.SCORING: 25,
    Step.COMPARING: 50,
    Step.DRAWING: 70,
    Step.READY: 100,
}


class Trouble(TextChoices):
    """Why a report was given up, in words for people; the log holds the technical detail."""

    WORKER_LOST = "worker_lost", _("The program that builds reports stopped each time.")
    READING = "reading", _("The answers could not be read.")
    SCORING = "scoring", _("The scores could not be computed.")
    COMPARING = "comparing", _("The comparison with earlier rounds could not be made.")
    DRAWING = "drawing", _("The figures could not be drawn.")
    MAKING = "making", _("The file could not be made.")


class FileKind(TextChoices):
    """The files of a report, each made by a task of its own; the first one are the figures."""

    FIGURES = "figures", _("Charts of the pages")
    SUMMARY = "summary", _("Summary on one page (PDF)")
    REPORT = "report", _("Whole report (PDF)")
    SLIDES = "slides", _("Slides with charts to edit (PowerPoint)")
    WORKBOOK = "workbook", _("All numbers with notes (Excel)")
    PAGE = "page", _("One page for reading without a network (HTML)")
    PICTURES = "pictures", _("All charts as pictures (PNG, SVG)")
    LONG_TABLE = "long-table", _("All numbers as one table (CSV)")
    DATA = "data", _("All numbers for programs (JSON)")


MEDIA_TYPES = {
    FileKind.FIGURES: "text/plain; charset=utf-8",
    FileKind.SUMMARY: "application/pdf",
    FileKind.REPORT: "application/pdf",
    FileKind.SLIDES: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    FileKind.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.PAGE: "text/html; charset=utf-8",
    FileKind.PICTURES: "application/zip",
    FileKind.LONG_TABLE: "text/csv; charset=utf-8",
    FileKind.DATA: "application/json",
}
# How the name of a file ends.
ENDINGS = {
    FileKind.FIGURES: ".txt",
    FileKind.SUMMARY: ".pdf",
    FileKind.REPORT: ".pdf",
    FileKind.SLIDES: ".pptx",
    FileKind.WORKBOOK: ".xlsx",
    FileKind.PAGE: ".html",
    FileKind.PICTURES: ".zip",
    FileKind.LONG_TABLE: ".csv",
    FileKind.DATA: ".json",
}


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


class TemplateTrouble(TextChoices):
    """Why a file cannot be the template of slides."""

    TOO_LARGE = "too_large", _("The file is larger than 20 MB. Take pictures out and try again.")
    NO_PRESENTATION = (
        "no_slides",
        _("This is not a PowerPoint file. Save it in PowerPoint as .pptx and try again."),
    )
    TOO_MUCH = (
        "too_much",
        _("The file holds too much. Save it without sample slides and try again."),
    )
    DAMAGED = (
        "damaged",
        _("The file cannot be read. Open it in PowerPoint, save it anew and try again."),
    )
    ACTIVE = (
        "active",
        _("The file holds a macro or an embedded program. Save it without and try again."),
    )
    LINKED = (
        "linked",
        _("The file links to something outside it. Take the links out and try again."),
    )
    NO_TITLE = (
        "no_title",
        _("No slide layout has a title. Add one to the slide master and try again."),
    )
    CRAMPED = (
        "cramped",
        _("Its layouts leave too little room for a chart. Make the room larger and try again."),
    )
