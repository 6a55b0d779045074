"""Results travel as JSON, and names load what they need only."""

import json

import pytest

import scoring.change
from scoring.change import RoundChange, compare_rounds
from tests.scoring.change.held import edited, everybody, held, item_of, named
from tests.scoring.test_imports import loaded_by


@pytest.fixture
def result(small):
    def reword(spec):
        item_of(spec, "S6a")["question"] = "Another question?"

    later = edited(small, reword)
    before, after = (everybody(part, lambda _group, n: 1 + n % 4) for part in (small, later))
    return compare_rounds(
        held(small, before, named(before), {"S1b": 2, "A1c": "na"}),
        held(later, after, named(after), {"S1b": 4}),
    )


class TestJson:
    def test_there_and_back(self, result):
        text = json.dumps(result.to_json(), allow_nan=False)
        assert RoundChange.from_json(json.loads(text)) == result

    def test_schema(self, result):
        plain = result.to_json()
        assert plain["schema"] == 1
        with pytest.raises(ValueError, match="of schema 1"):
            RoundChange.from_json(plain | {"schema": 2})

    def test_codes_of_a_notice(self, result):
        assert [notice.codes for notice in result.notices] == [("S6a",)]


class TestImports:
    @pytest.mark.parametrize(
        "statement",
        [
            "import scoring.change; dir(scoring.change)",
            "from scoring.change import ChangeLabel, label_change, RoundChange, VerdictChange",
            "import scoring.change.results",
        ],
    )
    def test_light(self, statement):
        assert loaded_by(statement) == []

    def test_the_rest_is_loaded_on_first_use(self):
        assert "numpy" in loaded_by("from scoring.change import compare_rounds")

    @pytest.mark.parametrize("name", scoring.change.__all__)
    def test_every_public_name_exists(self, name):
        assert getattr(scoring.change, name).__doc__
        assert name in dir(scoring.change)

    def test_an_unknown_name_is_an_attribute_error(self):
        with pytest.raises(AttributeError, match="has no attribute 'compare'"):
            scoring.change.compare  # noqa: B018 - reading it is the test
