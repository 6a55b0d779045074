"""Forms of share links: making one, and typing the password of one."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.forms.names import NameField
from reports.enums import Audience
from reports.models import Report
from reports.services.sharing import MOST_DAYS

USUAL_DAYS = 30
LONGEST_PASSWORD = 128


class ShareForm(forms.Form):
    """Who is to see this version of the report, and for how long."""

    # The version the editor has looked at; a newer one may be ready by the time the form comes.
    report = forms.ModelChoiceField(
        queryset=Report.objects.none(),
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("This version of the report is not there any more.")},
    )
    audience = forms.ChoiceField(
        label=_("For"), choices=Audience.choices, widget=forms.RadioSelect, initial=Audience.BOARD
    )
    last_day = forms.DateField(
        label=_("Works until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The link works to the end of this day, a year from now at most."),
    )
    password = forms.CharField(
        label=_("Password, if you want one"),
        required=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Tell it by another way than the link, for instance by telephone."),
    )
    given_to = NameField(
        label=_("Given to, for your own list"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(
        self, given: Mapping[str, Any] | None = None, *, reports: QuerySet[Report]
    ) -> None:
        newest = reports.first()
        last_day = timezone.localdate() + timedelta(days=USUAL_DAYS)
        super().__init__(given, initial={"report": newest and newest.pk, "last_day": last_day})
        self.fields["report"].queryset = reports  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean_audience(self) -> Audience:
        return Audience(self.cleaned_data["audience"])

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("This day has passed. Choose a later one."))
        if day > today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError(_("A link works for a year at most. Choose a nearer day."))
        return day

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password)
        return password


class PasswordForm(forms.Form):
    """The password of a share link."""

    password = forms.CharField(
        label=_("Password"),
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
