"""The form with which an owner confirms that a client is erased."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.forms.names import NameField
from assessments.models import Client


class EraseClientForm(forms.Form):
    """Asks for the client's name, so that nobody erases the wrong one by a slip."""

    name = NameField(
        label=_("Name of the client"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Type it as it stands above."),
    )

    def __init__(self, *arguments: Any, client: Client, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.client = client

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name != self.client.name:
            raise forms.ValidationError(_("This is not the name. Nothing was erased."))
        return name
