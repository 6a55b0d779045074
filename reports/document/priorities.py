"""The page about priorities: what to work on first, why, and what has to wait."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.document.actions import action_list
from reports.document.entries import Entry
from reports.document.parts import (
    Block,
    Cell,
    Column,
    Exhibit,
    Form,
    Page,
    Passage,
    Row,
    Table,
)
from reports.material import Material
from reports.story.numbers import level, percent
from reports.story.priorities import (
    MOST,
    conditions,
    ease_word,
    first_priorities,
    pilot_terms,
    priority_finding,
    waiting_sentences,
)
from scoring.priorities import Priority


def priority_chapters(material: Material) -> Iterator[Entry]:
    """Yield the page where the framework ranks capabilities, or has a step to advise."""
    if material.wording.framework.priorities is None and not any(_blocks(material)):
        return
    yield Entry(
        key="priorities",
        page=Page.PRIORITIES,
        name=_("Priorities"),
        title=lambda: priority_finding(material.release, material.wording),
        blocks=lambda: _blocks(material),
    )


def _blocks(material: Material) -> Iterator[Block]:
    yield from _terms(material)
    if material.wording.framework.priorities is not None:
        yield _exhibit(material)
    actions = action_list(material)
    if actions is not None:
        yield actions
    yield from _waiting(material)


def _terms(material: Material) -> Iterator[Passage]:
    terms, settled = pilot_terms(material), conditions(material)
    if terms:
        yield Passage(_("What the pilot must keep to"), terms, Form.LIST)
    if settled:
        yield Passage(_("What has to be settled"), settled, Form.STEPS)


def _exhibit(material: Material) -> Exhibit:
    release, wording = material.release, material.wording
    finding = priority_finding(release, wording)
    shown = first_priorities(release)
    names = [f"{part.rank}. {wording.capability(part.capability)}" for part in shown]
    return Exhibit(
        name="priorities",
        title=finding,
        basis=_(
            "In the order in which to begin. Gap: how far from the target, of the whole scale. "
            "Leverage: how much depends on it. Ease: how soon it can be done."
        ),
        alternative=" ".join([finding, *names]),
        table=Table(
            caption=_("Priorities"),
            columns=(
                Column(_("Capability")),
                Column(_("Order"), is_number=True),
                Column(_("Gap"), is_number=True),
                Column(_("Leverage"), is_number=True),
                Column(_("Ease"), is_number=True),
                Column(_("Evidence"), is_number=True),
                Column(_("Priority"), is_number=True),
            ),
            rows=tuple(_row(material, part) for part in release.priorities),
        ),
        has_chart=bool(shown),
        notes=_notes(len(release.priorities)),
    )


def _notes(number: int) -> tuple[str, ...]:
    evidence = _("Evidence is how narrow the interval of the score is; %(all)s is the surest.") % {
        "all": percent(1.0)
    }
    product = _("The priority is the product of the four. What has to come first goes before it.")
    if number <= MOST:
        return evidence, product
    return (
        evidence,
        product,
        _("The chart shows the first %(most)s; the table has all.") % {"most": MOST},
    )


def _row(material: Material, part: Priority) -> Row:
    return Row(
        (
            Cell(material.wording.capability(part.capability)),
            Cell(str(part.rank), part.rank),
            Cell(percent(part.gap), part.gap),
            Cell(percent(part.leverage), part.leverage),
            Cell(percent(part.ease), part.ease, ease_word(part.ease)),
            Cell(percent(part.evidence), part.evidence),
            Cell(level(part.priority), part.priority),
        )
    )


def _waiting(material: Material) -> Iterator[Passage]:
    sentences = tuple(waiting_sentences(material.release.priorities, material.wording))
    if sentences:
        yield Passage(_("What waits for what"), sentences, Form.LIST)
