"""Every exception from a scan names its rule and a reason; every rule is held to examples."""

import re
from pathlib import Path

import pytest
import yaml

BASE_DIR = Path(__file__).resolve().parent.parent.parent
RULES = yaml.safe_load((BASE_DIR / "scan" / "rules.yaml").read_text())["rules"]
CODE = [
    path
    for folder in ("accounts", "assessments", "backups", "crm_readiness", "reports", "scoring")
    for path in sorted((BASE_DIR / folder).rglob("*.py"))
]


def exceptions_without_reason(text: str, rules: set[str]) -> list[str]:
    """Return the lines that switch a scan off without saying what and why."""
    lines = text.splitlines()
    bad = []
    for above, line in zip(["", *lines], lines, strict=False):
        scan = re.search(r"# nosemgrep(?:: scan\.([a-z-]+))?\s*$|# nosemgrep", line)
        if scan and (scan[1] not in rules or not above.strip().startswith("# ")):
            bad.append(line.strip())
        if "# nosec" in line and not re.search(r"# nosec B\d{3} - \w", line):
            bad.append(line.strip())
    return bad


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(BASE_DIR)))
def test_every_exception_has_a_reason(path: Path) -> None:
    names = {rule["id"] for rule in RULES}
    assert exceptions_without_reason(path.read_text(), names) == []


def test_exceptions_without_reason_are_noticed() -> None:
    text = """
        # Only blanks were taken away.
        good()  # nosemgrep: scan.known
        bad()  # nosemgrep: scan.known
        # A reason, but for what?
        bad()  # nosemgrep
        # A rule that is not there.
        bad()  # nosemgrep: scan.unknown
        good()  # nosec B105 - printed at every start
        bad()  # nosec
        bad()  # nosec B105
    """
    bad = exceptions_without_reason(text, {"known"})
    assert [line.split("()")[0] for line in bad] == ["bad"] * 5


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_every_rule_has_something_to_find_and_is_explained(rule: dict[str, object]) -> None:
    examples = "".join((BASE_DIR / "scan" / f"rules.{kind}").read_text() for kind in ("py", "html"))
    assert f"ruleid: {rule['id']}" in examples
    assert str(rule["message"]).endswith(".")
