"""Addresses of a page with charts as the report shows them, under the product's own policy."""

import functools
from types import SimpleNamespace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.urls import path
from django.utils.safestring import mark_safe

from reports.figures.drawing import draw
from reports.figures.page_colours import page_colours
from reports.svg import svg_of
from tests.reports.samples import sample_material
from tests.reports.svg.takeover import NARROW, WIDE

PAGE = """{% load static %}<!DOCTYPE html>
<html lang="en">
<head>
  <title>Charts</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="{% static 'icon.svg' %}">
  <link rel="stylesheet" href="{% static 'css/tokens.css' %}">
  <link rel="stylesheet" href="{% static 'css/theme.css' %}">
  <link rel="stylesheet" href="{% static 'css/controls.css' %}">
  <link rel="stylesheet" href="{% static 'css/report.css' %}">
  <link rel="stylesheet" href="{% static 'css/report-charts.css' %}">
  {% include "reports/_plotly_styles.html" %}
</head>
<body>
  <main class="page report">
    <h1>Charts</h1>
    {% for block, chart in charts %}{% include "reports/blocks/chart.html" %}{% endfor %}
    <p id="below">Below the charts</p>
  </main>
  <script type="module"
          src="{% static 'js/report.js' %}"
          data-plotly="{% static 'plotly/plotly.min.js' %}"></script>
</body>
</html>
"""
TITLE, DESCRIPTION = "Data quality is lowest & needs work", "Strategy 3.2, culture 2.9 <of 5>"
NAMES = ("dimension_bars", "capability_heatmap", "gap_dumbbell", "sequencing")


@functools.cache
def figures() -> dict[str, dict]:
    """Figure name → colour scheme → figure, as stored."""
    drawn = draw(sample_material())
    return {name: drawn[name] for name in NAMES}


def chart_page(request: HttpRequest) -> HttpResponse:
    charts = [
        (
            SimpleNamespace(name=name),
            {**_drawing(name, schemes["light"]), "figure_url": f"/figure/{name}/"},
        )
        for name, schemes in figures().items()
    ]
    page = engines["django"].from_string(PAGE)
    return HttpResponse(page.render({"charts": charts}, request))


def _drawing(name: str, figure: dict) -> dict[str, str]:
    return {
        size: mark_safe(
            svg_of(
                figure,
                width=width,
                colours=page_colours(),
                title=TITLE,
                description=DESCRIPTION,
                ids=f"{name}-{size}",
            )
        )
        for size, width in (("wide", WIDE), ("narrow", NARROW))
    }


def figure(request: HttpRequest, name: str) -> JsonResponse:
    return JsonResponse(figures()[name])


urlpatterns = [path("charts/", chart_page), path("figure/<name>/", figure)]
