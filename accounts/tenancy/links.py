"""What must agree between tables below a workspace, read off the models.

A table is below a workspace when it names one. Where such a row points to another, both must
name the same workspace; and where both name a third row (a participant and its group name a
round), that must be the same one, too.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db.backends.utils import truncate_name
from django.db.models import ForeignKey, Model

from accounts.models import Workspace

PREFIX = "tenancy_"
LONGEST_NAME = 63  # PostgreSQL cuts what is longer


@dataclass(frozen=True, slots=True)
class Shared:
    """A row that both ends of a link name: in this column here, in that one there."""

    field: str
    own_column: str
    parent_column: str
    is_optional: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key between two tables below a workspace, and what both ends share."""

    model: type[Model]
    field: str
    table: str
    column: str
    parent_table: str
    parent_key: str
    shared: tuple[Shared, ...]

    @property
    def label(self) -> str:
        return f"{self.table}_{self.field}"


@dataclass(frozen=True, slots=True)
class Place:
    """The columns of a table that say where its rows belong; they never change."""

    table: str
    columns: tuple[str, ...]


def tenant_models() -> list[type[Model]]:
    """Return every model whose rows belong to a workspace."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and _points_to(model, Workspace)
    ]


def links() -> list[Link]:
    """Return every foreign key between two models below a workspace."""
    tenants = set(tenant_models())
    ancestors: set[type[Model]] = {*tenants, Workspace}
    return [
        Link(
            model=model,
            field=field.name,
            table=model._meta.db_table,
            column=field.column,
            parent_table=field.related_model._meta.db_table,
            parent_key=str(field.target_field.column),
            shared=tuple(_shared(model, field, ancestors)),
        )
        for model in sorted(tenants, key=lambda each: each._meta.db_table)
        for field in _foreign_keys(model)
        if field.related_model in tenants
    ]


def places() -> list[Place]:
    """Return, by table, what must stay as it is because other rules rest on it."""
    columns: dict[str, dict[str, None]] = {
        model._meta.db_table: dict.fromkeys(field.column for field in _points_to(model, Workspace))
        for model in tenant_models()
    }
    for link in links():
        relied_on = columns[link.parent_table]
        relied_on |= dict.fromkeys([link.parent_key, *(each.parent_column for each in link.shared)])
    return [Place(table, tuple(found)) for table, found in sorted(columns.items())]


def guard_name(*parts: str) -> str:
    """Return a name that tells guards from everything else in the database."""
    return truncate_name(PREFIX + "_".join(parts), LONGEST_NAME)


def _shared(model: type[Model], link: ForeignKey, ancestors: set[type[Model]]) -> Iterator[Shared]:
    for ancestor in sorted(ancestors, key=lambda each: each._meta.db_table):
        for own, theirs in _pairs(model, link, ancestor):
            yield Shared(
                field=own.name,
                own_column=own.column,
                parent_column=theirs.column,
                is_optional=own.null or theirs.null,
            )


def _pairs(
    model: type[Model], link: ForeignKey, ancestor: type[Model]
) -> Iterator[tuple[ForeignKey, ForeignKey]]:
    """Yield the keys of both ends to an ancestor: the only one of each, or those of one name."""
    own = [field for field in _points_to(model, ancestor) if field != link]
    theirs = _points_to(link.related_model, ancestor)
    if len(own) == len(theirs) == 1:
        yield own[0], theirs[0]
        return
    by_name = {field.name: field for field in theirs}
    for field in own:
        if field.name in by_name:
            yield field, by_name[field.name]


def _points_to(model: type[Model], target: type[Model]) -> list[ForeignKey]:
    return [field for field in _foreign_keys(model) if field.related_model is target]


def _foreign_keys(model: type[Model]) -> list[ForeignKey]:
    return [field for field in model._meta.local_fields if isinstance(field, ForeignKey)]
