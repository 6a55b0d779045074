"""Rows of one workspace never point into another: held by the database itself.

The rules are read off the models, so a new table is guarded without anybody thinking of it.
PostgreSQL gets composite foreign keys, SQLite triggers of the same meaning.
"""

from accounts.tenancy.install import install_guards, remove_guards
from accounts.tenancy.links import Link, links, tenant_models

__all__ = ["Link", "install_guards", "links", "remove_guards", "tenant_models"]
