"""The report as content, whatever it is shown on: pages, paper, slides, sheets."""

from reports.document.compose import document_of
from reports.document.parts import Document

__all__ = ["Document", "document_of"]
