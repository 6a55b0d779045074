"""Remove the demo workspace with everything in it, and the demo's people."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from assessments.services.demo import remove_demo


class Command(BaseCommand):
    help = "Delete every demo workspace with all that is in it, and the demo's people."

    def handle(self, *args: Any, **options: Any) -> None:
        removed = remove_demo()
        if not removed:
            self.stdout.write("There is no demo; nothing was removed.")
            return
        self.stdout.write("Removed:")
        for table, count in sorted(removed.items()):
            name = apps.get_model(table)._meta.verbose_name  # noqa: SLF001  (public by documentation)
            self.stdout.write(f"  {count:>6} × {name}")
