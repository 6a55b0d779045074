"""Empty the whole database, the audit log included, which no smaller step removes."""

from typing import Any

from django.core.management.commands import flush

from accounts.integrity import install_triggers, remove_triggers


class Command(flush.Command):
    """Django's own command, with the audit log's triggers out of the way meanwhile."""

    def handle(self, **options: Any) -> None:
        remove_triggers(options["database"])
        try:
            super().handle(**options)
        finally:
            install_triggers(options["database"])
