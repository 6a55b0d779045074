"""The list keeps its word, and the world that is made with it holds hostile texts everywhere."""

import pytest

from accounts.models import User, Workspace
from assessments.models import Client, StakeholderGroup
from tests.hostile.payloads import PAYLOADS
from tests.hostile.poison import Poison
from tests.hostile.world import busy_world

pytestmark = pytest.mark.django_db


def test_there_are_sixty_and_each_gives_itself_away():
    assert len(set(PAYLOADS)) == 60
    assert [each for each in PAYLOADS if "pwned" not in each] == []


@pytest.mark.embedded  # PostgreSQL stores no null byte
def test_every_payload_is_somewhere_and_every_name_is_one():
    poison = Poison()
    with poison.in_new_rows():
        busy_world(PAYLOADS, framework_version=poison.framework(), promise_text=poison.next())
    assert poison.used == set(PAYLOADS)
    for model, column in (
        (Workspace, "name"),
        (User, "name"),
        (Client, "name"),
        (StakeholderGroup, "label"),
        (StakeholderGroup, "choice"),
    ):
        assert set(model.objects.values_list(column, flat=True)) <= set(PAYLOADS)
