"""The form for how long a workspace keeps answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 120


class RetentionForm(forms.Form):
    """Months after closing; empty keeps the answers."""

    months = forms.IntegerField(
        label=_("Months after a round has closed"),
        required=False,
        min_value=1,
        max_value=LONGEST,
        help_text=_("At least 1. Leave it empty to keep the answers."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
