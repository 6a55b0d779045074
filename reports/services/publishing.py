"""Telling a worker that a report or one of its files waits."""

from uuid import UUID

from accounts.services.hints import hint

BUILD = "reports.build"
MAKE = "reports.make_file"
SWEEP = "reports.sweep"


def publish(report_id: UUID) -> bool:
    """Tell a worker that a report waits to be built."""
    return hint(BUILD, report_id)


def publish_file(file_id: UUID) -> bool:
    """Tell a worker that a file waits to be made."""
    return hint(MAKE, file_id)
