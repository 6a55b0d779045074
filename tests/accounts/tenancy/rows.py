"""One row of every table below a workspace, made from the models' own metadata."""

import itertools
import uuid
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import NOT_PROVIDED, Field, Model
from django.utils import timezone

from accounts.models import User, Workspace
from accounts.tenancy import tenant_models
from assessments.models import (
    Action,
    AgreedLevel,
    Framework,
    FrameworkVersion,
    Round,
    StakeholderGroup,
    Vote,
)
from reports.models import Branding, Report
from tests.factories import FrameworkVersionFactory, UserFactory

# What no rule about types can guess, because a constraint of the table asks for it.
VALUES: dict[type[Model], dict[str, Any]] = {
    Action: {"from_level": 1, "to_level": 2},
    AgreedLevel: {"level": 3},
    Branding: {"logo_type": "", "template_name": "", "template_trouble": ""},
    Report: {"lease_until": None},
    Round: {"k": 5, "opens_on": None, "closes_on": None},
    StakeholderGroup: {"weight": None},
    Vote: {"value": "3"},
}

_numbers = itertools.count(1)


class Rows:
    """Rows of one chain below a workspace: each table has one, made when it is asked for."""

    def __init__(self, workspace: Workspace) -> None:
        self.made: dict[type[Model], Model] = {Workspace: workspace}

    def row(self, model: type[Model]) -> Any:
        """Return the chain's row of a table, saved."""
        if model not in self.made:
            row = self.unsaved(model)
            row.save(force_insert=True)
            self.made[model] = row
        return self.made[model]

    def unsaved(self, model: type[Model]) -> Any:
        """Return a row whose parents are saved and which is not."""
        return model(**{field.attname: self._value(field) for field in _needed(model)})

    def _value(self, field: Field) -> Any:
        given = VALUES.get(field.model, {})
        if field.name in given:
            return given[field.name]
        if isinstance(field, models.ForeignKey):
            return self._parent(field).pk
        return _plain(field)

    def _parent(self, field: models.ForeignKey) -> Model:
        target = field.related_model
        if target in {Framework, FrameworkVersion}:
            version = FrameworkVersionFactory()
            return version if target is FrameworkVersion else version.framework
        if target is User:
            return UserFactory()
        return self.row(target)


def _needed(model: type[Model]) -> list[Field]:
    tenants = {Workspace, *tenant_models()}
    return [
        field
        for field in model._meta.local_fields
        if field.name in VALUES.get(model, {})
        or field.related_model in tenants
        or not (field.null or field.primary_key or field.default is not NOT_PROVIDED)
    ]


def _plain(field: Field) -> Any:
    number = next(_numbers)
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.CharField | models.TextField):
        return f"x{number}"[: field.max_length]
    for kind, value in (
        (models.UUIDField, uuid.uuid4()),
        (models.DateTimeField, timezone.now() + timedelta(days=1)),
        (models.DateField, timezone.localdate()),
        (models.IntegerField, number),
        (models.JSONField, {}),
        (models.BinaryField, b"x"),
        (models.BooleanField, False),
    ):
        if isinstance(field, kind):
            return value
    raise TypeError(f"{field}: tell tests/accounts/tenancy/rows.py how to fill it")
