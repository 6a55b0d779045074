"""Forms for facts, one kind for each way in which a fact is stated."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.forms.days import DayField
from assessments.models import Fact
from scoring.framework import NOT_APPLICABLE, Item, ItemType, is_percentage

LONGEST_NOTE = 500
LARGEST_NUMBER = 1_000_000_000
ADDRESS = re.compile(r"\s*(?P<scheme>[a-z][a-z0-9+.-]*)://", re.IGNORECASE)
UNSAFE = re.compile(r"\s*(javascript|data|vbscript|file|blob):", re.IGNORECASE)
WEB = frozenset({"http", "https"})


class EvidenceField(forms.CharField):
    """A note on where the proof is, or a link to it."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Note or link"))
        super().__init__(max_length=LONGEST_NOTE, required=False, **kwargs)

    def clean(self, value: Any) -> str:
        note: str = super().clean(value)
        address = ADDRESS.match(note)
        if UNSAFE.match(note) or (address and address["scheme"].lower() not in WEB):
            raise forms.ValidationError(_("A link must start with http:// or https://."))
        return note


class FactForm(forms.Form):
    """What all facts have in common: an item and what was entered for it before."""

    template = ""

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, item: Item, fact: Fact | None
    ) -> None:
        self.item = item
        super().__init__(data, prefix=item.code, initial=self.stored(fact) if fact else None)
        self.add_fields()

    def add_fields(self) -> None:
        """Add the fields that depend on the item."""

    def stored(self, fact: Fact) -> dict[str, Any]:
        """Return the initial values that show a fact as it was stored."""
        raise NotImplementedError

    def value(self) -> object:
        """Return the value to store."""
        raise NotImplementedError

    def evidence(self) -> list[str]:
        """Return the notes to store; one for each element, or a single one."""
        return [self.cleaned_data["note"]] if self.cleaned_data["note"] else []

    def as_of(self) -> date | None:
        """Return the day for which the fact holds."""
        day: date | None = self.cleaned_data.get("as_of")
        return day


class ChecklistForm(FactForm):
    """Elements that exist or not, each with its proof."""

    template = "assessments/facts/_checklist.html"

    def add_fields(self) -> None:
        for place, element in enumerate(self.item.elements):
            self.fields[f"has_{place}"] = forms.BooleanField(label=element, required=False)
            words = gettext("Note or link: %(element)s") % {"element": element}
            self.fields[f"note_{place}"] = EvidenceField(
                widget=forms.TextInput(attrs={"aria-label": words})
            )

    @property
    def elements(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Tick and note of each element."""
        places = range(len(self.item.elements))
        return [(self[f"has_{place}"], self[f"note_{place}"]) for place in places]

    def stored(self, fact: Fact) -> dict[str, Any]:
        ticks = fact.value if isinstance(fact.value, list) else []
        initial = {f"has_{place}": tick for place, tick in enumerate(ticks)}
        return initial | {f"note_{place}": note for place, note in enumerate(fact.evidence)}

    def value(self) -> object:
        return [self.cleaned_data[f"has_{place}"] for place in range(len(self.item.elements))]

    def evidence(self) -> list[str]:
        notes = [self.cleaned_data[f"note_{place}"] for place in range(len(self.item.elements))]
        return notes if any(notes) else []


class StageForm(FactForm):
    """One of several stages."""

    template = "assessments/facts/_stage.html"

    def add_fields(self) -> None:
        self.fields["stage"] = forms.TypedChoiceField(
            label=_("Stage"),
            choices=list(enumerate(self.item.options)),
            coerce=int,
            widget=forms.RadioSelect,
        )
        self.fields["note"] = EvidenceField()

    def stored(self, fact: Fact) -> dict[str, Any]:
        return {"stage": fact.value, "note": _only_note(fact)}

    def value(self) -> object:
        return self.cleaned_data["stage"]


class MeasuredForm(FactForm):
    """Numbers that hold for a day, or a reason why there are none."""

    template = "assessments/facts/_numbers.html"

    def add_fields(self) -> None:
        for name, field in self.number_fields().items():
            self.fields[name] = field
        self.fields["as_of"] = DayField(label=_("As of"), required=False)
        self.fields["note"] = EvidenceField(help_text=_("Where the number comes from."))
        self.fields["not_applicable"] = forms.BooleanField(
            label=_("Does not apply"), required=False
        )

    def number_fields(self) -> dict[str, forms.Field]:
        """Return the fields of the numbers, by name."""
        raise NotImplementedError

    @property
    def numbers(self) -> list[forms.BoundField]:
        return [self[name] for name in self.number_fields()]

    def stored(self, fact: Fact) -> dict[str, Any]:
        initial = {"as_of": fact.as_of, "note": _only_note(fact)}
        if fact.value == NOT_APPLICABLE:
            return initial | {"not_applicable": True}
        return initial | self.stored_numbers(fact)

    def stored_numbers(self, fact: Fact) -> dict[str, Any]:
        raise NotImplementedError

    def clean_as_of(self) -> date | None:
        day: date | None = self.cleaned_data["as_of"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("not_applicable"):
            if not cleaned.get("note") and "note" not in self.errors:
                self.add_error("note", _("Say in a few words why it does not apply."))
            return cleaned
        for name in self.number_fields():
            if cleaned.get(name) is None and name not in self.errors:
                self.add_error(name, _("Enter a number, or say that it does not apply."))
        if cleaned.get("as_of") is None and "as_of" not in self.errors:
            self.add_error("as_of", _("Say for which day this holds."))
        return cleaned

    def as_of(self) -> date | None:
        return None if self.cleaned_data["not_applicable"] else super().as_of()


class NumberForm(MeasuredForm):
    """One number in the item's unit."""

    def number_fields(self) -> dict[str, forms.Field]:
        most = 100 if is_percentage(self.item) else LARGEST_NUMBER
        words = gettext("Enter a number from 0 to %(most)d.") % {"most": most}
        return {
            "number": forms.FloatField(
                label=self._label(),
                min_value=0,
                max_value=most,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), words),
                required=False,
                widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
            )
        }

    def _label(self) -> str:
        if self.item.unit is None:
            return gettext("Number")
        return gettext("Number, in %(unit)s") % {"unit": self.item.unit}

    def stored_numbers(self, fact: Fact) -> dict[str, Any]:
        return {"number": fact.value}

    def value(self) -> object:
        if self.cleaned_data["not_applicable"]:
            return NOT_APPLICABLE
        number: float = self.cleaned_data["number"]
        return int(number) if number.is_integer() else number


class PartsForm(MeasuredForm):
    """Several whole numbers that belong together."""

    def number_fields(self) -> dict[str, forms.Field]:
        return {
            f"part_{part.name}": forms.IntegerField(
                label=part.label,
                # The first part may be none of the second, such as 0 bad ones of 100 checked.
                min_value=1 if place else 0,
                max_value=LARGEST_NUMBER,
                required=False,
            )
            for place, part in enumerate(self.item.parts)
        }

    def stored_numbers(self, fact: Fact) -> dict[str, Any]:
        return {f"part_{name}": number for name, number in fact.value.items()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if len(self.item.parts) < 2:
            return cleaned
        first, second = self.item.parts[:2]
        some, total = (cleaned.get(f"part_{part.name}") for part in (first, second))
        if first.unit == second.unit and some is not None and total is not None and some > total:
            self.add_error(f"part_{first.name}", _("This cannot be more than the number below it."))
        return cleaned

    def value(self) -> object:
        if self.cleaned_data["not_applicable"]:
            return NOT_APPLICABLE
        return {part.name: self.cleaned_data[f"part_{part.name}"] for part in self.item.parts}


def fact_form(item: Item, fact: Fact | None, data: Mapping[str, Any] | None = None) -> FactForm:
    """Return the form that fits a fact item."""
    if item.elements:
        return ChecklistForm(data, item=item, fact=fact)
    if item.type is ItemType.CHOICE:
        return StageForm(data, item=item, fact=fact)
    if item.parts:
        return PartsForm(data, item=item, fact=fact)
    return NumberForm(data, item=item, fact=fact)


def _only_note(fact: Fact) -> str:
    return str(fact.evidence[0]) if fact.evidence else ""
