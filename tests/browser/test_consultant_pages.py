"""The consultant's pages in a real browser: looks, access for everybody, and what scripts add."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from accounts.enums import Role
from accounts.models import User
from assessments.enums import RoundState
from assessments.fact_links import FactLink, sign_fact_link
from assessments.models import Assessment, Client, Round, StakeholderGroup, Statement
from assessments.services.facts import record_fact
from tests.factories import (
    PASSWORD,
    BallotFactory,
    ClientFactory,
    FrameworkVersionFactory,
    MembershipFactory,
    ParticipantFactory,
    StatementFactory,
    open_round_with_groups,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Vereinigte Donau-Dampfschifffahrts-AG 40"
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(autouse=True)
def faults() -> Iterator[list[str]]:
    """Collect what browsers complain about, and fail where something was collected."""
    collected: list[str] = []
    yield collected
    assert collected == []


@pytest.fixture
def visit(chromium: Browser, live_server, owner: User, faults: list[str]):
    """Return a function that opens a browser in which the owner is signed in."""

    def signed_in(**context) -> Page:
        page = chromium.new_context(base_url=live_server.url, **context).new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
        page.on("console", lambda message: faults.append(f"{page.url}: {message.text}"))
        page.goto("/sign-in/?next=/w/north-star/")
        page.get_by_label("Email").fill(owner.email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/w/north-star/")
        return page

    return signed_in


@pytest.fixture
def owner() -> User:
    FrameworkVersionFactory()
    return MembershipFactory(
        workspace__slug="north-star", workspace__name=LONG, user__name=LONG, role=Role.OWNER
    ).user


@pytest.fixture
def round(owner: User) -> Round:
    """Return an open round with long names, answers in every group and some facts."""
    client = ClientFactory(workspace=owner.memberships.get().workspace, name=LONG)
    round, groups = open_round_with_groups(
        assessment__client=client,
        assessment__title=LONG,
        label=LONG,
        code="K7M4QX29",
        closes_on=timezone.localdate() + timedelta(days=7),
    )
    for group in groups.values():
        group.label = LONG
        group.save()
        BallotFactory(group=group)
        ParticipantFactory(group=group)
    record_fact(round=round, item="S1b", value=[True, False, True, True], evidence=["x"] * 4)
    record_fact(round=round, item="C4e", value="na", evidence=["There is none."])
    return round


def all_pages(round: Round) -> list[str]:
    """Return the address of every page, with an open, a draft and a closed round."""
    slug, assessment = round.workspace.slug, round.assessment
    draft, _groups = open_round_with_groups(
        assessment=assessment, number=round.number + 1, state=RoundState.DRAFT, label=LONG
    )
    closed, _groups = open_round_with_groups(
        assessment=assessment, number=round.number + 2, state=RoundState.CLOSED, label=LONG
    )
    record_fact(round=draft, item="Q2c", value={"bad": 1, "checked": 9, "months": 2})
    empty = MembershipFactory(user=slug_owner(round), workspace__slug="empty")
    clients = [
        reverse("assessments:clients", args=[slug]),
        reverse("assessments:clients", args=[empty.workspace.slug]),
        reverse("assessments:client-new", args=[slug]),
        reverse("assessments:client", args=[slug, assessment.client_id]),
        reverse("assessments:client-edit", args=[slug, assessment.client_id]),
        reverse("assessments:assessment-new", args=[slug, assessment.client_id]),
        reverse("assessments:assessment", args=[slug, assessment.pk]),
        reverse("assessments:assessment-edit", args=[slug, assessment.pk]),
        reverse("assessments:round-new", args=[slug, assessment.pk]),
    ]
    rounds = [
        reverse(f"assessments:{name}", args=[slug, each.pk])
        for name in ("round", "round-sheet", "round-links", "round-facts")
        for each in (round, draft, closed)
    ]
    edits = [reverse("assessments:round-edit", args=[slug, each.pk]) for each in (round, draft)]
    StatementFactory.create_batch(8, round=closed, original="W" * 1000)
    text = Statement.objects.filter(round=closed)[0]
    ending = [
        reverse("assessments:round-words", args=[slug, closed.pk]),
        reverse("assessments:statement-edit", args=[slug, closed.pk, text.pk]),
        reverse("reports:reopen-round", args=[slug, closed.pk]),
        reverse("reports:publish-round", args=[slug, closed.pk]),
    ]
    owner = reverse("assessments:fact-owner", args=[sign_fact_link(FactLink(round.pk, "it"))])
    return [*clients, *rounds, *edits, *ending, owner]


def slug_owner(round: Round) -> User:
    return round.workspace.memberships.get().user


def name_in_one_word(round: Round) -> None:
    """Give everything the longest name it can have, with no place to break it."""
    Client.objects.update(name="W" * 120)
    Assessment.objects.update(title="W" * 120)
    Round.objects.update(label="W" * 60)
    StakeholderGroup.objects.update(label="W" * 60, choice="W" * 160)


@pytest.mark.parametrize(
    ("scheme", "rename"), [("light", name_in_one_word), ("dark", lambda _round: None)]
)
def test_every_page_is_fit_for_everybody_and_for_a_phone(
    visit, round, faults, scheme, rename
) -> None:
    addresses = all_pages(round)
    rename(round)
    page = visit(color_scheme=scheme)

    for address in addresses:
        page.set_viewport_size(LAPTOP)
        assert page.goto(address).status == 200
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        for size in (LAPTOP, PHONE):
            page.set_viewport_size(size)
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > size["width"]:
                faults.append(f"{address} is {wide} px wide at {size['width']}")
        for violation in Axe().run(page, options=RULES).response["violations"]:
            nodes = [node["html"] for node in violation["nodes"][:2]]
            faults.append(f"{address} {violation['id']}: {nodes}")


def test_controls_are_large_enough_for_a_finger(visit, round) -> None:
    page = visit(viewport=PHONE)
    selector = "main .btn, main .btn-text, main .form-control, main .form-select, main summary"

    for address in (
        reverse("assessments:round", args=["north-star", round.pk]),
        reverse("assessments:round-facts", args=["north-star", round.pk]),
        reverse("assessments:round-new", args=["north-star", round.assessment_id]),
    ):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        heights = page.locator(selector).evaluate_all(
            "all => all.filter(each => each.checkVisibility())"
            ".map(each => each.getBoundingClientRect().height)"
        )
        assert min(heights) >= 47.9


def test_a_client_is_set_up_and_its_round_opened_from_an_empty_workspace(visit) -> None:
    page = visit(viewport=LAPTOP)

    page.get_by_role("link", name="Add a client").click()
    page.get_by_label("Name").fill("Alder Tools")
    page.get_by_label("Sector").select_option("Manufacturing")
    page.get_by_label("Size").select_option("250 to 999 people")
    page.get_by_label("Other companies").check()
    page.get_by_role("button", name="Add the client").click()
    page.get_by_role("button", name="Start the assessment").click()
    for place, people in enumerate(("5", "30", "160", "4")):
        page.get_by_label("People").nth(place).fill(people)
    expect(page.locator("[data-small-group]:visible")).to_have_count(1)
    page.get_by_role("button", name="Save the plan").click()
    page.get_by_role("button", name="Open the round").click()

    expect(page.get_by_role("status")).to_have_text("The round is open. Now invite people.")
    code = Round.objects.get().code
    expect(page.locator(".join-code")).to_have_text(f"{code[:4]} {code[4:]}")


def test_a_group_that_the_verdict_needs_is_missed_while_planning(visit, round) -> None:
    page = visit(viewport=LAPTOP)
    page.goto(reverse("assessments:round-new", args=["north-star", round.assessment_id]))
    warnings = page.locator("[data-group-left-out]:visible")
    expect(warnings).to_have_count(0)

    page.get_by_label("People").nth(3).fill("0")

    expect(warnings).to_have_text(["Without IT the report cannot give a verdict."])


def test_a_fact_typed_on_an_old_page_stays_and_is_said_not_to_be_saved(
    visit, round, faults
) -> None:
    page = visit()
    page.goto(reverse("assessments:round-facts", args=["north-star", round.pk]))
    page.locator("#fact-Q1b summary").click()
    page.locator("#fact-Q1b").get_by_label("Note or link").fill("typed before")
    page.context.clear_cookies(name="csrftoken")

    page.locator("#save-Q1b").click()

    expect(page.get_by_role("alert")).to_contain_text("Nothing was saved: this page")
    expect(page.locator("#fact-Q1b").get_by_label("Note or link")).to_have_value("typed before")
    # The browser and htmx report the refusal.
    assert all("403" in each or "Response Status Error" in each for each in faults)
    faults.clear()


def test_forms_work_without_scripts(visit, round) -> None:
    page = visit(java_script_enabled=False)

    page.goto(reverse("assessments:round-facts", args=["north-star", round.pk]))
    page.locator("#fact-Q1b summary").click()
    page.locator("#fact-Q1b").get_by_label("Number, in %").fill("72")
    page.locator("#fact-Q1b").get_by_label("As of").fill("2026-01-31")
    page.locator("#save-Q1b").click()

    expect(page.locator("#fact-Q1b")).to_have_attribute("open", "")
    expect(page.locator("#fact-Q1b summary")).to_contain_text("Saved Level 3: Used by most")
    assert page.url.endswith("?saved=Q1b#fact-Q1b")


def test_saving_one_fact_leaves_what_is_typed_in_another(visit, round) -> None:
    page = visit()
    page.goto(reverse("assessments:round-facts", args=["north-star", round.pk]))
    page.locator("#fact-Q1b summary").click()
    page.locator("#fact-Q1b").get_by_label("Note or link").fill("not saved yet")
    page.locator("#fact-S4d summary").click()
    page.get_by_label("We have a shortlist of systems.").check()

    page.locator("#save-S4d").click()

    expect(page.locator("#fact-S4d summary")).to_contain_text("Saved")
    expect(page.locator("#fact-count")).to_have_text(re.compile("13 of 16 facts"))
    expect(page.locator("#fact-Q1b").get_by_label("Note or link")).to_have_value("not saved yet")


def test_the_round_page_follows_by_itself(visit, round) -> None:
    page = visit()
    page.clock.install()
    page.goto(reverse("assessments:round", args=["north-star", round.pk]))
    expect(page.locator("#participation")).to_contain_text("4 of 199 people have handed in.")

    BallotFactory(group=round.groups.get(code="it"))
    page.clock.run_for(11_000)

    expect(page.locator("#participation")).to_contain_text("5 of 199 people have handed in.")


def test_the_sheet_is_one_page_of_paper(visit, round) -> None:
    page = visit(color_scheme="dark")
    page.goto(reverse("assessments:round-sheet", args=["north-star", round.pk]))

    printed = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_personal_links_are_shown_once(visit, round, live_server) -> None:
    page = visit()
    address = reverse("assessments:round-links", args=["north-star", round.pk])
    page.goto(address)
    page.get_by_label("How many links").fill("3")
    page.get_by_role("button", name="Make the links").click()

    links = page.get_by_label("Personal links, one in each line").input_value().split()
    assert len(links) == 3
    assert all(link.startswith(f"{live_server.url}/i/") for link in links)
    page.goto(address)
    expect(page.get_by_label("Personal links, one in each line")).to_have_count(0)


def test_a_passage_is_blacked_out_with_the_keyboard_alone(visit, round) -> None:
    closed, _groups = open_round_with_groups(assessment=round.assessment, state=RoundState.CLOSED)
    StatementFactory.create_batch(8, round=closed, original="Ms Larsen left in March.")
    text = Statement.objects.filter(round=closed)[0]
    page = visit()
    page.goto(
        reverse("assessments:statement-edit", args=[closed.workspace.slug, closed.pk, text.pk])
    )

    page.get_by_label("As the report will show it").focus()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save", exact=True).press("Enter")

    page.wait_for_url(f"**/words/#text-{text.pk}")
    text.refresh_from_db()
    assert text.wording.replace(" ", "") == "█████leftinMarch."


def test_consent_is_asked_for_only_where_fewer_than_five_are_shown(visit, round) -> None:
    page = visit()
    page.goto(reverse("assessments:round-new", args=[round.workspace.slug, round.assessment_id]))
    consent = page.get_by_label("Everybody in the small group was told before and agrees")

    expect(consent).to_be_hidden()
    page.get_by_label("Smallest group shown").fill("4")
    expect(consent).to_be_visible()


def test_the_operators_pages_work_under_the_content_policy(visit, owner, round) -> None:
    User.objects.filter(pk=owner.pk).update(is_staff=True, is_superuser=True)
    page = visit()

    for address in (
        reverse("admin:index"),
        reverse("admin:assessments_client_changelist"),
        reverse("admin:assessments_client_change", args=[round.assessment.client_id]),
        reverse("admin:assessments_round_change", args=[round.pk]),
        reverse("admin:accounts_user_changelist"),
    ):
        assert page.goto(address).status == 200
