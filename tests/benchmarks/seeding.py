"""A running product to measure, and a client with an open round on its database."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.visitor import UnexpectedAnswerError
from tests.services.stack import BASE_DIR, Stack

LOG_TAIL = 4000

EMAIL = "bench@example.com"
PASSWORD = "a-phrase-for-measuring"


@dataclass(frozen=True, slots=True)
class Seeded:
    """Where to find the round."""

    workspace: str
    round_id: str
    code: str


@contextmanager
def running(folder: Path) -> Iterator[Stack]:
    """Run the whole product; an unexpected answer shows what the server logged."""
    with Stack(folder / "data") as stack:
        try:
            yield stack
        except UnexpectedAnswerError:
            print(stack.output()[-LOG_TAIL:], file=sys.stderr)
            raise


def seed_round(stack: Stack, people_per_group: int) -> Seeded:
    """Make a client with a round on the built-in framework that all its groups may join."""
    command = [sys.executable, "-m", "tests.benchmarks.seeding", str(people_per_group)]
    done = subprocess.run(
        command, cwd=BASE_DIR, env=stack.environment, capture_output=True, text=True, check=True
    )
    return Seeded(**json.loads(done.stdout))


def _seed(people_per_group: int) -> Seeded:
    from accounts.enums import Role
    from accounts.models import Membership, User, Workspace
    from assessments.enums import AnonymityMode, Cadence, ClientType, Sector, Side, SizeBand
    from assessments.models import Client
    from assessments.selectors.frameworks import framework_of, newest_version
    from assessments.services.clients import create_client, start_assessment
    from assessments.services.rounds import GroupPlan, open_round, plan_round

    workspace, is_new = Workspace.objects.get_or_create(slug="bench", defaults={"name": "Bench"})
    if is_new:
        user = User.objects.create_user(EMAIL, PASSWORD)
        Membership.objects.create(workspace=workspace, user=user, role=Role.OWNER)
    client = create_client(
        workspace=workspace,
        name=f"Measured client {Client.objects.count() + 1}",
        sector=Sector.OTHER,
        size_band=SizeBand.LARGE,
        client_type=ClientType.B2B,
    )
    version = newest_version("crm-readiness")
    assert version is not None
    assessment = start_assessment(
        client=client,
        framework=version.framework,
        title="Bench",
        cadence=Cadence.ONCE,
        target_profile={},
    )
    groups = [
        GroupPlan(group.code, group.title, people_per_group, Side(group.side or Side.BUSINESS))
        for group in framework_of(version.pk).groups
    ]
    round = plan_round(
        assessment=assessment,
        label="Bench",
        k=5,
        mode=AnonymityMode.ANONYMOUS,
        opens_on=None,
        closes_on=None,
        groups=groups,
    )
    open_round(round=round)
    return Seeded(workspace.slug, str(round.pk), round.code)


if __name__ == "__main__":
    import os
    from dataclasses import asdict

    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "crm_readiness.settings"
    django.setup()
    print(json.dumps(asdict(_seed(int(sys.argv[1])))))
