"""The visitor's side of share links: the exchange, the password, and what is shown to whom."""

import json
import re
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from assessments.enums import RoundState
from assessments.models import Round, Statement
from assessments.promise import LEAST_TEXTS
from reports.audiences import VIEWS
from reports.document.parts import Page
from reports.enums import Audience
from reports.models import ShareLink
from reports.services.sharing import revoke_share_link
from reports.services.unlocking import MOST_TRIES
from reports.share_passes import LIFETIME, SharePass, sign_pass
from tests.factories import StatementFactory
from tests.persons import persons_of
from tests.reports.reading import WholeReport, read_all
from tests.reports.shares import link_of, page_of, ready_report, shared, visitor, way_in

pytestmark = pytest.mark.django_db

PASSWORD = "nordhaven in november"
NOT_FOUND = 404


# --- The exchange ----------------------------------------------------------------------------


def test_the_secret_is_exchanged_for_a_cookie_and_leaves_the_address() -> None:
    token = shared()
    answer = Browser().get(way_in(token))

    assert (answer.status_code, answer.url) == (302, page_of(token))
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    cookie = answer.cookies["shared"]
    assert cookie["httponly"] is True
    assert (cookie["samesite"], cookie["path"]) == ("Lax", page_of(token))
    assert cookie["max-age"] == LIFETIME.total_seconds()
    assert token not in cookie.value + page_of(token)


def test_no_redirect_carries_the_secret_on() -> None:
    token = shared()
    for address in (way_in(token), f"{way_in(token)}/"):
        answer = Browser().get(address)
        assert (answer.status_code, answer.url) == (302, page_of(token))


def test_in_production_the_cookie_goes_over_https_only(settings) -> None:
    token = shared()
    assert Browser().get(way_in(token)).cookies["shared"]["secure"] == ""
    settings.SESSION_COOKIE_SECURE = True
    assert Browser().get(way_in(token)).cookies["shared"]["secure"] is True


def test_the_page_needs_no_account_and_no_session() -> None:
    token = shared()
    answer = visitor(token).get(page_of(token))

    assert answer.status_code == 200
    names = ("session", "user", "_messages")
    assert [hasattr(answer.wsgi_request, name) for name in names] == [False] * 3
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_a_mail_program_that_looks_into_the_link_does_no_harm() -> None:
    token = shared(password=PASSWORD)
    before = ShareLink.objects.values().get()
    for _look in range(3):
        assert Browser().get(way_in(token)).status_code == 302
        assert Browser().head(way_in(token)).status_code == 302
        assert Browser().post(way_in(token)).status_code == 405
    assert ShareLink.objects.values().get() == before
    assert visitor(token).get(page_of(token)).status_code == 200


def test_only_the_day_of_reading_is_kept() -> None:
    token = shared()
    browser = visitor(token)
    assert link_of(token).last_used_on is None
    browser.head(page_of(token))
    assert link_of(token).last_used_on is None
    browser.get(page_of(token))
    assert link_of(token).last_used_on == timezone.localdate()


def test_the_second_reading_of_a_day_writes_nothing(django_assert_num_queries) -> None:
    token = shared()
    browser, page = visitor(token), page_of(token)
    browser.get(page)
    with django_assert_num_queries(12) as queries:
        browser.get(page)
    said = " ".join(query["sql"] for query in queries.captured_queries)
    assert "UPDATE" not in said
    assert "scorecard" not in said


# --- One answer for everything that does not work -----------------------------------------------


def expired(token: str) -> None:
    now = timezone.now()
    ShareLink.objects.update(
        made_at=now - timedelta(days=31), expires_at=now - timedelta(seconds=1)
    )


def revoked(token: str) -> None:
    revoke_share_link(link=link_of(token))


def deleted(token: str) -> None:
    link_of(token).report.round.assessment.client.delete()


@pytest.mark.parametrize("end", [expired, revoked, deleted])
def test_a_link_that_has_ended_answers_like_one_that_never_was(end) -> None:
    token = shared()
    page, browser = page_of(token), visitor(token)
    assert browser.get(page).status_code == 200
    never = Browser().get(way_in("A" * 43))
    assert never.status_code == 404
    assert "This link opens nothing" in never.text

    end(token)

    for answer in (Browser().get(way_in(token)), browser.get(page), browser.get(way_in(token))):
        assert answer.status_code == 404
        assert answer.content == never.content
        assert dict(answer.headers) == dict(never.headers)
        assert answer.cookies == {}


@pytest.mark.parametrize(
    "secret",
    ["x", "A" * 43, "%00", "ü" * 20, "\ud800".encode("utf-8", "replace").decode(), "a" * 900],
)
def test_a_forged_secret_opens_nothing(secret) -> None:
    shared()
    assert Browser().get(way_in(secret)).status_code == 404


def test_the_page_is_not_opened_by_its_address_alone() -> None:
    token = shared()
    assert Browser().get(page_of(token)).status_code == 404


def test_a_pass_opens_its_own_page_only() -> None:
    one, other = shared(), shared()
    browser = visitor(one)
    browser.cookies["shared"]["path"] = "/"
    assert browser.get(page_of(other)).status_code == 404
    browser.cookies["shared"] = sign_pass(SharePass(link_of(other).pk, is_unlocked=True))
    assert browser.get(page_of(other)).status_code == 200


def forged_passes(token: str) -> list[str]:
    link_id = link_of(token).pk.hex
    return [
        "",
        link_id,
        signing.Signer(salt="another").sign_object([link_id, True]),
        signing.TimestampSigner(salt="another").sign_object([link_id, True]),
        signing.TimestampSigner(salt="reports.share-pass").sign_object("nonsense"),
        signing.TimestampSigner(salt="reports.share-pass").sign_object([None, True]),
        sign_pass(SharePass(link_of(token).pk, is_unlocked=True)).replace(":", "x:", 1),
    ]


def test_forged_passes_open_nothing() -> None:
    token = shared()
    for forged in forged_passes(token):
        browser = Browser()
        browser.cookies["shared"] = forged
        assert browser.get(page_of(token)).status_code == 404


def test_a_pass_is_good_for_half_a_day(monkeypatch) -> None:
    token = shared()
    browser = visitor(token)
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + LIFETIME.total_seconds() - 5)
    assert browser.get(page_of(token)).status_code == 200
    monkeypatch.setattr(signing.time, "time", lambda: now + LIFETIME.total_seconds() + 5)
    assert browser.get(page_of(token)).status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nothing_can_be_changed(method) -> None:
    token = shared()
    assert getattr(visitor(token), method)(page_of(token)).status_code == 405


# --- The password --------------------------------------------------------------------------------


def typed(browser: Browser, token: str, password: str):
    return browser.post(page_of(token), {"password": password})


def test_a_password_is_asked_for_once() -> None:
    token = shared(password=PASSWORD)
    browser = visitor(token)
    asked = browser.get(page_of(token))
    assert "This report asks for a password" in asked.text
    assert "figures" not in asked.text
    # The form's own address holds no secret, and without a referrer it could not be sent.
    assert asked.headers["Referrer-Policy"] == "same-origin"

    answer = typed(browser, token, PASSWORD)

    assert (answer.status_code, answer.url) == (302, page_of(token))
    assert answer.cookies["shared"]["path"] == page_of(token)
    assert "data-figure-url" in browser.get(page_of(token)).text


def test_the_password_is_stored_hashed() -> None:
    token = shared(password=PASSWORD)
    assert PASSWORD not in link_of(token).password


def test_a_wrong_password_opens_nothing() -> None:
    token = shared(password=PASSWORD)
    browser = visitor(token)
    for wrong in ("", "wrong", PASSWORD.upper(), "x" * 500):
        answer = typed(browser, token, wrong)
        assert answer.status_code == 403
        assert "That did not open the report." in answer.text
        assert answer.cookies.keys() == {"csrftoken"}
    assert "asks for a password" in browser.get(page_of(token)).text


def without_token(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_after_too_many_tries_the_answer_stays_the_same_and_the_link_is_not_lost() -> None:
    token = shared(password=PASSWORD)
    browser = visitor(token)
    wrong = [without_token(typed(browser, token, "wrong").text) for _try in range(MOST_TRIES)]
    refused = typed(visitor(token), token, PASSWORD)
    assert refused.status_code == 403
    assert {*wrong, without_token(refused.text)} == {wrong[0]}

    ShareLink.objects.update(tries_since=timezone.now() - timedelta(minutes=15, seconds=1))

    assert typed(browser, token, PASSWORD).status_code == 302


def test_who_is_in_stays_in_while_somebody_guesses() -> None:
    token = shared(password=PASSWORD)
    reader = visitor(token)
    typed(reader, token, PASSWORD)
    for _try in range(MOST_TRIES + 2):
        typed(visitor(token), token, "wrong")
    assert "data-figure-url" in reader.get(page_of(token)).text


def test_a_password_form_from_elsewhere_is_refused() -> None:
    token = shared(password=PASSWORD)
    browser = Browser(enforce_csrf_checks=True)
    browser.get(way_in(token))
    assert typed(browser, token, PASSWORD).status_code == 404
    page = browser.get(page_of(token)).text
    form_token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    sent = {"password": PASSWORD, "csrfmiddlewaretoken": form_token}
    assert browser.post(page_of(token), sent).status_code == 302


# --- What is shown ---------------------------------------------------------------------------


def page_for(audience: Audience, **fields) -> str:
    token = shared(ready_report(**fields), audience)
    return visitor(token).get(page_of(token)).text


def report_for(audience: Audience, **fields) -> WholeReport:
    token = shared(ready_report(**fields), audience)
    return read_all(visitor(token), page_of(token))


@pytest.mark.parametrize("audience", Audience)
def test_each_audience_sees_its_pages_and_their_figures(audience) -> None:
    report = report_for(audience)
    seen = {name.split("-")[0] or "summary" for name in report.pages}
    # Own words come with publishing, a trend with the second round, votes with a workshop.
    left_out = {Page.OWN_WORDS, Page.TREND, Page.WORKSHOP}
    assert seen == {page.split("-")[0] for page in VIEWS[audience].pages - left_out}
    assert "Fix the foundations first, and then spend on technology." in report.words
    assert "dimension_bars" in report.figures


@pytest.mark.parametrize("audience", Audience)
def test_a_page_of_others_is_not_there(audience) -> None:
    token = shared(ready_report(), audience)
    browser = visitor(token)
    for chapter in ("overview", "dimension-S", "gaps", "what-if", "nonsense"):
        page = Page.DIMENSION if chapter.startswith("dimension") else chapter
        is_seen = page in set(VIEWS[audience].pages)
        answer = browser.get(f"{page_of(token)}{chapter}/")
        assert (answer.status_code == 200) == is_seen
    for chart, page in (("gap_dumbbell", Page.GAPS), ("capability_heatmap", Page.OVERVIEW)):
        is_seen = page in VIEWS[audience].pages
        for address in (f"figures/{chart}.json", f"tables/{chart}.csv"):
            answer = browser.get(f"{page_of(token)}{address}")
            assert (answer.status_code == 200) == is_seen, address


@pytest.mark.parametrize(
    ("audience", "is_shown"),
    [(Audience.BOARD, False), (Audience.STEERING, True), (Audience.TEAM, True)],
)
def test_published_texts_are_for_the_steering_group_and_the_team(audience, is_shown) -> None:
    token = shared(ready_report(), audience=audience)
    round = Round.objects.get()
    StatementFactory.create_batch(LEAST_TEXTS, round=round, wording="We call too late.")
    address = f"{page_of(token)}own-words/"
    assert visitor(token).get(address).status_code == NOT_FOUND
    Round.objects.update(state=RoundState.PUBLISHED)
    Statement.objects.update(original="")
    assert ("We call too late." in visitor(token).get(address).text) == is_shown


def test_the_board_gets_no_table_of_groups() -> None:
    board, steering = report_for(Audience.BOARD), report_for(Audience.STEERING)
    assert "capability_heatmap" not in board.figures
    assert "capability_heatmap" in steering.figures
    assert "gap_dumbbell" not in board.figures


def test_the_team_sees_views_but_not_how_many_of_each_group_took_part() -> None:
    team, steering = report_for(Audience.TEAM), report_for(Audience.STEERING)
    assert {*steering.figures} - {*team.figures} <= {f"distributions-{code}" for code in "SCQA"}
    for part in ("Executives 5 of 6", "n 60"):
        assert part in steering.words
        assert part not in team.words
    assert "60 people" in json.dumps(steering.figures["capability_heatmap"])
    assert not re.search(r"\d people", json.dumps(team.figures))


def test_how_many_answers_are_missing_is_for_the_steering_group() -> None:
    few = {"executives": 2, "business": 9, "frontline": 30, "it": 6}
    missing = "18 more answers are needed"
    reports = {each: report_for(each, people=few).words for each in Audience}
    assert {each: missing in words for each, words in reports.items()} == {
        Audience.BOARD: False,
        Audience.STEERING: True,
        Audience.TEAM: False,
    }


def test_the_scorecard_is_nowhere() -> None:
    assert "scorecard" not in page_for(Audience.STEERING)


def test_a_visitor_finds_no_way_into_the_workspace() -> None:
    page = page_for(Audience.STEERING)
    assert re.findall(r'href="/(?!static/|shared/)[^"]*"', page) == []
    assert "<span>CRM Readiness</span>" in page


def test_a_link_stays_with_its_version() -> None:
    report = ready_report()
    token = shared(report, Audience.STEERING)
    before = visitor(token).get(page_of(token)).text
    few = {"executives": 2, "business": 9, "frontline": 30, "it": 6}
    newer = ready_report(report.round, people=few)

    after = visitor(token).get(page_of(token)).text

    nonce = r'nonce="[^"]+"'
    assert re.sub(nonce, "", after) == re.sub(nonce, "", before)
    owner = persons_of(report.workspace).owner
    shown = owner.get(reverse("reports:report", args=[report.workspace.slug, report.round_id]))
    assert shown.context["report"] == newer
    assert "too few answers yet" in shown.text


def test_demo_data_is_marked() -> None:
    assert "Demo data" in page_for(Audience.BOARD, assessment__client__is_demo=True)


def test_names_cannot_break_out_of_the_page() -> None:
    evil = "</script><script>alert(1)</script>"
    page = page_for(Audience.STEERING, assessment__client__name=evil, label="<b>x")
    assert "<script>alert" not in page
    assert "<b>x" not in page
