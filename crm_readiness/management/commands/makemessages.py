"""Django's command that collects texts to translate, set up for this product."""

import re
from pathlib import Path
from typing import Any

from django.core.management.commands import makemessages

# Not collected, because these speak English only: pages of consultants and operators, and
# messages at a terminal. A line that goes brings its texts into the catalogues.
ENGLISH_ONLY = (
    *("accounts/*", "backups/*", "*/management/*", "*/migrations/*", "*/models/*", "*/admin.py"),
    *("assessments/csv_files/*", "assessments/demo/*", "assessments/enums.py"),
    "assessments/forms/assessments.py",
    "assessments/forms/clients.py",
    "assessments/forms/names.py",
    "assessments/forms/paper.py",
    "assessments/forms/people.py",
    "assessments/forms/retention.py",
    "assessments/forms/rounds.py",
    "assessments/forms/statements.py",
    "assessments/forms/workshops.py",
    "assessments/selectors/rounds.py",
    "assessments/services/clients.py",
    "assessments/services/demo.py",
    "assessments/services/frameworks.py",
    "assessments/services/importing.py",
    "assessments/services/publication.py",
    "assessments/services/reopening.py",
    "assessments/services/rounds.py",
    "assessments/services/statements.py",
    "assessments/services/workshops/*",
    "assessments/views/assessments.py",
    "assessments/views/clients.py",
    "assessments/views/people.py",
    "assessments/views/planning.py",
    "assessments/views/retention.py",
    "assessments/views/rounds.py",
    "assessments/views/words.py",
    "assessments/views/workshops/agenda.py",
    "assessments/views/workshops/facilitator.py",
    "assessments/views/workshops/paper.py",
    "assessments/views/workshops/rehearsal.py",
    "reports/files/logo.py",
    "reports/forms/branding.py",
    "reports/forms/comments.py",
    "reports/forms/erasure.py",
    "reports/models.py",
    "reports/services/*",
    "reports/views/*",
    *("templates/403.html", "templates/429.html", "templates/admin/*", "templates/mfa/*"),
    *("templates/account/*", "templates/accounts/*"),
    "templates/assessments/_round_state.html",
    "templates/assessments/_short.html",
    "templates/assessments/assessments/*",
    "templates/assessments/clients/*",
    "templates/assessments/facts/round_facts.html",
    "templates/assessments/people/*",
    "templates/assessments/rounds/_[!jt]*.html",
    "templates/assessments/rounds/[lr]*.html",
    "templates/assessments/words/*",
    "templates/assessments/workspace/*",
    "templates/reports/_closing*.html",
    "templates/reports/_erasure_outlook.html",
    "templates/reports/_look_preview.html",
    "templates/reports/_no_report.html",
    "templates/reports/_open_and_share.html",
    "templates/reports/_progress.html",
    "templates/reports/client_erase.html",
    "templates/reports/comment.html",
    "templates/reports/close_round.html",
    "templates/reports/look.html",
    "templates/reports/publish_round.html",
    "templates/reports/reopen_round.html",
    "templates/reports/share/*",
    "templates/reports/waiting.html",
    "templates/workshops/facilitator/*",
    "templates/workshops/paper/[!_s]*.html",
    "templates/workshops/paper/_links.html",
    "templates/workshops/rehearsal/*",
)
NO_PRODUCT = (".venv", ".venv-scan", "build", "docs", "scan", "tests", "var")
DATE_OF_COLLECTING = re.compile(r'^"POT-Creation-Date:.*\n', re.MULTILINE)


class Command(makemessages.Command):
    """Files without line numbers, dates and guesses, so that a change shows what changed."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]  # noqa: RUF012 - Django's own

    def handle(self, *args: Any, **options: Any) -> None:
        options["ignore_patterns"] = [*options["ignore_patterns"], *ENGLISH_ONLY, *NO_PRODUCT]
        options |= {"add_location": "file", "no_obsolete": True}
        super().handle(*args, **options)

    def write_po_file(self, potfile: str, locale: str) -> None:
        super().write_po_file(potfile, locale)
        written = Path(potfile).parent / locale / "LC_MESSAGES" / f"{self.domain}.po"
        written.write_text(DATE_OF_COLLECTING.sub("", written.read_text()))
