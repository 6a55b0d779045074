"""The form for the look of reports: a colour, a paper, a logo, a template for slides."""

from pathlib import PurePosixPath

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.enums import TemplateTrouble
from reports.files.branding import Logo, Paper
from reports.files.contrast import HEX, may_carry_text, readable
from reports.files.logo import LARGEST_FILE as LARGEST_LOGO
from reports.files.logo import LogoRefusedError, LogoTrouble, logo_of
from reports.files.plain_text import plain_text
from reports.files.template_check import LARGEST_FILE as LARGEST_TEMPLATE
from reports.files.template_check import trouble_in_archive
from reports.services.branding import Template

LONGEST_NAME = 120


class LookForm(forms.Form):
    """Gives `accent`, `paper`, and `logo` and `template` as they may be kept, or None."""

    accent = forms.CharField(
        label=gettext_lazy("Colour"),
        max_length=7,
        help_text=gettext_lazy(
            "For links, lines and small headings, lighter or darker where it could not be read. "
            "Charts on pages and on paper keep colours that everybody can tell apart."
        ),
        widget=forms.TextInput(attrs={"type": "color"}),
    )
    paper = forms.TypedChoiceField(
        label=gettext_lazy("Paper"),
        choices=Paper.choices,
        coerce=Paper,
        help_text=gettext_lazy("The size of the sheets of both PDF files."),
    )
    logo = forms.FileField(
        label=gettext_lazy("Logo"),
        required=False,
        help_text=gettext_lazy("A PNG or JPEG picture of at most 500 kB."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    template = forms.FileField(
        label=gettext_lazy("Template for slides"),
        required=False,
        help_text=gettext_lazy("A PowerPoint file (.pptx) of at most 20 MB, without macros."),
        widget=forms.FileInput(attrs={"accept": ".pptx"}),
    )

    def clean_accent(self) -> str:
        """Refuse what cannot be read on paper, and name the nearest colour that can."""
        colour = str(self.cleaned_data["accent"]).strip().lower()
        if not HEX.fullmatch(colour):
            raise forms.ValidationError(_("Choose a colour, such as #0f6b62."))
        if not may_carry_text(colour):
            raise forms.ValidationError(
                _(
                    "Words in this colour are too pale to read on paper. "
                    "The nearest colour that works is %(colour)s."
                )
                % {"colour": readable(colour)}
            )
        return colour

    def clean_logo(self) -> Logo | None:
        upload: UploadedFile | None = self.cleaned_data["logo"]
        if not upload:
            return None
        if (upload.size or 0) > LARGEST_LOGO:
            raise forms.ValidationError(str(LogoTrouble.TOO_LARGE.label))
        try:
            return logo_of(upload.read())
        except LogoRefusedError as error:
            raise forms.ValidationError(str(error.trouble.label)) from error

    def clean_template(self) -> Template | None:
        upload: UploadedFile | None = self.cleaned_data["template"]
        if not upload:
            return None
        if (upload.size or 0) > LARGEST_TEMPLATE:
            raise forms.ValidationError(str(TemplateTrouble.TOO_LARGE.label))
        content = upload.read()
        trouble = trouble_in_archive(content)
        if trouble is not None:
            raise forms.ValidationError(str(trouble.label))
        return Template(content, _shown_name(upload.name or ""))


def _shown_name(name: str) -> str:
    """Return the name of a file as it is shown: no folder, nothing unprintable, not too long."""
    last = PurePosixPath(name.replace("\\", "/")).name
    printable = "".join(c for c in plain_text(last) if c.isprintable()).strip()
    return printable[:LONGEST_NAME] or "template.pptx"
