"""Erase a person's account; what they did stays without a name."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.services.erasure import LastOwnerError, erase_person
from accounts.services.wiping import wipe_deleted_rows


class Command(BaseCommand):
    help = (
        "Delete the account, roles, sign-ins and invitations of the person with an e-mail address. "
        "Facts keep their values and lose the name. Refused for the last owner of a workspace."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody signs in with {options['email']}.")
        try:
            erase_person(user=user)
        except LastOwnerError as error:
            raise CommandError(str(error)) from error
        wipe_deleted_rows()
        self.stdout.write("Erased. Backups made before still hold the person.")
