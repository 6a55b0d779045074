"""The field for whole numbers as people write them, with their thousands set apart."""

import re
from typing import Any

from django import forms

# 48000, 48,000, 48.000, 48 000 or 48\'000, with any kind of space.
GROUPED = re.compile(r"\d{1,3}(?:([.,'’\s])\d{3})(?:\1\d{3})*")
APART = re.compile(r"[.,'’\s]")


class WholeNumberField(forms.IntegerField):
    """A whole number; `48.000` is forty-eight thousand, as people write it in many countries."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def to_python(self, value: Any) -> int | None:
        text = str(value).strip() if value is not None else ""
        if GROUPED.fullmatch(text):
            text = APART.sub("", text)
        return super().to_python(text)
