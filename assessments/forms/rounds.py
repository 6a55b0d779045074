"""Forms for planning a round, changing an open one, and making personal links."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.enums import AnonymityMode, Side
from assessments.forms.days import DayField
from assessments.forms.names import NameField
from assessments.models import Round, StakeholderGroup
from assessments.models.round import LEAST_THRESHOLD
from assessments.selectors.frameworks import framework_of
from assessments.selectors.planning import USUAL_THRESHOLD, RoundSuggestion, planned_groups
from assessments.services.rounds import GroupPlan
from scoring.framework import Group

MOST_THRESHOLD = 20
MOST_PEOPLE = 1_000_000
MOST_LINKS = 500
MODES = (
    (
        AnonymityMode.CONFIDENTIAL,
        _("Confidential: you may send personal links, so you can learn who took part"),
    ),
    (
        AnonymityMode.ANONYMOUS,
        _("Anonymous: everybody uses the same link, so nobody learns who took part"),
    ),
)

PlannedGroup = tuple[Group, StakeholderGroup | None]


class GroupForm(forms.Form):
    """One group: what it is called, how many people it has, how they recognise themselves."""

    label = NameField(label=_("Name"), max_length=60)
    headcount = forms.IntegerField(
        label=_("People"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        error_messages={"min_value": _("Enter 0 or more.")},
    )
    choice = NameField(label=_("Sentence on the join page"), max_length=160, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        group: Group,
        planned: StakeholderGroup | None,
    ) -> None:
        source = planned or group
        initial = {
            "label": planned.label if planned else group.title,
            "headcount": planned.headcount if planned else None,
            "choice": source.choice or "",
        }
        super().__init__(data, prefix=f"group-{group.code}", initial=initial)
        self.group = group

    def plan(self) -> GroupPlan:
        return GroupPlan(
            code=self.group.code,
            label=self.cleaned_data["label"],
            headcount=self.cleaned_data["headcount"] or 0,
            side=Side(self.group.side or Side.BUSINESS),
            choice=self.cleaned_data["choice"],
        )


class RoundForm(forms.Form):
    """The plan of a round, with a form for each group of the framework in `groups`."""

    label = NameField(label=_("Name of the round"), max_length=60)
    opens_on = DayField(label=_("Opens on"))
    closes_on = DayField(label=_("Closes on"), help_text=_("The last day for answers."))
    k = forms.IntegerField(
        label=_("Smallest group shown"),
        min_value=LEAST_THRESHOLD,
        max_value=MOST_THRESHOLD,
        error_messages=dict.fromkeys(
            ("min_value", "max_value"), _("Choose a number from 3 to 20.")
        ),
        help_text=_(
            "A group with fewer answers is counted in the whole, but never shown, so that nobody "
            "can be singled out. 5 is a good choice. Take 3 or 4 only if everybody in the small "
            "group was told before and agrees."
        ),
    )
    has_consent = forms.BooleanField(
        label=_("Everybody in the small group was told before and agrees"), required=False
    )
    mode = forms.ChoiceField(label=_("Invitations"), choices=MODES, widget=forms.RadioSelect)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        planned: tuple[PlannedGroup, ...],
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.groups = [GroupForm(data, group=group, planned=plan) for group, plan in planned]

    @classmethod
    def suggested(cls, suggestion: RoundSuggestion, data: Mapping[str, Any] | None) -> "RoundForm":
        """Return the form for a new round."""
        initial = {name: getattr(suggestion, name) for name in cls._kept_fields()}
        return cls(data, planned=suggestion.groups, initial=initial)

    @classmethod
    def of(cls, round: Round, data: Mapping[str, Any] | None) -> "RoundForm":
        """Return the form for a round in preparation."""
        initial = {name: getattr(round, name) for name in cls._kept_fields()}
        initial["has_consent"] = round.k < USUAL_THRESHOLD
        groups = planned_groups(framework_of(round.framework_version_id), round)
        return cls(data, planned=groups, initial=initial)

    def is_valid(self) -> bool:
        own_fields_are_valid = super().is_valid()
        # All of them, so that every mistake is shown at once.
        group_results = [group.is_valid() for group in self.groups]
        groups_are_valid = all(group_results) and not self._has_equal_names()
        if groups_are_valid and not any(plan.headcount for plan in self.plans()):
            self.add_error(None, _("Give at least one group the number of its people."))
            return False
        return own_fields_are_valid and groups_are_valid

    def clean_closes_on(self) -> date:
        day: date = self.cleaned_data["closes_on"]
        _refuse_past(day)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        _check_order(self, cleaned.get("opens_on"), cleaned.get("closes_on"))
        # Asked for here and not kept: with the plan comes the word of whoever made it.
        if cleaned.get("k", USUAL_THRESHOLD) < USUAL_THRESHOLD and not cleaned["has_consent"]:
            self.add_error(
                "has_consent",
                _("Fewer than 5 needs the consent of everybody in the small group."),
            )
        return {name: value for name, value in cleaned.items() if name != "has_consent"}

    @classmethod
    def _kept_fields(cls) -> set[str]:
        """Return the names of the fields that a round keeps."""
        return set(cls.base_fields) - {"has_consent"}

    def _has_equal_names(self) -> bool:
        """Tell whether two groups that are asked have one name; the second one is told so."""
        taken: set[str] = set()
        for group in self.groups:
            if not group.cleaned_data.get("headcount"):
                continue
            name = group.cleaned_data.get("label", "").casefold()
            if name in taken:
                group.add_error("label", _("Another group has this name already."))
                return True
            taken.add(name)
        return False

    def plans(self) -> list[GroupPlan]:
        return [group.plan() for group in self.groups]


class OpenRoundForm(forms.Form):
    """What may still change while people answer."""

    label = NameField(label=_("Name of the round"), max_length=60)
    closes_on = DayField(
        label=_("Closes on"), required=False, help_text=_("The last day for answers.")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, round: Round) -> None:
        super().__init__(data, initial={"label": round.label, "closes_on": round.closes_on})
        self.round = round

    def clean_closes_on(self) -> date | None:
        day: date | None = self.cleaned_data["closes_on"]
        if day is not None and day != self.round.closes_on:
            _refuse_past(day)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        _check_order(self, self.round.opens_on, cleaned.get("closes_on"))
        return cleaned


class ReopenForm(forms.Form):
    """Until when a closed round takes late answers."""

    closes_on = DayField(label=_("Closes on"), help_text=_("The new last day for answers."))

    def __init__(self, data: Mapping[str, Any] | None = None, *, round: Round) -> None:
        week = timezone.localdate() + timedelta(days=7)
        super().__init__(data, initial={"closes_on": week})
        self.round = round

    def clean_closes_on(self) -> date:
        day: date = self.cleaned_data["closes_on"]
        _refuse_past(day)
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        _check_order(self, self.round.opens_on, cleaned.get("closes_on"))
        return cleaned


class InvitationForm(forms.Form):
    """How many personal links are wanted, and for which group."""

    group = forms.ModelChoiceField(
        label=_("Group"), queryset=StakeholderGroup.objects.none(), empty_label=None
    )
    count = forms.IntegerField(
        label=_("How many links"), min_value=1, max_value=MOST_LINKS, initial=1
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, round: Round) -> None:
        super().__init__(data)
        self.fields["group"].queryset = round.groups.all()  # type: ignore[attr-defined]  # a ModelChoiceField


def _refuse_past(day: date) -> None:
    if day < timezone.localdate():
        raise forms.ValidationError(_("This day is over. Choose today or a later day."))


def _check_order(form: forms.Form, opens_on: date | None, closes_on: date | None) -> None:
    if opens_on and closes_on and closes_on < opens_on:
        form.add_error("closes_on", _("The round must not close before it opens."))
