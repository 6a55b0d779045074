"""What a web process imports must stay light."""

import subprocess
import sys

import pytest

import scoring

HEAVY = "numpy pandas scipy"


def loaded_by(statement):
    """Return which heavy packages a fresh interpreter has loaded after a statement."""
    code = f"{statement}\nimport sys\nprint(*(p for p in '{HEAVY}'.split() if p in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.split()


@pytest.mark.parametrize(
    "statement",
    [
        "import scoring; dir(scoring)",
        "import scoring.framework",
        "import scoring.release",
        "import scoring.recommendations",
        "import scoring.what_if",
        "from scoring import decide, recommend, Release, Scorecard, ScoreOptions",
    ],
)
def test_light(statement):
    assert loaded_by(statement) == []


@pytest.mark.parametrize("name", ["score", "Answers"])
def test_the_rest_is_loaded_on_first_use(name):
    assert "numpy" in loaded_by(f"import scoring; scoring.{name}")


@pytest.mark.parametrize("name", scoring.__all__)
def test_every_public_name_exists(name):
    assert getattr(scoring, name).__doc__
    assert name in dir(scoring)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'scores'"):
        scoring.scores  # noqa: B018 - reading it is the test
