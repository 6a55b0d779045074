"""The form for a client."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.enums import ClientType, Sector, SizeBand, languages
from assessments.forms.names import NameField

UNDECIDED = [("", _("Choose"))]


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
