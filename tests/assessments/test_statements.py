"""Texts in people's own words: what may be read, by whom in the code, and how it is redacted."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from assessments.enums import RoundState
from assessments.models import Round, Statement
from assessments.selectors.statements import own_words, published_words, readable_text
from assessments.services.rounds import RoundStateError, close_round
from assessments.services.statements import NotARedactionError, redact_statement
from tests.factories import BallotFactory, RoundFactory, StatementFactory, open_round_with_groups

pytestmark = pytest.mark.django_db


def closed_round(texts: int, **fields) -> Round:
    round = RoundFactory(state=RoundState.CLOSED)
    StatementFactory.create_batch(texts, round=round, **fields)
    return round


def texts_of(round: Round) -> list[str]:
    return [text.wording for words in own_words(round) for text in words.texts]


# --- What may be read -----------------------------------------------------------------------


def test_eight_texts_are_shown_and_seven_are_not():
    assert len(texts_of(closed_round(8))) == 8
    (words,) = own_words(closed_round(7))
    assert (words.question[:15], words.texts) == ("In one sentence", ())


def test_texts_of_all_groups_count_together():
    round, groups = open_round_with_groups()
    for code in ("executives", "business", "frontline", "it"):
        for number in range(2):
            BallotFactory(group=groups[code], answers={"S1d": f"{code} {number}"})
    assert len(texts_of(close_round(round=round))) == 8


def test_one_of_too_few_is_not_found():
    round = closed_round(7)
    assert readable_text(round, Statement.objects.all()[0].pk) is None


def test_a_text_of_another_round_is_not_found():
    mine, other = closed_round(8), closed_round(8)
    text = Statement.objects.filter(round=other)[0]
    assert readable_text(mine, text.pk) is None
    assert readable_text(other, text.pk).original == text.original


def test_texts_to_an_unknown_question_are_left_alone():
    assert texts_of(closed_round(8, item="S1a")) == []


def test_the_order_is_that_of_random_ids():
    round = closed_round(20)
    ids = [text.id for words in own_words(round) for text in words.texts]
    assert ids == sorted(ids)
    assert texts_of(round) != [text.wording for text in Statement.objects.order_by("original")]


@pytest.mark.parametrize(("left_out", "shown"), [(0, 9), (1, 8), (2, 0)])
def test_the_report_shows_what_is_left_if_that_is_enough(left_out, shown):
    round = closed_round(9)
    for text in Statement.objects.all()[:left_out]:
        redact_statement(round=round, statement_id=text.pk, wording=text.wording, is_left_out=True)
    (words,) = own_words(round)
    assert (len(words.texts), len(words.to_publish)) == (9, shown)


def test_before_publishing_the_report_shows_none():
    assert published_words(closed_round(8)) == ()


# --- Nothing else reads them ------------------------------------------------------------------

READER = "assessments/selectors/statements.py"
# They write or delete. Sealing mixes old and new texts; none of them returns one.
WRITERS = (
    "assessments/services/deletion.py",
    "assessments/services/publication.py",
    "assessments/services/sealing.py",
    "assessments/services/statements.py",
    "assessments/services/traces.py",
)
HOME = ("assessments/models/__init__.py", "assessments/models/statement.py")
APPLICATIONS = ("accounts", "assessments", "crm_readiness", "reports", "scoring")


def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    used |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return used | {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def files_naming(word: str) -> set[str]:
    base = settings.BASE_DIR
    return {
        str(path.relative_to(base))
        for application in APPLICATIONS
        for path in (base / application).rglob("*.py")
        if "migrations" not in path.parts and word in names_in(path)
    }


def test_only_one_selector_reads_statements():
    assert files_naming("Statement") - set(HOME) == {READER, *WRITERS}


def test_no_row_leads_to_its_statements():
    """Without a name for the way back, no template or queryset can walk to the texts."""
    assert [
        relation.name
        for relation in Round._meta.related_objects
        if relation.related_model is Statement and not relation.hidden
    ] == []


def test_their_table_is_named_only_where_its_columns_are_kept_unsampled():
    assert files_naming("assessments_statement") == {"assessments/integrity.py"}


def test_negative_control_a_reader_is_noticed():
    assert READER in files_naming("Statement")
    assert files_naming("own_words") >= {READER, "assessments/views/words.py"}


# --- Blacking out -----------------------------------------------------------------------------


def test_blacking_out_keeps_the_original_and_changes_the_wording():
    round = closed_round(7)
    text = StatementFactory(round=round, original="Ms Larsen left.")
    assert redact_statement(
        round=round, statement_id=text.pk, wording="[...] left.", is_left_out=False
    )
    text.refresh_from_db()
    assert (text.original, text.wording) == ("Ms Larsen left.", "█████ left.")


def test_nobody_is_misquoted():
    round = closed_round(8)
    text = Statement.objects.all()[0]
    with pytest.raises(NotARedactionError):
        redact_statement(
            round=round, statement_id=text.pk, wording="We love it.", is_left_out=False
        )
    assert Statement.objects.get(pk=text.pk).wording == text.original


def test_a_passage_can_be_brought_back():
    round = closed_round(7)
    text = StatementFactory(round=round, original="Ms Larsen left.", wording="█████ left.")
    redact_statement(
        round=round, statement_id=text.pk, wording="Ms Larsen left.", is_left_out=False
    )
    assert Statement.objects.get(pk=text.pk).wording == "Ms Larsen left."


@pytest.mark.parametrize("state", [RoundState.OPEN, RoundState.PUBLISHED])
def test_only_texts_of_a_closed_round_are_redacted(state):
    round = closed_round(8)
    Round.objects.filter(pk=round.pk).update(state=state)
    text = Statement.objects.all()[0]
    with pytest.raises(RoundStateError):
        redact_statement(round=round, statement_id=text.pk, wording="█████", is_left_out=False)


def test_what_may_not_be_read_cannot_be_redacted():
    round = closed_round(7)
    text = Statement.objects.all()[0]
    assert not redact_statement(
        round=round, statement_id=text.pk, wording="█████", is_left_out=False
    )
    assert Statement.objects.get(pk=text.pk).wording == text.original
