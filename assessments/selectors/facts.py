"""The facts of a round: what is asked, what has been entered, and the level each one earns."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import floor

from django.utils.translation import gettext as _

from assessments.models import Fact, Round
from assessments.selectors.frameworks import framework_in_words
from assessments.selectors.languages import names_of
from scoring.framework import (
    LEVELS,
    NOT_APPLICABLE,
    Capability,
    Framework,
    Item,
    Level,
    Part,
    fact_level,
)


@dataclass(frozen=True, slots=True)
class Band:
    """One row of the table that turns a value into a level."""

    label: str
    level: float
    name: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Element:
    """One point of a checklist."""

    text: str
    exists: bool
    note: str


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact item, with what was entered for it and the level that earns."""

    item: Item
    fact: Fact | None
    bands: tuple[Band, ...]

    @property
    def is_missing(self) -> bool:
        return self.fact is None

    @property
    def is_not_applicable(self) -> bool:
        return self.fact is not None and self.fact.value == NOT_APPLICABLE

    @property
    def current(self) -> Band | None:
        """The band the value falls into."""
        return next((band for band in self.bands if band.is_current), None)

    @property
    def note(self) -> str:
        """The one note of a fact that is not a checklist."""
        return self.fact.evidence[0] if self.fact and self.fact.evidence else ""

    @property
    def elements(self) -> tuple[Element, ...]:
        """The points of a checklist with what was ticked and noted."""
        ticks = self.fact.value if self.fact and isinstance(self.fact.value, list) else []
        notes = self.fact.evidence if self.fact and self.item.elements else []
        rows = zip_longest(self.item.elements, ticks, notes)
        return tuple(Element(text, bool(tick), note or "") for text, tick, note in rows)

    @property
    def ticked(self) -> int:
        """How many points of a checklist exist."""
        return sum(element.exists for element in self.elements)

    @property
    def option(self) -> str | None:
        """The stage that was chosen, in words."""
        if self.fact is None or not self.item.options or self.is_not_applicable:
            return None
        return self.item.options[self.fact.value]

    @property
    def parts(self) -> tuple[tuple[Part, object], ...]:
        """The numbers of a fact that consists of several."""
        if self.fact is None or self.is_not_applicable:
            return ()
        return tuple((part, self.fact.value[part.name]) for part in self.item.parts)


@dataclass(frozen=True, slots=True)
class FactSection:
    """The facts of one capability."""

    capability: Capability
    lines: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class FactPage:
    """The facts that one page shows, by capability."""

    round: Round
    owner: str | None
    sections: tuple[FactSection, ...]

    @property
    def lines(self) -> tuple[FactLine, ...]:
        return tuple(line for section in self.sections for line in section.lines)

    @property
    def missing(self) -> tuple[FactLine, ...]:
        return tuple(line for line in self.lines if line.is_missing)

    def line(self, code: str) -> FactLine | None:
        """Return the line of an item; None where it does not belong to this page."""
        return next((line for line in self.lines if line.item.code == code), None)

    def again(self) -> "FactPage":
        """Return the page as it is stored now."""
        return fact_page(self.round, self.owner)


def fact_items(round: Round, owner: str | None = None) -> tuple[Item, ...]:
    """Return the facts asked in a round, of one owning group or of all."""
    framework = framework_in_words(round.framework_version_id)
    client_type = round.assessment.client.client_type
    return tuple(
        item
        for item in framework.facts
        if framework.applies(item, client_type) and (owner is None or owner in item.fact_owner)
    )


def missing_facts(round: Round) -> tuple[Item, ...]:
    """Return the facts nobody has entered yet."""
    entered = set(round.facts.values_list("item", flat=True))
    return tuple(item for item in fact_items(round) if item.code not in entered)


def fact_owners(round: Round) -> tuple[tuple[str, str], ...]:
    """Return code and name of every group that owns a fact; the round's own names first."""
    framework = framework_in_words(round.framework_version_id)
    owners = {code for item in fact_items(round) for code in item.fact_owner}
    names = {group.code: group.title for group in framework.groups}
    names |= {each.code: names_of(round, each).label for each in round.groups.all()}
    return tuple((code, names[code]) for code in names if code in owners)


def fact_page(round: Round, owner: str | None = None) -> FactPage:
    """Return the facts of a round with what was entered, of one owning group or of all."""
    framework = framework_in_words(round.framework_version_id)
    entered = {fact.item: fact for fact in Fact.objects.filter(round=round)}
    lines: dict[str, list[FactLine]] = {}
    for item in fact_items(round, owner):
        line = fact_line(framework, item, entered.get(item.code))
        lines.setdefault(item.capability, []).append(line)
    sections = (FactSection(framework.capability(code), tuple(lines[code])) for code in lines)
    return FactPage(round, owner, tuple(sections))


def fact_line(framework: Framework, item: Item, fact: Fact | None) -> FactLine:
    """Put an item and its fact together with the bands that turn the value into a level."""
    raw = None if fact is None else raw_value(fact.value)
    return FactLine(item, fact, _bands(framework, item, raw) if item.scored else ())


def raw_value(value: object) -> object:
    """Return a stored value as scoring takes it: a checklist becomes its number of ticks."""
    return sum(map(bool, value)) if isinstance(value, list) else value


def level_in_words(levels: Sequence[Level], level: float) -> str:
    """Return the name of the largest level N with the value at or above N - 0.5 (method, 3.4)."""
    return levels[floor(level + 0.5) - 1].name


def _bands(framework: Framework, item: Item, raw: object) -> tuple[Band, ...]:
    level = fact_level(item, raw)
    steps: list[tuple[str, float | None]]
    if item.elements:
        count = len(item.elements)
        words = _("%(some)d of %(all)d")
        steps = [(words % {"some": k, "all": count}, fact_level(item, k)) for k in range(count + 1)]
    else:
        steps = [(item.bands[step], float(step + 1)) for step in range(LEVELS)]
    return tuple(
        Band(label, each, level_in_words(framework.levels, each), each == level)
        for label, each in steps
        if each is not None
    )
