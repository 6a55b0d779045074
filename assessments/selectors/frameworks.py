"""Frameworks as they are stored: versions by number, and their content in memory."""

from functools import lru_cache
from uuid import UUID

from assessments.models import FrameworkVersion
from scoring.framework import Framework as FrameworkSpec

MOST_IN_MEMORY = 32


@lru_cache(maxsize=MOST_IN_MEMORY)
def framework_of(version_id: UUID) -> FrameworkSpec:
    """Return the content of a published version, read once per process: it never changes."""
    return FrameworkVersion.objects.get(pk=version_id, published=True).parsed()


def stored_version(slug: str, number: int) -> FrameworkVersion | None:
    """Return one version of a framework."""
    return (
        FrameworkVersion.objects.select_related("framework")
        .filter(framework__slug=slug, number=number)
        .first()
    )


def newest_version(slug: str) -> FrameworkVersion | None:
    """Return the newest published version of a framework."""
    return (
        FrameworkVersion.objects.select_related("framework")
        .filter(framework__slug=slug, published=True)
        .order_by("-number")
        .first()
    )
