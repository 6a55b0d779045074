"""Where people share a view, where they are split, and where views are mixed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.story.numbers import percent
from reports.wording import Wording
from scoring.agreement.labels import Label
from scoring.framework.statistics import StatisticsRules
from scoring.release import Release
from scoring.release.parts import ReleasedCapability, ReleasedCell, ReleasedItem, ReleasedItemCell

MOST = 9
# The least agreement comes first; what has no label, last.
ORDER: Mapping[Label | None, int] = {
    Label.SPLIT: 0,
    Label.MIXED: 1,
    Label.SHARED: 2,
    None: 3,
}


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a group stands: its average, or about which level; neither where it is hidden."""

    group: str
    mean: float | None
    about: int | None
    label: Label | None

    @property
    def place(self) -> float | None:
        return self.mean if self.about is None else float(self.about)


@dataclass(frozen=True, slots=True)
class View:
    """A question or capability as everybody and each group sees it."""

    code: str
    title: str
    part: ReleasedItem | ReleasedCapability
    label: Label | None
    stands: tuple[Stand, ...]

    @property
    def spread(self) -> float:
        """How many levels the groups' averages are apart."""
        places = [stand.place for stand in self.stands if stand.place is not None]
        return max(places) - min(places) if places else 0.0


def item_views(release: Release, wording: Wording) -> tuple[View, ...]:
    """The questions put to people, in the order of the framework."""
    return tuple(
        View(
            code=item.code,
            title=wording.item(item.code),
            part=item,
            label=item.agreement,
            stands=tuple(map(_stand, item.cells)),
        )
        for item in release.items
        if not item.is_fact
    )


def capability_views(release: Release, wording: Wording) -> tuple[View, ...]:
    """The capabilities that apply, in the order of the framework."""
    return tuple(
        View(
            code=part.code,
            title=wording.capability(part.code),
            part=part,
            label=part.agreement,
            stands=tuple(_stand(cell) for cell in release.cells if cell.capability == part.code),
        )
        for part in release.capabilities
        if part.applies
    )


def least_agreed(release: Release, wording: Wording) -> tuple[View, ...]:
    """The questions on which people agree least, or capabilities where no question is shown.

    Ordered by what their views are called, then by how far groups are apart.
    """
    for views in (item_views(release, wording), capability_views(release, wording)):
        labelled = [view for view in views if view.label is not None]
        if labelled:
            labelled.sort(key=lambda view: (ORDER[view.label], -view.spread))
            return tuple(labelled[:MOST])
    return ()


def agreement_finding(release: Release, wording: Wording) -> str:
    """On how many questions people are split or of mixed views."""
    views = [view for view in item_views(release, wording) if view.label is not None]
    if not views:
        return _("How far people agree cannot be shown: too few answers.")
    split = [view for view in views if view.label is Label.SPLIT]
    mixed = [view for view in views if view.label is Label.MIXED]
    words = {"split": len(split), "mixed": len(mixed), "all": len(views)}
    if split:
        return ngettext(
            "People are split into two camps on %(split)s of %(all)s questions.",
            "People are split into two camps on %(split)s of %(all)s questions.",
            len(views),
        ) % words  # fmt: skip
    if mixed:
        return ngettext(
            "Views are mixed on %(mixed)s of %(all)s questions, and split on none.",
            "Views are mixed on %(mixed)s of %(all)s questions, and split on none.",
            len(views),
        ) % words  # fmt: skip
    return ngettext(
        "People share a view on the %(all)s question that can be judged.",
        "People share a view on all %(all)s questions that can be judged.",
        len(views),
    ) % words  # fmt: skip


def label_word(label: Label | None) -> str:
    """What a view is called; nothing where too few people answered for a word."""
    if label is None:
        return ""
    return {
        Label.SHARED: _("shared"),
        Label.MIXED: _("mixed"),
        Label.SPLIT: _("split"),
    }[label]


def label_meanings(wording: Wording) -> tuple[str, ...]:
    """What the words mean, with the limits of the framework."""
    rules = (wording.framework.statistics or StatisticsRules()).agreement
    return (
        _("Shared: most answers lie close to each other."),
        _(
            "Split: at least %(share)s chose one of the two lowest levels, and at least %(share)s "
            "one of the two highest."
        )
        % {"share": percent(rules.split_share)},
        _("Mixed: neither of the two."),
        _("A word is given from %(people)s answers on. Disagreement changes no score.")
        % {"people": rules.wording_people},
    )  # fmt: skip


def _stand(cell: ReleasedItemCell | ReleasedCell) -> Stand:
    return Stand(cell.group, cell.mean, cell.about, cell.agreement)
