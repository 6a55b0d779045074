"""Erase a workspace with its clients and everything below them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User, Workspace
from assessments.models import Client
from reports.services.erasure import erase_workspace


class Command(BaseCommand):
    help = (
        "Delete a workspace for good: its clients with everything below, its members' roles. "
        "Asks to type the short name again; --yes answers beforehand."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the workspace's short name in addresses")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        workspace = Workspace.objects.filter(slug=options["slug"]).first()
        if workspace is None:
            raise CommandError(f"There is no workspace {options['slug']}.")
        clients = Client.objects.filter(workspace=workspace).count()
        if not options["yes"]:
            question = f'"{workspace}" and its {clients} clients go for good. Type its short name: '
            if input(question).strip() != workspace.slug:
                raise CommandError("That is not its short name. Nothing was erased.")
        people = list(User.objects.filter(memberships__workspace=workspace).order_by("email"))
        erase_workspace(workspace=workspace)
        self.stdout.write(f"Erased with {clients} clients.")
        for person in people:
            if not person.memberships.exists():
                self.stdout.write(
                    f"  {person.email} is in no workspace now: erase_person removes it"
                )
