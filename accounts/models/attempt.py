"""Attempts that were counted: at a sign-in, at a join code. Gone when their window is over."""

from django.db import models


class Attempt(models.Model):
    """How often something was tried; the key is a keyed hash and names nobody."""

    key = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField()
    # Seconds since 1970, so that one statement can count and begin anew on any database.
    until = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = "counted attempt"

    def __str__(self) -> str:
        return f"{self.count}"
