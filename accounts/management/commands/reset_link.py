"""Print a link with which somebody sets a new password: for installations that send no mail."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.enums import Action
from accounts.models import User
from accounts.services.audit import record_in_workspaces
from accounts.services.password_reset import reset_path


class Command(BaseCommand):
    help = "Print a link that lets a person set a new password. It works once, for a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="the address the person signs in with")

    def handle(self, *_arguments: Any, email: str, **_options: Any) -> None:
        user = User.objects.filter(email__iexact=email).first()
        if user is None:
            raise CommandError(f"Nobody signs in as {email}.")
        if not user.is_active:
            raise CommandError(f"The account of {email} is switched off.")
        record_in_workspaces(
            of=user, actor=None, action=Action.RESET_LINK_PRINTED, subject=user.email
        )
        self.stdout.write(f"{settings.PUBLIC_URL}{reset_path(user=user)}")
