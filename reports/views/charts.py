"""One chart of a report by itself: for Plotly, as a picture, and its numbers."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse

from reports.audiences import WHOLE, View, cut_figure
from reports.document import Outline
from reports.document.parts import Exhibit
from reports.files.tables import csv_of
from reports.models import Report
from reports.selectors.contents import figure_of, outline_for
from reports.selectors.files import picture_of


def figure_answer(report: Report, view: View, name: str) -> HttpResponse:
    """Return a chart as Plotly takes it, in every colour scheme."""
    _refuse_unseen(report, view, name)
    figure = figure_of(report.pk, name)
    if figure is None:
        raise Http404
    return JsonResponse(cut_figure(view, figure), json_dumps_params={"ensure_ascii": False})


def table_answer(report: Report, view: View, name: str) -> HttpResponse:
    """Return the numbers of an exhibit as a CSV file."""
    exhibit = _exhibit(outline_for(report, view), name)
    return _file(csv_of(exhibit.table), "text/csv; charset=utf-8", f"{exhibit.name}.csv")


def picture_answer(report: Report, view: View, name: str, kind: str) -> HttpResponse:
    """Return a chart as PNG or SVG file."""
    _refuse_unseen(report, view, name)
    picture = picture_of(report, name, kind)
    if picture is None:
        raise Http404
    media_type = {"png": "image/png", "svg": "image/svg+xml"}[kind]
    return _file(picture, media_type, f"{name}.{kind}")


def _refuse_unseen(report: Report, view: View, name: str) -> None:
    """Refuse a chart that the reader does not see; who sees the whole report sees every chart."""
    if view != WHOLE:
        _exhibit(outline_for(report, view), name)


def _exhibit(outline: Outline, name: str) -> Exhibit:
    """Find an exhibit among those that the reader sees."""
    for exhibit in outline.exhibits():
        if exhibit.name == name:
            return exhibit
    raise Http404


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
