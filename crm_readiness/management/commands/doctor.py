"""Tell the operator what is weak about this installation."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from crm_readiness.doctor import CHECKS, Finding, Weight, examine

MARKS = {Weight.MEND: "To mend", Weight.CONSIDER: "To consider"}


class Command(BaseCommand):
    help = "Tell what is weak about this installation; exit code 1 if something must be mended."
    # They would end the command before it could say anything.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        found = examine()
        for finding in found:
            self.stdout.write(f"{MARKS[finding.weight]}: {finding.title}")
            self.stdout.write(f"  {finding.advice}\n\n")
        self.stdout.write(summary(found))
        if any(finding.weight is Weight.MEND for finding in found):
            sys.exit(1)


def summary(found: list[Finding]) -> str:
    """Return the last line."""
    if not found:
        return f"Nothing weak was found ({len(CHECKS)} checks)."
    count = {weight: sum(each.weight is weight for each in found) for weight in Weight}
    return f"{count[Weight.MEND]} to mend, {count[Weight.CONSIDER]} to consider."
