"""The published JSON Schema describes every scorecard, and nothing else."""

import copy
import json
from pathlib import Path

import jsonschema
import pytest

from scoring import Answers, Scorecard, ScoreOptions, score
from scoring.json_schema import schema_of
from scoring.scorecard import SCHEMA

PUBLISHED = Path(__file__).parents[2] / "docs/scorecard.schema.json"


@pytest.fixture(scope="module")
def validator():
    published = json.loads(PUBLISHED.read_text())
    jsonschema.Draft202012Validator.check_schema(published)
    return jsonschema.Draft202012Validator(published)


@pytest.fixture
def plain(small, ballots, facts, headcounts):
    return score(small, Answers.from_ballots(small, ballots), facts, headcounts).to_json()


def test_the_published_schema_is_the_present_one():
    """After a change: manage.py score --schema > docs/scorecard.schema.json.

    Where scorecards stored before do not fit any more, raise SCHEMA too.
    """
    assert json.loads(PUBLISHED.read_text()) == schema_of(Scorecard, SCHEMA)


def test_scorecards_fit(validator, crm_readiness, plain, facts):
    validator.validate(plain)
    nobody = score(crm_readiness, Answers.from_ballots(crm_readiness, []), {})
    validator.validate(nobody.to_json())
    people = [
        (group.code, {item.code: 2 for item in crm_readiness.items_for(group.code) if item.scored})
        for group in crm_readiness.groups
        for _ in range(9)
    ]
    options = ScoreOptions(records=48_000, problems={"Churn": 4})
    given = {"Q1d": 82, "Q2c": facts["Q2c"], "S4d": 3}
    full = score(crm_readiness, Answers.from_ballots(crm_readiness, people), given, None, options)
    assert full.findings
    assert full.priorities
    assert full.decay.checks_per_month
    validator.validate(full.to_json())


def wrong_forms():
    yield lambda card: card | {"schema": SCHEMA + 1}
    yield lambda card: card | {"surprise": 1}
    yield lambda card: {name: part for name, part in card.items() if name != "verdict"}
    yield lambda card: card | {"overall": card["overall"] | {"score": "3"}}
    yield lambda card: card | {"gates": [card["gates"][0] | {"status": "fine"}]}


@pytest.mark.parametrize("spoil", list(wrong_forms()))
def test_other_forms_do_not(validator, plain, spoil):
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(spoil(copy.deepcopy(plain)))
