"""The comment of a consultant on a page of a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.models import Comment


class CommentForm(forms.Form):
    """The text; an empty one takes the comment away."""

    text = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=Comment._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_(
            "Readers see it on this page and in every file, set apart and marked as yours."
        ),
    )
