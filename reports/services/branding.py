"""Changing the look of a workspace's reports."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import Workspace
from reports.enums import TemplateTrouble
from reports.files.branding import ACCENT, Logo, Paper
from reports.models import Branding


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was looked into, with the name of its file."""

    content: bytes
    name: str


@transaction.atomic
def set_look(
    *,
    workspace: Workspace,
    accent: str,
    paper: Paper = Paper.A4,
    logo: Logo | None = None,
    template: Template | None = None,
) -> None:
    """Set the colour and the paper, and the logo and the template where there is a new one."""
    row = _row(workspace)
    row.accent, row.paper = accent, paper
    if logo is not None:
        row.logo, row.logo_type = logo.content, logo.media_type.value
        row.logo_width, row.logo_height = logo.width, logo.height
    if template is not None:
        row.template, row.template_name = template.content, template.name
        row.template_trouble = ""
    row.save()


@transaction.atomic
def remove_logo(*, workspace: Workspace) -> None:
    """Let reports do without a logo."""
    row = _row(workspace)
    row.logo, row.logo_type, row.logo_width, row.logo_height = None, "", 0, 0
    row.save()


@transaction.atomic
def remove_template(*, workspace: Workspace) -> None:
    """Let slides have our look again."""
    row = _row(workspace)
    row.template, row.template_name, row.template_trouble = None, "", ""
    row.save()


def note_template_trouble(*, workspace_id: UUID, trouble: TemplateTrouble | None) -> None:
    """Keep what was found wrong with the template when slides were made; None when nothing was."""
    rows = Branding.objects.filter(workspace=workspace_id, template__isnull=False)
    rows.update(template_trouble="" if trouble is None else trouble)


def _row(workspace: Workspace) -> Branding:
    """Return the workspace's row, locked for a change, or a new one with our colour."""
    now = timezone.now()
    found = Branding.objects.select_for_update().filter(workspace=workspace).first()
    row = found or Branding(workspace=workspace, accent=ACCENT, changed_at=now)
    row.changed_at = now
    return row
