"""Publishing: what stays of the texts, and that there is no way back."""

import pytest
from django.db import DatabaseError, transaction

from assessments.enums import RoundState
from assessments.models import Round, Statement
from assessments.selectors.statements import published_words
from assessments.services.publication import publish_round
from assessments.services.reopening import reopen_round
from assessments.services.rounds import RoundStateError, close_round
from tests.factories import RoundFactory, StatementFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def round() -> Round:
    round = RoundFactory(state=RoundState.CLOSED)
    StatementFactory(round=round, original="Ms Larsen left.", wording="█████ left.")
    StatementFactory.create_batch(7, round=round)
    StatementFactory(round=round, is_left_out=True)
    return round


def test_only_what_was_redacted_remains(round):
    published = publish_round(round=round)
    assert (published.state, published.has_traces) == (RoundState.PUBLISHED, True)
    assert set(Statement.objects.values_list("original", "is_left_out")) == {("", False)}
    assert Statement.objects.count() == 8
    assert Statement.objects.filter(wording="█████ left.").count() == 1


def test_the_report_shows_what_remains(round):
    (words,) = published_words(publish_round(round=round))
    assert len(words.to_publish) == 8
    assert "█████ left." in {text.wording for text in words.to_publish}


def test_below_eight_nothing_remains():
    round = RoundFactory(state=RoundState.CLOSED)
    StatementFactory.create_batch(8, round=round)
    Statement.objects.filter(pk=Statement.objects.all()[0].pk).update(is_left_out=True)
    published = publish_round(round=round)
    assert (Statement.objects.count(), published_words(published)) == (0, ())


def test_texts_of_other_rounds_stay(round):
    other = StatementFactory()
    publish_round(round=round)
    other.refresh_from_db()
    assert other.original


@pytest.mark.parametrize("state", [RoundState.DRAFT, RoundState.OPEN, RoundState.PUBLISHED])
def test_only_a_closed_round_is_published(state):
    round = RoundFactory(state=state)
    with pytest.raises(RoundStateError):
        publish_round(round=round)


def test_a_published_round_has_no_way_back(round):
    published = publish_round(round=round)
    with pytest.raises(RoundStateError):
        close_round(round=published)
    with pytest.raises(RoundStateError):
        reopen_round(round=published, closes_on=published.created_at.date())
    for state in (RoundState.OPEN, RoundState.CLOSED):
        with pytest.raises(DatabaseError, match="stays published"), transaction.atomic():
            Round.objects.filter(pk=published.pk).update(state=state)
