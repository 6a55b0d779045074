"""What a report's pages show: its outline with comments, and its charts."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from assessments.models import Round
from reports.audiences import WHOLE, View, cut_outline
from reports.document import Outline, outline_of
from reports.document.parts import Comment as Said
from reports.files.drawing import Drawing
from reports.models import Comment, Report, ReportFigure
from reports.selectors.material import material_of_report


def outline_for(report: Report, view: View = WHOLE) -> Outline:
    """Return what an audience reads of a report, in the active language."""
    material = replace(material_of_report(report), shows_people=view.has_participation)
    outline = cut_outline(view, outline_of(material))
    return replace(outline, comments=comments_of(report.round))


def comments_of(round: Round) -> dict[str, Said]:
    """Return the comments of a round by the key of their page."""
    stored = Comment.objects.filter(round_id=round.pk).select_related("author")
    return {each.page: Said(each.text, each.author.name if each.author else "") for each in stored}


def drawings_of(report_id: UUID, names: Collection[str] | None = None) -> dict[str, Drawing]:
    """Return the drawings of charts by name, of all charts unless some are named.

    A chart that is not drawn yet has none.
    """
    stored = ReportFigure.objects.filter(report_id=report_id).exclude(wide="")
    if names is not None:
        stored = stored.filter(name__in=names)
    return {
        name: Drawing(wide, narrow)
        for name, wide, narrow in stored.values_list("name", "wide", "narrow")
    }


def figure_of(report_id: UUID, name: str) -> dict[str, Any] | None:
    """Return a chart for Plotly: colour scheme → figure; None without one of this name."""
    stored = ReportFigure.objects.filter(report_id=report_id, name=name)
    text = stored.values_list("plotly", flat=True).first()
    figure: dict[str, Any] | None = None if text is None else json.loads(text)
    return figure
