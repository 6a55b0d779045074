"""Remove the demo's clients with all below them; the workspace and its people, if unused."""

from collections import Counter
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from accounts.models import User, Workspace
from assessments.services.demo_removal import remember_removal, remove_demo


class Command(BaseCommand):
    help = (
        "Delete the demo's clients with all below them, and the demo's workspace and people unless "
        "somebody added clients there. `make run` does not load the demo again afterwards."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        removed = remove_demo()
        remember_removal()
        if not removed.rows and not removed.kept_workspaces:
            self.stdout.write("There is no demo; nothing was removed.")
            return
        self._tell_rows(removed.rows)
        for workspace in removed.kept_workspaces:
            self._tell_kept(workspace)
        self._tell_people(removed.kept_people)

    def _tell_rows(self, rows: Counter[str]) -> None:
        if rows:
            self.stdout.write("Removed:")
        for table, count in sorted(rows.items()):
            name = apps.get_model(table)._meta.verbose_name
            self.stdout.write(f"  {count:>6} × {name}")

    def _tell_kept(self, workspace: Workspace) -> None:
        self.stdout.write(
            f'The workspace "{workspace}" stays, because it has clients that are not part of the'
            " demo. It is an ordinary workspace now."
        )

    def _tell_people(self, people: tuple[User, ...]) -> None:
        if people:
            self.stdout.write(
                "These demo sign-ins stay. Their password is public, so change it for each:"
            )
        for person in people:
            self.stdout.write(f"  manage.py changepassword {person.email}")
