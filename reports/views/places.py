"""The addresses of a report's pages: a member's, and those behind a share link."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from reports.document.parts import Page


@dataclass(frozen=True, slots=True)
class MemberPlace:
    """Where members read the report of a round."""

    workspace: str
    round_id: UUID

    def page(self, key: str) -> str:
        return self._to("report") if key == Page.SUMMARY else self._to("report-page", key)

    def figure(self, name: str) -> str:
        return self._to("figure", name)

    def table(self, name: str) -> str:
        return self._to("table", name)

    def picture(self, name: str, kind: str) -> str:
        return self._to("picture", name, kind)

    def explanations(self) -> str:
        return f"{self._to('report')}explain/"

    def logo(self) -> str:
        return self._to("report-logo")

    def look(self) -> str:
        return self._to("report-look")

    def _to(self, name: str, *parts: str) -> str:
        return reverse(f"reports:{name}", args=[self.workspace, self.round_id, *parts])


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """Where visitors with a share link read it."""

    link_id: UUID

    def page(self, key: str) -> str:
        return self._to("shared") if key == Page.SUMMARY else self._to("shared-page", key)

    def figure(self, name: str) -> str:
        return self._to("shared-figure", name)

    def table(self, name: str) -> str:
        return self._to("shared-table", name)

    def picture(self, name: str, kind: str) -> str:
        return self._to("shared-picture", name, kind)

    def explanations(self) -> str:
        return f"{self._to('shared')}explain/"

    def logo(self) -> str:
        return self._to("shared-logo")

    def look(self) -> str:
        return self._to("shared-look")

    def _to(self, name: str, *parts: str) -> str:
        return reverse(f"reports:{name}", args=[self.link_id, *parts])
