"""Reading `findings`: the rules by which findings are made, in the order they are told."""

from __future__ import annotations

import re

from scoring.framework.finding_rules import FindingRule, When
from scoring.framework.read_conditions import Known, read_condition
from scoring.framework.read_item import EXEMPT
from scoring.framework.table import Table

CODE = re.compile(r"[A-Z][A-Z0-9-]{0,15}")
CODE_WORDS = "a code of up to 16 capital letters, digits and hyphens, a letter first"
MOST_FINDINGS = 100
MOST_CONDITIONS = 20


def read_findings(top: Table, known: Known) -> tuple[FindingRule, ...] | None:
    """Read `findings`; None where there is no such section."""
    if not top.has("findings"):
        return None
    findings: list[FindingRule] = []
    for table in top.tables("findings", 1, MOST_FINDINGS):
        finding = _read_finding(table, known)
        if finding.code and finding.code in [other.code for other in findings]:
            table.note("code", "a code used once", finding.code)
        findings.append(finding)
    return tuple(findings)


def _read_finding(table: Table, known: Known) -> FindingRule:
    finding = FindingRule(
        code=table.code("code", CODE, CODE_WORDS),
        title=table.text("title"),
        when=When(table.choice("when", tuple(When))),
        conditions=tuple(
            condition
            for part in table.tables("conditions", 1, MOST_CONDITIONS)
            if (condition := read_condition(part, known))
        ),
        not_applicable_for=table.codes("not_applicable_for", EXEMPT, "client type", ()),
    )
    table.finish()
    return finding
