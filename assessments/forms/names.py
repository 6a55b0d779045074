"""The field for names that others read: of clients, assessments, rounds and groups."""

import unicodedata
from typing import Any

from django import forms

# Controls and formats: nobody sees them, but they turn a line around or make two names of one.
INVISIBLE = frozenset({"Cc", "Cf"})


class NameField(forms.CharField):
    """A line of text without characters that cannot be seen, and with single spaces."""

    def to_python(self, value: Any) -> str:
        line = " ".join(str(value or "").split())
        seen = "".join(each for each in line if unicodedata.category(each) not in INVISIBLE)
        return super().to_python(unicodedata.normalize("NFC", seen)) or ""
