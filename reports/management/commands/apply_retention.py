"""Delete the answers of rounds that were closed longer ago than their workspace keeps them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.models import Round
from assessments.selectors.retention import due_round, rounds_due
from reports.services.retention import apply_retention


class Command(BaseCommand):
    help = (
        "Delete the answers of closed rounds whose time is over; reports stay. A worker does the "
        "same every day. With --dry-run nothing is deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        due = rounds_due(today)
        if not due:
            self.stdout.write("No round is due.")
            return
        self.stdout.write("Would delete:" if options["dry_run"] else "Deleting:")
        for round in due:
            self._tell(round)
        if not options["dry_run"]:
            apply_retention(today=today)
            self.stdout.write("Done.")

    def _tell(self, round: Round) -> None:
        found = due_round(round)
        self.stdout.write(
            f"  {round.workspace.slug} · {round.assessment.client} · {round}, closed "
            f"{round.closed_on}: {found.ballots} answers, {found.places} places"
        )
