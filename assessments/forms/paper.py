"""Forms for paper: how many ballots to print, and what stands on one that comes back."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.enums import VotePhase
from assessments.forms.numbers import WholeNumberField
from assessments.models import StakeholderGroup
from assessments.selectors.languages import GroupNames
from scoring.framework import DONT_KNOW, LEVELS, NOT_APPLICABLE

MOST_SHEETS = 100
USUAL_QUESTIONS = 6
MOST_QUESTIONS = 20
LONGEST_CODE = 32
NUMBER = "sheets-"

VALUES = [
    *((str(level), str(level)) for level in range(1, LEVELS + 1)),
    (DONT_KNOW, _("I don’t know")),
    (NOT_APPLICABLE, _("Does not apply")),
]


class BallotsForm(forms.Form):
    """How many sheets each group gets, and how many questions stand on one."""

    questions = WholeNumberField(
        label=_("Questions on each sheet"),
        min_value=1,
        max_value=MOST_QUESTIONS,
        initial=USUAL_QUESTIONS,
        help_text=_("The next ones on the agenda. Six fit on one page."),
    )
    without_code = WholeNumberField(
        label=_("Sheets without a code"),
        required=False,
        min_value=0,
        max_value=MOST_SHEETS,
        help_text=_("For somebody whose phone stops working: they write down the code it showed."),
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, groups: Mapping[StakeholderGroup, GroupNames]
    ) -> None:
        super().__init__(data)
        self.groups = groups
        for group, names in groups.items():
            self.fields[NUMBER + group.code] = WholeNumberField(
                label=gettext("Sheets for: %(group)s") % {"group": names.label},
                required=False,
                min_value=0,
                max_value=MOST_SHEETS,
            )
        self.order_fields([*(NUMBER + group.code for group in groups), "without_code", "questions"])

    def clean(self) -> dict[str, Any]:
        """Refuse a form that asks for nothing."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self.numbers and not cleaned["without_code"]:
            raise forms.ValidationError(_("Say for at least one group how many sheets you need."))
        return cleaned

    @property
    def numbers(self) -> dict[StakeholderGroup, int]:
        """The sheets of each group that gets any."""
        wanted = {group: self.cleaned_data.get(NUMBER + group.code) for group in self.groups}
        return {group: number for group, number in wanted.items() if number}


class PaperVoteForm(forms.Form):
    """One vote from a sheet."""

    code = forms.CharField(
        label=_("Code on the sheet"),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
    phase = forms.TypedChoiceField(
        label=_("Which vote"), coerce=int, choices=VotePhase.choices, initial=VotePhase.BLIND
    )
    item = forms.ChoiceField(label=_("Question"))
    value = forms.ChoiceField(label=_("Answer"), choices=VALUES, widget=forms.RadioSelect)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        items: Iterable[tuple[str, str]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.fields["item"].choices = list(items)  # type: ignore[attr-defined]  # a ChoiceField
        if self.initial.get("code"):
            # The next line of the same sheet: only its answer is missing. The first choice gets it.
            self.fields["value"].widget.attrs["autofocus"] = True


class TakeBackForm(PaperVoteForm):
    """A vote that was typed in by mistake; which answer it had does not matter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["value"]
