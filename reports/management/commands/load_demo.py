"""Load the demo workspace and ask for the reports of its closed rounds."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from assessments.demo import SIGN_INS
from assessments.services.demo import DemoError, LoadedDemo, load_demo
from assessments.services.demo_removal import forget_removal
from reports.services.requesting import request_report


class Command(BaseCommand):
    help = (
        "Load the demo workspace, if there is none. Its passwords are public, so in production "
        "this is refused without --force."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="load it in production, too")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION and not options["force"]:
            raise CommandError(
                "The demo's passwords are public, so it is not loaded in production."
                " If you want it all the same: load_demo --force"
            )
        try:
            with transaction.atomic():
                demo = load_demo(today=timezone.localdate())
                for round in demo.closed_rounds if demo else ():
                    request_report(round=round)
        except DemoError as error:
            raise CommandError(str(error)) from error
        forget_removal()
        if options["verbosity"]:
            self._tell(demo)

    def _tell(self, demo: LoadedDemo | None) -> None:
        if demo is None:
            self.stdout.write("The demo is loaded already; nothing to do.")
            return
        self.stdout.write(f'Loaded the demo workspace "{demo.workspace}". Sign-ins:')
        for role, email, password in SIGN_INS:
            self.stdout.write(f"  {role:<12} {email:<24} {password}")
