"""Guessing join codes is slowed down, and a whole room behind one address still gets in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client as Browser
from django.urls import reverse

from accounts.models import Attempt
from assessments.join_codes import CODE_ALPHABET, has_look_alikes, is_possible_code
from assessments.models import Participant, Round
from assessments.services import guessing
from assessments.services.guessing import WRONG
from tests.assessments.phone import field
from tests.factories import MembershipFactory, open_round_with_groups
from tests.persons import signed_in

pytestmark = pytest.mark.django_db

ROOM, ELSEWHERE = "192.0.2.7", "198.51.100.9"
WAIT = "Please wait a moment"


@pytest.fixture
def round() -> Round:
    return open_round_with_groups(code="K7M4QX29")[0]


@pytest.fixture
def few(monkeypatch) -> None:
    """Make the budget small, so that using it up takes little."""
    limit = guessing.Limit(WRONG.name, amount=3, seconds=WRONG.seconds)
    monkeypatch.setattr(guessing, "WRONG", limit)


def visit(path: str, *, at: str = ROOM, browser: Browser | None = None):
    return (browser or Browser()).get(path, REMOTE_ADDR=at)


def guess(times: int, *, at: str = ROOM) -> list[int]:
    codes = (f"{first}{second}M4QX28" for first in CODE_ALPHABET for second in CODE_ALPHABET)
    return [
        visit(f"/join/{code}/", at=at).status_code
        for code, _time in zip(codes, range(times), strict=False)
    ]


def join(round: Round, *, at: str = ROOM):
    browser = Browser()
    path = reverse("assessments:join-code", args=[round.code])
    page = browser.get(path, REMOTE_ADDR=at)
    if page.status_code != 200:
        return page
    fields = {"group": "it", "token": field(page, "token")}
    return browser.post(path, fields, REMOTE_ADDR=at)


def test_a_hundred_wrong_codes_are_answered_then_none() -> None:
    assert guess(102) == [404] * 100 + [429] * 2


@pytest.mark.parametrize(
    "path", ["/join/ABCDEFGH/", "/join/?code=abcd-efgh", "/i/forged/", "/join/?code=ABCD%20EFGH"]
)
def test_every_way_in_counts_and_waits(few, path) -> None:
    answers = [visit(path) for _time in range(4)]

    assert [answer.status_code for answer in answers[:3]].count(429) == 0
    assert answers[3].status_code == 429
    assert WAIT in answers[3].content.decode()


def test_the_ways_in_share_one_budget(few) -> None:
    visit("/join/ABCDEFGH/")
    visit("/join/?code=ABCDEFGK")
    visit("/i/forged/")

    assert visit("/join/ABCDEFGM/").status_code == 429


@pytest.mark.parametrize("slip", ["K7M4QX2O", "K7M4QX20", "I7M4QX29", "L7M4QX29", "K7M4QX2", "?"])
def test_a_slip_that_can_be_no_code_does_not_count(few, slip) -> None:
    for _time in range(10):
        visit(f"/join/?code={slip}")

    assert not Attempt.objects.exists()


def test_who_mistook_a_sign_is_told_which_signs_there_are() -> None:
    told = "Codes have no 0, O, 1, I or L"

    assert told in visit("/join/?code=K7M4QX2O").content.decode()
    assert told not in visit("/join/?code=K7M4QX28").content.decode()


@pytest.mark.parametrize(
    ("typed", "possible", "alike"),
    [
        ("k7m4-qx29", True, False),
        ("K7M4QX2O", False, True),
        ("l7m4 qx29", False, True),
        ("", False, False),
    ],
)
def test_reading_what_was_typed(typed, possible, alike) -> None:
    assert (is_possible_code(typed), has_look_alikes(typed)) == (possible, alike)


def test_right_codes_do_not_count(round) -> None:
    for _phone in range(5):
        assert join(round).status_code == 302

    assert not guessing.has_guessed_too_often(address="any")
    assert guess(1) == [404]


def test_other_addresses_have_a_budget_of_their_own(few, round) -> None:
    guess(4, at=ELSEWHERE)

    assert join(round).status_code == 302


def test_the_guesser_learns_nothing_from_a_hit(few, round) -> None:
    guess(4)
    miss, hit = visit("/join/ABCDEFGH/"), visit(f"/join/{round.code}/")

    assert (hit.status_code, hit.content) == (429, miss.content)


def test_a_room_from_which_somebody_joined_goes_on_joining(few, round) -> None:
    assert join(round).status_code == 302
    guess(10)

    assert join(round).status_code == 302


def test_that_opens_no_other_round(few, round) -> None:
    join(round)
    guess(10)
    other = open_round_with_groups(code="ZZZZ2222")[0]

    assert join(other).status_code == 429


def test_that_opens_the_round_nowhere_else(few, round) -> None:
    join(round)
    guess(10, at=ELSEWHERE)

    assert join(round, at=ELSEWHERE).status_code == 429


def consultant_of(round: Round) -> Browser:
    return signed_in(MembershipFactory(workspace=round.workspace).user)


def test_the_consultant_opens_the_door_by_looking_at_the_round(few, round) -> None:
    guess(10)
    assert join(round).status_code == 429

    visit(f"/w/{round.workspace.slug}/rounds/{round.pk}/", browser=consultant_of(round))

    assert join(round).status_code == 302


def test_a_stranger_does_not(few, round) -> None:
    stranger = signed_in(MembershipFactory().user)
    guess(10)
    visit(f"/w/{round.workspace.slug}/rounds/{round.pk}/", browser=stranger)

    assert join(round).status_code == 429


def test_the_consultant_is_never_locked_out(few, round) -> None:
    guess(10)

    path = f"/join/{round.code}/"
    assert visit(path, browser=consultant_of(round)).status_code == 200
    assert visit(path, browser=signed_in(MembershipFactory().user)).status_code == 429


def test_a_right_personal_link_always_works(few, round) -> None:
    from assessments.services.rounds import invite_participants

    [token] = invite_participants(round=round, group=round.groups.get(code="it"), count=1)
    guess(10)

    assert visit(f"/i/{token}/").status_code == 200


def test_who_has_joined_goes_on_answering(few, round) -> None:
    phone = Browser()
    path = f"/join/{round.code}/"
    page = phone.get(path, REMOTE_ADDR=ROOM)
    answer = phone.post(path, {"group": "it", "token": field(page, "token")}, REMOTE_ADDR=ROOM)
    Attempt.objects.filter().delete()  # nobody vouches any more
    guess(10)

    assert phone.get(answer.url, REMOTE_ADDR=ROOM).status_code == 200


def test_neither_address_nor_code_nor_time_is_kept(few, round) -> None:
    guess(1)
    join(round)

    kept = Attempt.objects.order_by("-until").values_list("key", "until")
    assert [len(key) for key, _until in kept] == [64, 64]
    assert kept[0][1] % 3600 == 0, "when somebody joined can be read off"


@pytest.mark.django_db(transaction=True)
def test_three_hundred_phones_get_in_while_somebody_beside_them_guesses(round) -> None:
    def phone(number: int) -> int:
        try:
            return join(round).status_code if number % 2 else visit("/join/ABCDEFGH/").status_code
        finally:
            connections.close_all()

    visit(f"/w/{round.workspace.slug}/rounds/{round.pk}/", browser=consultant_of(round))
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(phone, range(600)))

    assert set(answers[1::2]) == {302}
    assert sorted(answers[0::2]) == [404] * 100 + [429] * 200
    assert Participant.objects.filter(round=round).count() == 300
