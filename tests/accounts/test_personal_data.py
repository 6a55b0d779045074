"""A person's data: told completely, erased completely, and never by a slip."""

import json
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import models
from django.test import Client as Browser

from accounts.enums import Role
from accounts.models import Membership, User, Workspace
from accounts.personal_data import (
    BY_ADDRESS,
    BY_KEY,
    Fate,
    columns_by_address,
    columns_by_key,
    label_of,
)
from accounts.selectors.personal_data import personal_data
from accounts.services.erasure import erase_person
from assessments.models import Fact
from tests.factories import FactFactory, MembershipFactory, UserFactory, WorkspaceFactory
from tests.persons import Persons, persons_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada() -> User:
    """A consultant with a fact, two browsers, and an entry in the operator's log."""
    member = MembershipFactory(
        role=Role.CONSULTANT, user__name="Ada", user__email="ada@example.com"
    )
    MembershipFactory(workspace=member.workspace, role=Role.OWNER)
    FactFactory(
        round__assessment__client__workspace=member.workspace,
        round__assessment__client__name="Alder Tools",
        item="S1b",
        value=[True, False, False, False],
        evidence=["Paper for the board"],
        entered_by=member.user,
    )
    for _browser in range(2):
        signed_in(member.user)
    LogEntry.objects.create(
        user=UserFactory(),
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(member.user.pk),
        object_repr="Ada",
        action_flag=CHANGE,
    )
    return member.user


@pytest.fixture
def persons() -> Persons:
    return persons_of(WorkspaceFactory(slug="north-star"))


def run(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_every_key_to_a_person_is_classified() -> None:
    """A new table that names a person has to say what is told of it, and its fate."""
    keys = {
        label_of(field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model is User
    }

    assert keys - BY_KEY.keys() == set()


def test_every_column_for_an_address_is_classified() -> None:
    columns = {
        label_of(field)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, models.EmailField)
    }
    beside_a_key = {f"{label.rpartition('.')[0]}.email" for label in BY_KEY}

    assert columns - BY_ADDRESS.keys() - beside_a_key - {"accounts.User.email"} == set()


def test_what_becomes_nameless_can_do_without_a_name() -> None:
    for each in columns_by_key():
        field = each.model._meta.get_field(each.column)
        assert field.null is (each.personal.fate is Fate.NAMELESS), each.label


def test_all_that_is_stored_is_told(ada) -> None:
    told = json.loads(run("export_person", "ADA@example.com"))

    assert told["account"]["email"] == "ada@example.com"
    assert "password" not in told["account"]
    assert told["browsers_signed_in"] == 2
    assert told["accounts.Membership.user"] == [
        {"workspace__name": ada.memberships.get().workspace.name, "role": "consultant"}
    ]
    (fact,) = told["assessments.Fact.entered_by"]
    assert (fact["round__assessment__client__name"], fact["item"], fact["evidence"]) == (
        "Alder Tools",
        "S1b",
        ["Paper for the board"],
    )
    assert set(told) - {"note", "account", "browsers_signed_in"} == {
        each.label for each in columns_by_key()
    } | {each.label for each in columns_by_address()}


def test_nothing_of_other_people_is_told(ada) -> None:
    told = personal_data(UserFactory(email="bob@example.com"))

    assert told["accounts.Membership.user"] == []
    assert told["assessments.Fact.entered_by"] == []
    assert "ada" not in json.dumps(told, default=str).lower()


@pytest.mark.django_db(transaction=True)
def test_an_erased_person_is_nowhere_and_the_work_stays(ada) -> None:
    changed_at = Fact.objects.get().changed_at
    others = set(User.objects.exclude(pk=ada.pk))

    assert run("erase_person", "ada@example.com") == (
        "Erased. Backups made before still hold the person.\n"
    )

    assert set(User.objects.all()) == others
    assert not Membership.objects.filter(user_id=ada.pk).exists()
    assert not Session.objects.exists()
    assert not LogEntry.objects.exists()
    fact = Fact.objects.get()
    assert (fact.value, fact.evidence, fact.entered_by, fact.changed_at) == (
        [True, False, False, False],
        ["Paper for the board"],
        None,
        changed_at,
    )


def test_other_people_stay_signed_in(ada) -> None:
    browser = signed_in(UserFactory())

    erase_person(user=ada)

    assert browser.get("/your-data/").status_code == 200


def test_the_last_owner_is_told_what_to_do() -> None:
    owner = MembershipFactory(workspace__name="North Star", user__email="ada@example.com")
    MembershipFactory(workspace=owner.workspace, role=Role.CONSULTANT)
    MembershipFactory(workspace=owner.workspace, role=Role.OWNER, user__is_active=False)

    with pytest.raises(CommandError) as caught:
        run("erase_person", "ada@example.com")

    assert str(caught.value) == (
        "ada@example.com is the last owner of North Star. Make somebody else an owner there "
        "first, or have the workspace erased."
    )
    assert User.objects.filter(pk=owner.user.pk).exists()


def test_of_two_owners_one_may_go() -> None:
    owner = MembershipFactory(role=Role.OWNER)
    MembershipFactory(workspace=owner.workspace, role=Role.OWNER)

    erase_person(user=owner.user)

    assert Workspace.objects.filter(pk=owner.workspace.pk).exists()


@pytest.mark.parametrize("command", ["export_person", "erase_person"])
def test_an_address_that_nobody_has(command) -> None:
    with pytest.raises(CommandError, match="Nobody signs in with nobody@"):
        run(command, "nobody@example.com")


def test_a_person_gets_a_copy_of_the_own_data(ada) -> None:
    answer = signed_in(ada).get("/your-data/file/")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="personal-data.json"'
    assert "no-store" in answer.headers["Cache-Control"]
    assert json.loads(answer.content)["account"]["email"] == "ada@example.com"


def test_a_person_ends_the_own_account(ada) -> None:
    browser = signed_in(ada)

    answer = browser.post("/your-data/", {"email": " Ada@example.com "}, follow=True)

    assert "Your account is gone." in answer.content.decode()
    assert not User.objects.filter(pk=ada.pk).exists()
    assert browser.get("/your-data/").status_code == 302


def test_another_address_ends_nothing(ada) -> None:
    answer = signed_in(ada).post("/your-data/", {"email": "bob@example.com"})

    assert "This is another address. Nothing was erased." in answer.content.decode()
    assert User.objects.filter(pk=ada.pk).exists()


def test_a_last_owner_reads_on_the_page_what_to_do(persons) -> None:
    address = persons.membership.user.email

    answer = persons.owner.post("/your-data/", {"email": address})

    assert "is the last owner of" in answer.content.decode()
    assert User.objects.filter(email=address).exists()


def member_address(persons: Persons) -> str:
    return f"/w/north-star/people/{persons.viewer_membership.pk}/data/"


@pytest.mark.parametrize("ending", ["", "file/"])
def test_who_may_see_the_data_of_a_member(persons, ending) -> None:
    address = member_address(persons) + ending

    assert {
        name: getattr(persons, name).get(address).status_code
        for name in ("owner", "consultant", "viewer", "stranger", "anonymous")
    } == {"owner": 200, "consultant": 403, "viewer": 403, "stranger": 404, "anonymous": 302}


def test_a_member_of_another_workspace_does_not_exist_here(persons) -> None:
    other = MembershipFactory()

    assert persons.owner.get(f"/w/north-star/people/{other.pk}/data/").status_code == 404


def test_an_owner_erases_somebody_who_is_at_home_here_alone(persons) -> None:
    person = persons.viewer_membership.user

    persons.owner.post(member_address(persons), {"email": person.email})

    assert not User.objects.filter(pk=person.pk).exists()


def test_an_owner_has_no_say_over_somebody_who_works_elsewhere_too(persons) -> None:
    person = persons.viewer_membership.user
    MembershipFactory(user=person)

    page = persons.owner.post(member_address(persons), {"email": person.email})

    assert "does not belong to your workspace alone" in page.content.decode()
    assert persons.owner.get(member_address(persons) + "file/").status_code == 403
    assert User.objects.filter(pk=person.pk).exists()


def test_nobody_gets_in_without_a_sign_in() -> None:
    for address in ("/your-data/", "/your-data/file/"):
        assert Browser().get(address).status_code == 302
