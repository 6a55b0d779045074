"""Starting and changing an assessment."""

import pytest
from django.urls import reverse

from assessments.models import Assessment
from tests.assessments.test_clients import queries, words
from tests.factories import (
    AssessmentFactory,
    ClientFactory,
    FrameworkFactory,
    FrameworkVersionFactory,
    WorkspaceFactory,
    open_round_with_groups,
)
from tests.persons import Persons, persons_of

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "CRM at Alder",
    "cadence": "half_yearly",
    "target_S": "3.5",
    "target_C": "4",
    "target_Q": "2.5",
    "target_A": "3.0",
}
PROFILE = {"S": 3.5, "C": 4.0, "Q": 2.5, "A": 3.0}


@pytest.fixture
def persons() -> Persons:
    return persons_of(WorkspaceFactory(slug="north-star"))


@pytest.fixture
def address(persons) -> str:
    client = ClientFactory(workspace=persons.workspace)
    return reverse("assessments:assessment-new", args=["north-star", client.pk])


def test_the_form_starts_from_the_framework(persons, address) -> None:
    FrameworkVersionFactory()

    form = persons.owner.get(address).context["form"]

    assert form["title"].value() == "CRM Readiness"
    assert form["cadence"].value() == "quarterly"
    assert [field.value() for field in form.target_fields] == [3.5, 3.5, 3.5, 3.5]


def test_starting_an_assessment_leads_on_to_its_first_round(persons, address) -> None:
    version = FrameworkVersionFactory()

    answer = persons.owner.post(address, TYPED)

    assessment = Assessment.objects.get()
    assert assessment.framework == version.framework
    assert assessment.target_profile == PROFILE
    assert answer.url == f"/w/north-star/assessments/{assessment.pk}/rounds/new/"


@pytest.mark.parametrize("level", ["0.9", "5.1", "high", ""])
def test_a_target_lies_between_one_and_five(persons, address, level) -> None:
    FrameworkVersionFactory()

    answer = persons.owner.post(address, TYPED | {"target_Q": level})

    assert "target_Q" in answer.context["form"].errors
    assert 'value="CRM at Alder"' in words(answer)
    assert not Assessment.objects.exists()


def test_without_a_framework_the_page_says_whom_to_ask(persons, address) -> None:
    assert "no framework to measure with" in words(persons.owner.get(address))


def test_an_unpublished_version_is_not_offered(persons, address) -> None:
    FrameworkVersionFactory(published=False)

    assert "no framework to measure with" in words(persons.owner.get(address))


def test_among_several_frameworks_the_address_chooses(persons, address) -> None:
    FrameworkVersionFactory()
    other = FrameworkFactory(slug="other", title="A second one")
    version = FrameworkVersionFactory(framework=other, id="5c3b3f0c-7f51-4d0f-9d0e-2d8f9f7f0001")

    persons.owner.post(f"{address}?framework=other", TYPED)

    assert Assessment.objects.get().framework == version.framework
    assert "A second one" in words(persons.owner.get(address))


def test_changing_title_rhythm_and_targets(persons) -> None:
    FrameworkVersionFactory()
    assessment = AssessmentFactory(client__workspace=persons.workspace)
    address = reverse("assessments:assessment-edit", args=["north-star", assessment.pk])

    answer = persons.consultant.post(address, TYPED)

    assessment.refresh_from_db()
    assert answer.url == f"/w/north-star/assessments/{assessment.pk}/"
    assert (assessment.title, assessment.target_profile) == ("CRM at Alder", PROFILE)


def test_a_target_that_was_not_set_is_the_frameworks(persons) -> None:
    FrameworkVersionFactory()
    assessment = AssessmentFactory(client__workspace=persons.workspace, target_profile={"C": 4.5})
    address = reverse("assessments:assessment", args=["north-star", assessment.pk])

    targets = persons.owner.get(address).context["targets"]

    assert {target.code: target.level for target in targets} == {
        "S": 3.5,
        "C": 4.5,
        "Q": 3.5,
        "A": 3.5,
    }


def test_the_page_takes_as_many_queries_for_thirty_rounds_as_for_one(persons) -> None:
    assessment = AssessmentFactory(client__workspace=persons.workspace)
    address = reverse("assessments:assessment", args=["north-star", assessment.pk])
    open_round_with_groups({"it": 4}, assessment=assessment, number=1)
    persons.owner.get(address)
    with_one = queries(persons.owner, address)
    for number in range(2, 31):
        open_round_with_groups({"it": 4}, assessment=assessment, number=number)

    assert queries(persons.owner, address) == with_one
