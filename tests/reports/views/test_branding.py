"""The look of reports: set by owners, seen in files, and safe whatever is uploaded."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image
from pptx import Presentation

from accounts.enums import Action
from accounts.models import AuditEntry
from reports.enums import TemplateTrouble
from reports.files.branding import ACCENT, Paper
from reports.models import Branding
from reports.selectors.branding import branding_inputs, branding_of, template_of_workspace
from reports.services.branding import note_template_trouble
from tests.factories import WorkspaceFactory
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db

FIELDS = {"accent": ACCENT, "paper": "a4"}


@pytest.fixture
def workspace():
    return WorkspaceFactory.create(name="Kontor Advisory")


@pytest.fixture
def persons(workspace) -> Persons:
    return persons_of(workspace)


@pytest.fixture
def owner(persons):
    return persons.owner


def address(workspace) -> str:
    return f"/w/{workspace.slug}/settings/look/"


def logo_file(size: tuple[int, int] = (200, 80), name: str = "logo.png") -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", size, "#123456").save(file, "PNG")
    return SimpleUploadedFile(name, file.getvalue(), "image/png")


def template_file(name: str = "Kontor 2026.pptx") -> SimpleUploadedFile:
    file = io.BytesIO()
    Presentation().save(file)
    return SimpleUploadedFile(name, file.getvalue())


def told(response) -> str:
    return response.content.decode()


def test_a_workspace_without_a_row_has_our_look(workspace):
    look = branding_of(workspace)
    assert (look.name, look.accent, look.logo) == ("Kontor Advisory", ACCENT, None)
    assert template_of_workspace(workspace.pk) is None


def test_an_owner_sets_colour_logo_and_template(workspace, owner):
    before = branding_inputs(workspace)
    response = owner.post(
        address(workspace),
        FIELDS | {"accent": "#7A1F5C", "logo": logo_file(), "template": template_file()},
        follow=True,
    )
    assert "Saved." in told(response)
    assert "Slides are made on “Kontor 2026.pptx”." in told(response)
    look = branding_of(workspace)
    assert look.accent == "#7a1f5c"
    assert (look.logo.width, look.logo.height) == (200, 80)
    assert zipfile.is_zipfile(io.BytesIO(template_of_workspace(workspace.pk)))
    assert branding_inputs(workspace) != before
    entry = AuditEntry.objects.get(workspace=workspace, action=Action.LOOK_CHANGED)
    assert entry.subject == ""


def test_what_is_not_sent_again_stays(workspace, owner):
    owner.post(address(workspace), FIELDS | {"logo": logo_file(), "template": template_file()})
    owner.post(address(workspace), FIELDS | {"accent": "#7a1f5c"})
    row = Branding.objects.get(workspace=workspace)
    assert (row.accent, row.logo_width, row.template_name) == ("#7a1f5c", 200, "Kontor 2026.pptx")


def test_an_owner_chooses_the_paper(workspace, owner):
    assert branding_of(workspace).paper is Paper.A4
    owner.post(address(workspace), FIELDS | {"paper": "us-letter"})
    assert branding_of(workspace).paper is Paper.LETTER
    assert '<option value="us-letter" selected>' in told(owner.get(address(workspace)))
    for paper in ("", "a0"):
        owner.post(address(workspace), FIELDS | {"paper": paper})
        assert branding_of(workspace).paper is Paper.LETTER
    owner.post(address(workspace), {"remove": "logo"})
    assert branding_of(workspace).paper is Paper.LETTER


@pytest.mark.parametrize("part", ["logo", "template"])
def test_a_button_takes_a_part_away(workspace, owner, part):
    owner.post(address(workspace), FIELDS | {"logo": logo_file(), "template": template_file()})
    assert f"Remove the {part}" in told(owner.get(address(workspace)))
    response = owner.post(address(workspace), {"remove": part}, follow=True)
    assert f"Remove the {part}" not in told(response)
    row = Branding.objects.get(workspace=workspace)
    assert (row.logo is None, row.template is None) == (part == "logo", part == "template")


def test_a_pale_colour_is_refused_with_the_nearest_that_can_be_read(workspace, owner):
    response = owner.post(address(workspace), FIELDS | {"accent": "#ffd54a"})
    assert "too pale to read on paper" in told(response)
    assert "The nearest colour that works is #" in told(response)
    assert not Branding.objects.exists()


@pytest.mark.parametrize("accent", ["", "red", "#12345", "#12345g", "url(x)"])
def test_what_is_no_colour_is_refused(workspace, owner, accent):
    assert owner.post(address(workspace), FIELDS | {"accent": accent}).status_code == 200
    assert not Branding.objects.exists()


@pytest.mark.parametrize(
    ("upload", "reason"),
    [
        ({"logo": SimpleUploadedFile("x.png", b"<svg/>")}, "must be a PNG or JPEG"),
        ({"logo": SimpleUploadedFile("x.png", bytes(500_001))}, "larger than 500 kB"),
        ({"template": SimpleUploadedFile("x.pptx", b"PKx")}, "cannot be read"),
        ({"template": SimpleUploadedFile("x.pptx", b"hello")}, "not a PowerPoint file"),
    ],
    ids=["no picture", "large picture", "broken template", "no template"],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_reason(workspace, owner, upload, reason):
    response = owner.post(address(workspace), FIELDS | upload)
    assert reason in told(response)
    assert not Branding.objects.exists()


def test_a_body_that_is_too_large_is_refused_before_it_is_read(workspace, owner):
    upload = SimpleUploadedFile("x.pptx", bytes(20_700_000))
    response = owner.post(address(workspace), FIELDS | {"template": upload})
    assert response.status_code == 413


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.pptx", "<img src=x>.pptx", "a" * 300 + ".pptx", "عرض.pptx"]
)
def test_the_name_of_a_file_is_only_shown(workspace, owner, name):
    owner.post(address(workspace), FIELDS | {"template": template_file(name)})
    row = Branding.objects.get(workspace=workspace)
    assert "/" not in row.template_name
    assert 0 < len(row.template_name) <= 120
    assert "<img" not in told(owner.get(address(workspace)))


def test_the_logo_is_sent_as_a_picture_to_owners(workspace, owner):
    assert owner.get(f"{address(workspace)}logo").status_code == 404
    owner.post(address(workspace), FIELDS | {"logo": logo_file()})
    response = owner.get(f"{address(workspace)}logo")
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response.content == branding_of(workspace).logo.content


@pytest.mark.parametrize("path", ["", "logo"])
def test_only_owners_get_in(workspace, persons, path):
    answers = {
        name: getattr(persons, name).get(address(workspace) + path).status_code
        for name in ("consultant", "viewer", "stranger", "anonymous")
    }
    assert answers == {"consultant": 403, "viewer": 403, "stranger": 404, "anonymous": 302}


def test_what_was_found_wrong_later_is_told(workspace, owner):
    owner.post(address(workspace), FIELDS | {"template": template_file()})
    note_template_trouble(workspace_id=workspace.pk, trouble=TemplateTrouble.CRAMPED)
    assert "too little room for a chart" in told(owner.get(address(workspace)))
    owner.post(address(workspace), FIELDS | {"template": template_file()})
    assert "too little room for a chart" not in told(owner.get(address(workspace)))


@pytest.mark.parametrize(
    "fields",
    [
        {"logo": b"x"},
        {"logo_type": "image/png"},
        {"template": b"x"},
        {"template_name": "x.pptx"},
        {"template_trouble": "damaged"},
        {"paper": "a0"},
    ],
)
def test_the_database_keeps_parts_whole(workspace, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Branding.objects.create(
            workspace=workspace, accent=ACCENT, changed_at=timezone.now(), **fields
        )


def test_the_database_keeps_one_look_per_workspace(workspace):
    Branding.objects.create(workspace=workspace, accent=ACCENT, changed_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Branding.objects.create(workspace=workspace, accent=ACCENT, changed_at=timezone.now())
