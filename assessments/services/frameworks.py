"""Frameworks come from files; what is published stays as it is."""

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import Framework, FrameworkVersion
from scoring.framework import Framework as FrameworkSpec
from scoring.framework import load


class FrameworkConflictError(ValueError):
    """Raised when a published version would have to change."""


def load_framework(*, path: Path) -> FrameworkVersion:
    """Validate a framework file and publish it; the same content again changes nothing.

    Raises
    ------
    scoring.framework.FrameworkError
        With every problem of the file.
    FrameworkConflictError
        If the version is published with other content.
    """
    return publish_framework(spec=load(path))


@transaction.atomic
def publish_framework(*, spec: FrameworkSpec) -> FrameworkVersion:
    """Store a framework version as published, or return it when it is there already."""
    framework, _new = Framework.objects.get_or_create(
        slug=spec.slug, defaults={"title": spec.title}
    )
    version, is_new = FrameworkVersion.objects.get_or_create(
        framework=framework,
        number=spec.version,
        defaults={"spec": spec.to_spec(), "checksum": spec.checksum, "published": True},
    )
    if version.checksum != spec.checksum:
        raise FrameworkConflictError(
            _(
                "Version %(number)d of %(slug)s is published with other content, and a published"
                " version never changes. Give the changed file a new version number."
            )
            % {"number": spec.version, "slug": spec.slug}
        )
    if is_new:
        _take_title_of_newest(framework)
    return version


def _take_title_of_newest(framework: Framework) -> None:
    newest = framework.versions.order_by("-number").values_list("spec__title", flat=True).first()
    if newest and newest != framework.title:
        framework.title = newest
        framework.save(update_fields=["title"])
