"""The page about agreement: what people share, and what splits them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.document.entries import Entry
from reports.document.parts import (
    Block,
    Cell,
    Column,
    Exhibit,
    Form,
    Page,
    Passage,
    Presence,
    Row,
    Table,
)
from reports.material import Material
from reports.story.agreement import (
    MOST,
    View,
    agreement_finding,
    capability_views,
    item_views,
    label_meanings,
    label_word,
    least_agreed,
)
from reports.story.gap_labels import range_words
from reports.story.numbers import level
from reports.wording import Wording
from scoring.agreement.labels import Label

TOPICS = 5


def agreement_chapters(material: Material) -> Iterator[Entry]:
    """Yield the page about agreement."""
    yield Entry(
        key="agreement",
        page=Page.AGREEMENT,
        name=_("Agreement"),
        title=lambda: agreement_finding(material.release, material.wording),
        blocks=lambda: _blocks(material),
    )


def _blocks(material: Material) -> Iterator[Block]:
    yield _questions(material)
    yield from _topics(material)
    yield Passage(_("What the words mean"), label_meanings(material.wording), Form.LIST)
    yield _capabilities(material)


def _questions(material: Material) -> Exhibit:
    release, wording = material.release, material.wording
    views = least_agreed(release, wording)
    finding = agreement_finding(release, wording)
    return Exhibit(
        name="agreement",
        title=finding,
        basis=_(
            "The questions people agree on least. "
            "Marks are the groups' averages; hollow ones are about that level."
        ),
        alternative=" ".join([finding, *(_sentence(view) for view in views)]),
        table=Table(
            caption=_("Agreement by question"),
            columns=_columns(wording, _("Question")),
            rows=tuple(_question_rows(material)),
        ),
        has_chart=bool(views),
        notes=(_("The chart shows at most %(most)s; the table has all.") % {"most": MOST},),
    )


def _capability_finding(labels: Sequence[Label]) -> str:
    """Of the capabilities that can be judged, how many are seen alike."""
    if not labels:
        return _("How far people agree cannot be shown: too few answers.")
    return ngettext(
        "%(shared)s of %(all)s capability that can be judged is seen alike.",
        "%(shared)s of %(all)s capabilities that can be judged are seen alike.",
        len(labels),
    ) % {"shared": labels.count(Label.SHARED), "all": len(labels)}


def _capabilities(material: Material) -> Exhibit:
    release, wording = material.release, material.wording
    views = capability_views(release, wording)
    title = _capability_finding([view.label for view in views if view.label is not None])
    return Exhibit(
        name="agreement_capabilities",
        title=title,
        basis=_("Averages from 1 to 5, and how far the people behind them agree."),
        alternative=title,
        table=Table(
            caption=_("Agreement by capability"),
            columns=_columns(wording, _("Capability")),
            rows=tuple(_row(view, wording) for view in views),
        ),
        has_chart=False,
    )


def _question_rows(material: Material) -> Iterator[Row]:
    wording = material.wording
    current = None
    for view in item_views(material.release, wording):
        capability = wording.framework.item(view.code).capability
        if capability != current:
            current = capability
            yield Row((Cell(wording.capability(capability)),), is_heading=True)
        yield _row(view, wording)


def _groups(wording: Wording) -> Sequence[str]:
    return [code for code in wording.groups if code not in wording.absent]


def _columns(wording: Wording, first: str) -> tuple[Column, ...]:
    return (
        Column(first),
        Column(_("Everybody"), is_number=True),
        Column(_("View")),
        *(Column(wording.group(code), is_number=True) for code in _groups(wording)),
    )


def _row(view: View, wording: Wording) -> Row:
    part = view.part
    if part.score is None:
        score = Cell("–", presence=Presence.HIDDEN)
    else:
        score = Cell(level(part.score), part.score, range_words(part.interval), explains=part.code)
    word = label_word(view.label)
    label = Cell(word) if word else Cell("–", presence=Presence.EMPTY)
    return Row((Cell(view.title), score, label, *(_stand(view, code) for code in _groups(wording))))


def _stand(view: View, group: str) -> Cell:
    stand = next((part for part in view.stands if part.group == group), None)
    if stand is None:
        return Cell("", presence=Presence.NOT_ASKED)
    if stand.about is not None:
        return Cell(_("about %(level)s") % {"level": stand.about}, stand.about)
    if stand.mean is None:
        return Cell("–", presence=Presence.HIDDEN)
    return Cell(level(stand.mean), stand.mean, label_word(stand.label))


def _topics(material: Material) -> Iterator[Passage]:
    views = least_agreed(material.release, material.wording)
    topics = [_sentence(view) for view in views if view.label is not Label.SHARED]
    if topics:
        yield Passage(_("What to talk about"), tuple(topics[:TOPICS]), Form.LIST)


def _sentence(view: View) -> str:
    score = view.part.score
    words = {"title": view.title, "score": "" if score is None else level(score)}
    if view.label is Label.SPLIT and score is not None:
        return _(
            "“%(title)s”: two camps. The average of %(score)s speaks for neither; let both tell "
            "what they see."
        ) % words  # fmt: skip
    if view.label is Label.SPLIT:
        return _("“%(title)s”: two camps. Let both tell what they see.") % words
    if view.label is Label.MIXED and score is not None:
        return _("“%(title)s”: views are mixed around an average of %(score)s.") % words
    if view.label is Label.MIXED:
        return _("“%(title)s”: views are mixed.") % words
    return _("“%(title)s”: people share a view.") % words
