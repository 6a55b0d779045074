"""The report as content, whatever it is shown on: pages, paper, slides, sheets."""

from reports.document.compose import document_of, outline_of
from reports.document.outline import Outline
from reports.document.parts import Document

__all__ = ["Document", "Outline", "document_of", "outline_of"]
