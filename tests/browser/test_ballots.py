"""Paper ballots as they are printed."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from assessments.selectors.frameworks import framework_in
from assessments.services.workshops.sessions import start_session
from tests.browser.live_room import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_six_longest_german_questions_fit_on_one_page(desk, room, facilitator):
    round, _groups = room
    round.assessment.client.language = "de"
    round.assessment.client.save()
    session = start_session(round=round, facilitator=facilitator)
    framework = framework_in(round.framework_version_id, "de")

    def letters(row) -> int:
        item = framework.item(row.item)
        return sum(map(len, [item.question, *framework.choices(item)]))

    for position, row in enumerate(sorted(session.agenda.all(), key=letters, reverse=True), 1):
        row.position = position
        row.save()
    desk.goto(address("workshop-ballots", round))
    desk.get_by_label("Sheets for: IT").fill("2")
    desk.get_by_role("button", name="Make the sheets").click()
    desk.locator(".ballot").nth(1).wait_for()
    assert desk.locator(".ballot").first.locator(".ballot-question").count() == 6
    for paper in ("A4", "Letter"):
        pages = PdfReader(BytesIO(desk.pdf(format=paper))).pages
        assert [paper, len(pages)] == [paper, 2]
