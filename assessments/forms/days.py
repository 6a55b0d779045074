"""The field for a day."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 2000
MOST_YEARS_AHEAD = 5


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar; one that is far away is a slip of the pen."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if value.year < FIRST_YEAR:
            raise forms.ValidationError(_("Choose a day in 2000 or later."))
        today = timezone.localdate()
        # Tuples, because not every year has a 29 February.
        last = (today.year + MOST_YEARS_AHEAD, today.month, today.day)
        if (value.year, value.month, value.day) > last:
            raise forms.ValidationError(_("Choose a day within the next five years."))
