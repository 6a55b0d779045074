"""The list of checks, and their examination."""

from collections.abc import Callable, Iterator

from crm_readiness.doctor.findings import Finding, Weight

Check = Callable[[], Iterator[Finding]]

CHECKS: list[Check] = []


def check(function: Check) -> Check:
    """Add a check to the list."""
    CHECKS.append(function)
    return function


def examine() -> list[Finding]:
    """Run every check; return what they found, the heaviest first."""
    found = [finding for each in CHECKS for finding in _found_by(each)]
    return sorted(found, key=lambda finding: finding.weight)


def _found_by(each: Check) -> list[Finding]:
    try:
        return list(each())
    except Exception as error:  # noqa: BLE001  (one broken check must not hide what others find)
        title = f"The check “{each.__name__}” could not be made ({type(error).__name__})."
        advice = "Most often the database does not answer. Mend that first and ask again."
        return [Finding(Weight.MEND, title, advice)]
