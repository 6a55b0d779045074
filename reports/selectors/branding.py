"""The look of a workspace's reports."""

from dataclasses import dataclass
from uuid import UUID

from accounts.models import Workspace
from reports.content_hash import hash_of
from reports.enums import TemplateTrouble
from reports.files.branding import ACCENT, Logo, LogoType, Paper
from reports.files.branding import Branding as Look
from reports.files.contrast import HEX
from reports.models import Branding

VERSION_LENGTH = 16


@dataclass(frozen=True, slots=True)
class TemplateState:
    """The name of the file that was uploaded, and what was found wrong since, in words."""

    name: str
    trouble: str


@dataclass(frozen=True, slots=True)
class LogoState:
    """The size of a logo in pixels, and a text that changes with it."""

    width: int
    height: int
    version: str


def branding_of(workspace: Workspace) -> Look:
    """Return the look of files; ours where the workspace has chosen none."""
    row = Branding.objects.defer("template").filter(workspace=workspace).first()
    return _look(workspace, row, _logo(row) if row else None)


def page_branding_of(workspace: Workspace) -> tuple[Look, LogoState | None]:
    """Return the look without its logo, and what pages say of the logo; reads no picture."""
    row = Branding.objects.defer("template", "logo").filter(workspace=workspace).first()
    logo = None
    if row is not None and row.logo_type:
        version = hash_of(row.changed_at.isoformat())[:VERSION_LENGTH]
        logo = LogoState(row.logo_width, row.logo_height, version)
    return _look(workspace, row, None), logo


def template_of_workspace(workspace_id: UUID) -> bytes | None:
    """Return the template for slides as it was uploaded, or None."""
    rows = Branding.objects.filter(workspace=workspace_id)
    template = rows.values_list("template", flat=True).first()
    return None if template is None else bytes(template)


def template_state(workspace: Workspace) -> TemplateState | None:
    """Return what is known of the template, None without one."""
    rows = Branding.objects.filter(workspace=workspace, template__isnull=False)
    found = rows.values_list("template_name", "template_trouble").first()
    if found is None:
        return None
    name, trouble = found
    return TemplateState(name, str(TemplateTrouble(trouble).label) if trouble else "")


def branding_inputs(workspace: Workspace) -> str:
    """Return what changes whenever files would look different; reads no picture nor template."""
    chosen = Branding.objects.filter(workspace=workspace).values_list("changed_at", flat=True)
    changed_at = chosen.first()
    return hash_of([workspace.name, changed_at.isoformat() if changed_at else ""])


def _look(workspace: Workspace, row: Branding | None, logo: Logo | None) -> Look:
    if row is None:
        return Look(workspace.name)
    accent = row.accent if HEX.fullmatch(row.accent) else ACCENT
    return Look(workspace.name, accent, logo, Paper(row.paper))


def _logo(row: Branding) -> Logo | None:
    if row.logo is None:
        return None
    return Logo(bytes(row.logo), LogoType(row.logo_type), row.logo_width, row.logo_height)
