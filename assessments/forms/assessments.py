"""The form for an assessment, with a target for each dimension of its framework."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.enums import Cadence
from assessments.forms.names import NameField
from assessments.models import Assessment, FrameworkVersion
from assessments.selectors.frameworks import framework_of

LOWEST_LEVEL, HIGHEST_LEVEL = 1.0, 5.0


class AssessmentForm(forms.Form):
    """How a client is measured, and the level it aims at in each dimension."""

    title = NameField(label=_("Title"), max_length=120)
    cadence = forms.ChoiceField(label=_("How often"), choices=Cadence.choices)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        version: FrameworkVersion,
        assessment: Assessment | None = None,
    ) -> None:
        super().__init__(data)
        framework = framework_of(version.pk)
        targets = assessment.target_profile if assessment else {}
        self.fields["title"].initial = assessment.title if assessment else framework.title
        self.fields["cadence"].initial = assessment.cadence if assessment else Cadence.QUARTERLY
        self.targets = {each.code: f"target_{each.code}" for each in framework.dimensions}
        for dimension in framework.dimensions:
            self.fields[self.targets[dimension.code]] = forms.FloatField(
                label=dimension.title,
                min_value=LOWEST_LEVEL,
                max_value=HIGHEST_LEVEL,
                initial=targets.get(dimension.code, framework.scoring.target),
                widget=forms.NumberInput(attrs={"step": "0.1", "inputmode": "decimal"}),
            )

    @property
    def target_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.targets.values()]

    def assessment(self) -> dict[str, Any]:
        """Return title, rhythm and target profile as the services take them."""
        return {
            "title": self.cleaned_data["title"],
            "cadence": self.cleaned_data["cadence"],
            "target_profile": {
                code: self.cleaned_data[name] for code, name in self.targets.items()
            },
        }
