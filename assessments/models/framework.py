"""Frameworks and their versions; a published version never changes."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from scoring.framework import Framework as FrameworkSpec


class Framework(models.Model):
    """A questionnaire with its method, known by its slug."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)

    class Meta:
        verbose_name = _("framework")
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class FrameworkVersion(models.Model):
    """One version of a framework, as loaded from its file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    spec = models.JSONField(_("content"))
    checksum = models.CharField(_("checksum"), max_length=64)
    published = models.BooleanField(_("published"), default=False)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("framework version")
        ordering = ("framework", "-number")
        constraints = (
            models.UniqueConstraint(
                fields=("framework", "number"), name="framework_version_number_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="framework_version_number_positive"
            ),
        )

    def __str__(self) -> str:
        return f"{self.framework} {self.number}"

    def parsed(self) -> FrameworkSpec:
        """Return the content as the scoring package's framework."""
        return FrameworkSpec.from_spec(self.spec)
