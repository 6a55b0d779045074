"""The accounts application: people, workspaces and who may do what."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People and workspaces"

    def ready(self) -> None:
        from accounts import signals  # noqa: F401 - connects what it holds
        from accounts.integrity import install_triggers, remove_triggers
        from accounts.tenancy import install_guards, remove_guards

        pre_migrate.connect(remove_guards, sender=self)
        pre_migrate.connect(remove_triggers, sender=self)
        post_migrate.connect(install_triggers, sender=self)
        post_migrate.connect(install_guards, sender=self)
