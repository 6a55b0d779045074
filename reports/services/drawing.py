"""The charts of a report, drawn once for pages, paper and pictures. Runs in workers only."""

from collections.abc import Iterable

from reports.content_hash import hash_of
from reports.figures.drawing import as_text, draw
from reports.material import Material
from reports.models import Report, ReportFigure


def drawn_figures(report: Report, material: Material) -> list[ReportFigure]:
    """Return the charts of a material, not stored yet."""
    return [
        ReportFigure(
            workspace_id=report.workspace_id,
            report_id=report.pk,
            name=name,
            plotly=as_text(schemes),
            wide="",
            narrow="",
        )
        for name, schemes in draw(material).items()
    ]


def list_of(figures: Iterable[ReportFigure]) -> bytes:
    """Return what the file of charts holds: the name of each chart and a hash of its drawings."""
    hashes = {each.name: hash_of([each.plotly, each.wide, each.narrow]) for each in figures}
    return "".join(f"{hashed}  {name}\n" for name, hashed in hashes.items()).encode()
