"""Frameworks as they are stored: versions by number, their content in memory, in each language."""

from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from assessments.framework_files import translation_file
from assessments.models import FrameworkVersion
from scoring.framework import Framework as FrameworkSpec
from scoring.framework import plain_file, translate

MOST_IN_MEMORY = 32


@lru_cache(maxsize=MOST_IN_MEMORY)
def framework_of(version_id: UUID) -> FrameworkSpec:
    """Return the content of a published version, read once per process: it never changes."""
    return FrameworkVersion.objects.get(pk=version_id, published=True).parsed()


def framework_in_words(version_id: UUID) -> FrameworkSpec:
    """Return a published version with its texts in the active language, for people to read.

    Where there is no translation its own texts stand. Scores are never made from this one.
    """
    return framework_in(version_id, get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=MOST_IN_MEMORY)
def framework_in(version_id: UUID, language: str) -> FrameworkSpec:
    """Return a published version with its texts in a language; read once per process."""
    framework = framework_of(version_id)
    path = translation_file(framework.slug, framework.version, language)
    if language not in dict(settings.LANGUAGES) or not path.exists():
        return framework
    return translate(framework, plain_file(path), str(path)).framework


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
