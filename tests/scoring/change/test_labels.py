"""When a change between rounds may be called one (method.md 3.13)."""

import pytest

from scoring.change import ChangeLabel, label_change
from scoring.framework.statistics import ChangeRules


@pytest.mark.parametrize(
    ("change", "mdc", "label"),
    [
        (0.5, 0.4, ChangeLabel.REAL),
        (-0.5, 0.4, ChangeLabel.REAL),
        (0.4, 0.4, ChangeLabel.REAL),
        (0.3, 0.1, ChangeLabel.REAL),
        (0.29, 0.1, ChangeLabel.REAL_SMALL),
        (-0.1, 0.1, ChangeLabel.REAL_SMALL),
        (0.39, 0.4, ChangeLabel.NOT_DISTINGUISHABLE),
        (2.0, None, ChangeLabel.NOT_DISTINGUISHABLE),
        (0.0, 0.0, ChangeLabel.NOT_DISTINGUISHABLE),
        (1e-12, 0.0, ChangeLabel.NOT_DISTINGUISHABLE),
        (0.2, 0.0, ChangeLabel.REAL_SMALL),
        # rounding never decides
        (3.3 - 3.0, 0.3, ChangeLabel.REAL),
        (3.0 - 2.7, 0.3, ChangeLabel.REAL),
    ],
)
def test_label(change, mdc, label):
    assert label_change(change, mdc, ChangeRules()) is label


def test_the_rules_decide_what_matters():
    assert label_change(0.4, 0.1, ChangeRules(material=0.5)) is ChangeLabel.REAL_SMALL
