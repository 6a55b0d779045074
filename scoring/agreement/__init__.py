"""How far the people of a group agree (method.md 3.8).

Importing this package or `scoring.agreement.labels` loads no numpy; the first use of a
statistic does.
"""

from typing import TYPE_CHECKING

from scoring.lazy import lazily

if TYPE_CHECKING:
    from scoring.agreement.chance import (
        critical_deviation,
        critical_rwg,
        probability_of_deviation,
        probability_of_rwg,
    )
    from scoring.agreement.counts import (
        ItemAgreements,
        ScaleAgreements,
        agreements,
        scale_agreements,
    )
    from scoring.agreement.indices import average_deviation, awg, r_star_wg_j, rwg, rwg_j
    from scoring.agreement.labels import (
        NULL_VARIANCES,
        Agreement,
        AwgStrength,
        Label,
        Strength,
        awg_strength,
        label,
        strength,
    )
    from scoring.agreement.view import view_of

__all__ = [
    "NULL_VARIANCES",
    "Agreement",
    "AwgStrength",
    "ItemAgreements",
    "Label",
    "ScaleAgreements",
    "Strength",
    "agreements",
    "average_deviation",
    "awg",
    "awg_strength",
    "critical_deviation",
    "critical_rwg",
    "label",
    "probability_of_deviation",
    "probability_of_rwg",
    "r_star_wg_j",
    "rwg",
    "rwg_j",
    "scale_agreements",
    "strength",
    "view_of",
]

_HOMES = {
    "NULL_VARIANCES": "scoring.agreement.labels",
    "Agreement": "scoring.agreement.labels",
    "AwgStrength": "scoring.agreement.labels",
    "ItemAgreements": "scoring.agreement.counts",
    "Label": "scoring.agreement.labels",
    "ScaleAgreements": "scoring.agreement.counts",
    "Strength": "scoring.agreement.labels",
    "agreements": "scoring.agreement.counts",
    "average_deviation": "scoring.agreement.indices",
    "awg": "scoring.agreement.indices",
    "awg_strength": "scoring.agreement.labels",
    "critical_deviation": "scoring.agreement.chance",
    "critical_rwg": "scoring.agreement.chance",
    "label": "scoring.agreement.labels",
    "probability_of_deviation": "scoring.agreement.chance",
    "probability_of_rwg": "scoring.agreement.chance",
    "r_star_wg_j": "scoring.agreement.indices",
    "rwg": "scoring.agreement.indices",
    "rwg_j": "scoring.agreement.indices",
    "scale_agreements": "scoring.agreement.counts",
    "strength": "scoring.agreement.labels",
    "view_of": "scoring.agreement.view",
}

__getattr__, __dir__ = lazily(__name__, _HOMES)
