"""The assessments application: frameworks, clients, rounds, answers and facts."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AssessmentsConfig(AppConfig):
    name = "assessments"
    verbose_name = "Assessments"

    def ready(self) -> None:
        from assessments.integrity import install_triggers, remove_triggers

        pre_migrate.connect(remove_triggers, sender=self)
        post_migrate.connect(install_triggers, sender=self)
