"""The form for a client."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.enums import ClientType, Currency, Sector, SizeBand, languages
from assessments.forms.names import NameField
from assessments.forms.numbers import WholeNumberField

UNDECIDED = [("", _("Choose"))]
ON_RECORDS = ("customer_records", "record_cost", "currency")
MOST_RECORDS = 1_000_000_000
MOST_COST = 100_000


class ClientForm(forms.Form):
    """What we need to know about an organisation before it is assessed."""

    name = NameField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    sector = forms.ChoiceField(label=_("Sector"), choices=[*UNDECIDED, *Sector.choices])
    size_band = forms.ChoiceField(label=_("Size"), choices=[*UNDECIDED, *SizeBand.choices])
    client_type = forms.ChoiceField(
        label=_("Sells to"),
        choices=ClientType.choices,
        widget=forms.RadioSelect,
        help_text=_("Decides which questions apply: some are about companies as customers."),
    )
    language = forms.ChoiceField(
        label=_("Language of its reports"),
        choices=languages,
        initial=settings.LANGUAGE_CODE,
        help_text=_("The people asked can choose their own language on their pages."),
    )
    customer_records = WholeNumberField(
        label=_("Customer records"),
        min_value=0,
        max_value=MOST_RECORDS,
        required=False,
        help_text=_(
            "How many customers or contacts are on file, roughly. "
            "The next report then says how many of them go wrong."
        ),
    )
    record_cost = forms.DecimalField(
        label=_("Cost of one wrong record"),
        min_value=0,
        max_value=MOST_COST,
        max_digits=8,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
        help_text=_(
            "What a wrong record costs on average, such as returned mail and lost time. "
            "Leave it empty if nobody knows."
        ),
    )
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[*UNDECIDED, *Currency.choices], required=False
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the currency of a cost; without a cost there is none."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("record_cost") is None:
            cleaned["currency"] = ""
        elif not cleaned.get("currency") and "currency" not in self.errors:
            self.add_error("currency", _("Choose the currency of the cost."))
        return cleaned

    @property
    def organisation(self) -> dict[str, Any]:
        """What was entered of the organisation."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ON_RECORDS}

    @property
    def records(self) -> dict[str, Any]:
        """What was entered of its customer records."""
        return {name: self.cleaned_data[name] for name in ON_RECORDS}
