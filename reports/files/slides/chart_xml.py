"""Parts of a chart that python-pptx has no words for, in DrawingML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.oxml.ns import qn

from reports.files.slides.chart_workbook import Formula, SheetCell, cells, letter

C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
# Microsoft's names for the extensions that take a label's text from cells.
LABEL_EXTENSION = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"
RANGE_EXTENSION = "{02D57815-91ED-43cb-92C2-25804820EDAC}"
FLAGS = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")


def add_error_bars(chart: Any, distances: Sequence[Sequence[SheetCell]], first: int) -> None:
    """Give the first series whiskers: pairs of distances below and above, from a column on."""
    series = chart.plots[0].series[0]._element  # noqa: SLF001 - python-pptx knows no whiskers
    bars = etree.Element(qn("c:errBars"))
    for tag, value in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        child(bars, f"c:{tag}", val=value)
    last = len(distances) + 1
    for tag, place in (("plus", 1), ("minus", 0)):
        reference = child(child(bars, f"c:{tag}"), "c:numRef")
        column = letter(first + place)
        child(reference, "c:f").text = cells(f"{column}2", f"{column}{last}")
        cache = child(reference, "c:numCache")
        child(cache, "c:formatCode").text = "0.0"
        child(cache, "c:ptCount", val=str(len(distances)))
        for number, pair in enumerate(distances):
            cell = pair[place]
            if isinstance(cell, Formula):
                child(child(cache, "c:pt", idx=str(number)), "c:v").text = repr(cell.value)
    line = child(child(bars, "c:spPr"), "a:ln", w="15875")
    child(child(line, "a:solidFill"), "a:schemeClr", val="tx1")
    series.find(qn("c:cat")).addprevious(bars)


def point_at(series: Any, tag: str, reference: str, points: int | None = None) -> None:
    """Let a series take its "xVal", "yVal" or "tx" from other cells than it was made with.

    With `points` it says to have so many, empty ones at the end: LibreOffice draws no series
    that is longer than the first one.
    """
    place = series.find(qn(f"c:{tag}"))
    next(iter(place.iter(qn("c:f")))).text = reference
    if points is not None:
        next(iter(place.iter(qn("c:ptCount")))).set("val", str(points))


def label_from_cells(
    series: Any, reference: str, texts: Sequence[str], sides: Sequence[str], size: int
) -> None:
    """Label the points of a series with the texts of cells; sides are "l" or "r" of the mark."""
    labels = etree.Element(qn("c:dLbls"), nsmap={"c15": C15})
    for number, side in enumerate(sides):
        label = child(labels, "c:dLbl")
        child(label, "c:idx", val=str(number))
        rich = child(child(label, "c:tx"), "c:rich")
        child(rich, "a:bodyPr")
        field = child(child(rich, "a:p"), "a:fld", id=f"{{00000000-0000-4000-8000-{number:012d}}}")
        field.set("type", "CELLRANGE")
        run = child(field, "a:rPr", lang="en-GB", sz=str(size * 100), b="1")
        child(child(run, "a:solidFill"), "a:schemeClr", val="tx1")
        child(field, "a:t").text = texts[number]
        child(label, "c:dLblPos", val=side)
        _flags(label)
        extension = _extension(label, LABEL_EXTENSION)
        etree.SubElement(extension, f"{{{C15}}}dlblFieldTable")
        etree.SubElement(extension, f"{{{C15}}}showDataLabelsRange", val="1")
    _flags(labels)
    shown = _extension(labels, LABEL_EXTENSION)
    etree.SubElement(shown, f"{{{C15}}}showDataLabelsRange", val="1")
    series.find(qn("c:xVal")).addprevious(labels)
    source = etree.SubElement(_extension(series, RANGE_EXTENSION), f"{{{C15}}}datalabelsRange")
    etree.SubElement(source, f"{{{C15}}}f").text = reference
    cache = etree.SubElement(source, f"{{{C15}}}dlblRangeCache")
    child(cache, "c:ptCount", val=str(len(texts)))
    for number, text in enumerate(texts):
        child(child(cache, "c:pt", idx=str(number)), "c:v").text = text


def hide_in_legend(chart: Any, entries: Sequence[int]) -> None:
    """Take series out of the legend by their numbers."""
    position = chart.legend._element.find(qn("c:legendPos"))  # noqa: SLF001 - as above
    for number in reversed(entries):
        entry = etree.Element(qn("c:legendEntry"))
        child(entry, "c:idx", val=str(number))
        child(entry, "c:delete", val="1")
        position.addnext(entry)


def place_plot(chart: Any, left: float, top: float, width: float, height: float) -> None:
    """Set the inside of the axes as shares of the chart, so that other shapes can line up."""
    plot = chart._chartSpace.find(f".//{qn('c:plotArea')}")  # noqa: SLF001 - as above
    old = plot.find(qn("c:layout"))
    if old is not None:
        plot.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = child(layout, "c:manualLayout")
    child(manual, "c:layoutTarget", val="inner")
    child(manual, "c:xMode", val="edge")
    child(manual, "c:yMode", val="edge")
    for tag, share in (("x", left), ("y", top), ("w", width), ("h", height)):
        child(manual, f"c:{tag}", val=f"{share:.4f}")
    plot.insert(0, layout)


def child(parent: Any, tag: str, **attributes: str) -> Any:
    return etree.SubElement(parent, qn(tag), attributes)


def _flags(parent: Any) -> None:
    for flag in FLAGS:
        child(parent, f"c:show{flag}", val="0")


def _extension(parent: Any, uri: str) -> Any:
    extensions = parent.find(qn("c:extLst"))
    if extensions is None:
        extensions = child(parent, "c:extLst")
    return child(extensions, "c:ext", uri=uri)
