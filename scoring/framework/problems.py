"""What is wrong with a framework file, collected so that an author sees everything at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_QUOTE = 60
SHOWN_IN_MESSAGE = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what the schema expects there, and what was found."""

    source: str
    path: str
    expected: str
    found: str

    def __str__(self) -> str:
        where = f"{self.source}: {self.path}" if self.path else self.source
        return f"{where}: expected {self.expected}, found {self.found}"


class FrameworkError(ValueError):
    """Raised when a framework file breaks the schema; `problems` names every fault."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        lines = [str(problem) for problem in self.problems[:SHOWN_IN_MESSAGE]]
        rest = len(self.problems) - len(lines)
        if rest > 0:
            lines.append(f"and {rest} more")
        super().__init__("\n".join(lines))


class Problems:
    """The faults found so far in one source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.found: list[Problem] = []

    def note(self, path: str, expected: str, found: object) -> None:
        """Add one fault; `found` is described, not dumped."""
        self.found.append(Problem(self.source, path, expected, describe(found)))

    def note_words(self, path: str, expected: str, found: str) -> None:
        """Add one fault whose `found` is already a phrase."""
        self.found.append(Problem(self.source, path, expected, found))

    def raise_if_any(self) -> None:
        if self.found:
            raise FrameworkError(self.found)


def describe(value: object) -> str:
    """Say in a few words what a value is."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        short = value if len(value) <= LONGEST_QUOTE else value[: LONGEST_QUOTE - 1] + "…"
        return f'"{short}"'
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return str(value)[:LONGEST_QUOTE]
