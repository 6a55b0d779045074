"""Forms of the facilitator."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from scoring.framework import LEVELS

MOST_PEOPLE = 1000
LONGEST_REASON = 1000
LONGEST_NOTES = 4000


class StartForm(forms.Form):
    """When the workshop is planned to end."""

    ends_at = forms.TimeField(
        label=_("Planned end"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        help_text=_("So that the time left can be shared among the questions. May stay empty."),
    )

    def moment(self) -> datetime | None:
        """Return the next moment at which clocks show the planned end."""
        end = self.cleaned_data["ends_at"]
        if end is None:
            return None
        now = timezone.localtime()
        moment = now.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
        return moment if moment > now else moment + timedelta(days=1)


class AgreeForm(forms.Form):
    """The level a room agrees on, why, and how many do not."""

    level = forms.TypedChoiceField(
        label=_("Agreed level"),
        coerce=int,
        choices=[(level, str(level)) for level in range(1, LEVELS + 1)],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What convinced the room. It stands in the report; name nobody."),
    )
    dissenting = forms.IntegerField(
        label=_("How many disagree"), min_value=0, max_value=MOST_PEOPLE, initial=0
    )


class NotesForm(forms.Form):
    """What the facilitator notes, and the notes that the page knew as stored."""

    notes = forms.CharField(
        label=_("My notes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_NOTES}),
    )
    known = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_notes(self) -> str:
        """Return the notes as browsers count them: a new line is one character."""
        notes = _lines(self.cleaned_data["notes"])
        if len(notes) > LONGEST_NOTES:
            raise forms.ValidationError(_("These notes are too long to keep."))
        return notes

    def clean_known(self) -> str:
        """Return the notes that the page knew, written as they are stored."""
        return _lines(self.cleaned_data["known"])


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")
