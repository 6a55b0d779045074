"""The charts of a report, drawn once for pages, paper and pictures. Runs in workers only."""

from collections.abc import Iterable

from reports.content_hash import hash_of
from reports.document import document_of
from reports.document.parts import Exhibit
from reports.figures.drawing import as_text, draw
from reports.figures.page_colours import page_colours
from reports.material import Material
from reports.models import Report, ReportFigure
from reports.svg import svg_of

# In pixels: a full line of text on a page, and a phone's.
WIDE, NARROW = 832, 358


def drawn_figures(report: Report, material: Material) -> list[ReportFigure]:
    """Return the charts of a material, in the active language and not stored yet."""
    exhibits = {each.name: each for each in document_of(material).exhibits}
    return [
        ReportFigure(
            workspace_id=report.workspace_id,
            report_id=report.pk,
            name=name,
            plotly=as_text(schemes),
            wide=_drawn(schemes["light"], exhibits[name], WIDE, "wide"),
            narrow=_drawn(schemes["light"], exhibits[name], NARROW, "narrow"),
        )
        for name, schemes in draw(material).items()
        if name in exhibits
    ]


def list_of(figures: Iterable[ReportFigure]) -> bytes:
    """Return what the file of charts holds: a hash of each chart's drawings, and its name."""
    hashes = {each.name: hash_of([each.plotly, each.wide, each.narrow]) for each in figures}
    return "".join(f"{hashed}  {name}\n" for name, hashed in hashes.items()).encode()


def _drawn(figure: dict[str, object], exhibit: Exhibit, width: int, size: str) -> str:
    return svg_of(
        figure,
        width=width,
        colours=page_colours(),
        title=exhibit.title,
        description=exhibit.alternative,
        ids=f"{exhibit.name}-{size}",
    )
