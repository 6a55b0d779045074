"""The line on records that go bad: share, number, upkeep, money, and how the loss is known."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.story.decay import DataCosts, decay_story
from scoring import ScoreOptions
from scoring.interval import Interval
from tests.reports.samples import FACTS, sample_release
from tests.reports.story.rounds import AUDIT, round_of

CLOSED = date(2026, 11, 25)
FIVE_EUROS = DataCosts(Decimal("5.00"), "EUR")
NOT_COUNTED = {code: value for code, value in FACTS.items() if code != "Q1d"}


def release_with(facts=FACTS, records=None):
    return sample_release(facts=facts, options=ScoreOptions(records=records))


def test_the_example_of_the_method():
    """48,000 records of which nobody counted how many are right, 3 % a month (method.md 4.1)."""
    story = decay_story(release_with(NOT_COUNTED, 48_000), CLOSED, FIVE_EUROS)
    assert story.loss == (
        "Without upkeep, 3\u00a0% go wrong each month. If all 48,000 contacts were right today, "
        "31\u00a0% of them would be wrong by November 2027."
    )
    assert story.upkeep == "To hold 90\u00a0%, 1,296 contacts need a check each month."
    # 48,000 x 0.3062 x 5 = 73,478
    assert story.money == "At EUR 5.00 for each wrong contact, that is about EUR 73,000."
    assert story.source == (
        "The loss is an assumption for planning; others reckon with 2.1\u00a0% a month. "
        "A check of your own records would replace it."
    )
    assert story.sentences == (story.loss, story.upkeep, story.money, story.source)


def test_what_is_right_today_is_where_it_starts():
    # 1 - 0.70 x 0.97^12 = 0.514
    assert decay_story(release_with(FACTS, 48_000), CLOSED).loss == (
        "Today 70\u00a0% of the contacts are right. "
        "Without upkeep, 3\u00a0% of these go wrong each month, "
        "and 51\u00a0% of 48,000 contacts are wrong by November 2027."
    )


def test_without_a_number_of_records_there_are_shares_only():
    story = decay_story(release_with(NOT_COUNTED), CLOSED, FIVE_EUROS)
    assert story.loss == (
        "Without upkeep, 3\u00a0% go wrong each month: of the contacts that are right today, "
        "31\u00a0% are wrong by November 2027."
    )
    assert story.upkeep == "To hold 90\u00a0%, 2.7 of every 100 contacts need a check each month."
    assert story.money == ""
    assert "" not in story.sentences
    assert decay_story(release_with(), CLOSED).loss.endswith(
        "and 51\u00a0% of all contacts are wrong by November 2027."
    )


def test_the_clients_own_check_wins():
    story = decay_story(release_with({**NOT_COUNTED, "Q2c": AUDIT}, 10_000), CLOSED)
    assert story.loss.startswith("Without upkeep, 3.1\u00a0% go wrong each month.")
    assert story.source == (
        "The loss is your own: "
        "a check of your records puts it between 2\u00a0% and 4.9\u00a0% a month."
    )


@pytest.mark.parametrize(
    ("closed_on", "when"),
    [
        (date(2026, 12, 31), "by December 2027."),
        (date(2024, 2, 29), "by February 2025."),
        (None, "12 months from now."),
    ],
)
def test_the_month_is_a_year_after_the_round(closed_on, when):
    assert decay_story(release_with(), closed_on).loss.endswith(when)


def test_nothing_goes_wrong():
    facts = {**FACTS, "Q2c": {"bad": 0, "checked": 50, "months": 6}}
    story = decay_story(release_with(facts, 1000), CLOSED, FIVE_EUROS)
    assert story.loss == "Of the records that were checked, none went wrong."
    assert (story.upkeep, story.money) == ("", "")


def test_what_cannot_be_held():
    release = release_with(records=1000)
    decay = replace(release.decay, loss=Interval(0.5, 0.4, 0.6), upkeep=None)
    story = decay_story(replace(release, decay=decay), CLOSED)
    assert story.upkeep == "No upkeep can hold 90\u00a0% at such a loss."


@pytest.mark.parametrize(
    ("records", "cost", "said"),
    [
        (100, "0.10", "about EUR 3."),  # 3.06
        (100, "2.50", "about EUR 77."),  # 76.5
        (1_000, "2.50", "about EUR 770."),
        (33_000, "99.99", "about EUR 1,000,000."),  # 1,010,200
        (1, "0.01", ""),
    ],
)
def test_a_sum_promises_two_digits(records, cost, said):
    costs = DataCosts(Decimal(cost), "EUR")
    story = decay_story(release_with(NOT_COUNTED, records), CLOSED, costs)
    assert story.money.endswith(said)
    assert bool(story.money) is bool(said)


def test_a_release_of_schema_1_has_no_such_line():
    assert decay_story(round_of("first schema"), CLOSED, FIVE_EUROS) is None
