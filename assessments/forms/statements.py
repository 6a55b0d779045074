"""The form that blacks out passages of a text, or leaves it out."""

from django import forms
from django.utils.translation import gettext_lazy as _

# A mark may be longer than the passage it replaces.
LONGEST_WORDING = 4000


class StatementForm(forms.Form):
    """How one text will be read."""

    wording = forms.CharField(
        label=_("As the report will show it"),
        max_length=LONGEST_WORDING,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("To show nothing of a text, leave it out instead.")},
    )
    is_left_out = forms.BooleanField(label=_("Leave this text out of the report"), required=False)
