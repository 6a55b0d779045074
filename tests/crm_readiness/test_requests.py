"""Content types: what is kept of them, and that no character set of a sender is believed."""

import pytest

from crm_readiness.requests import plain_content_type
from tests.hostile.sending import send

pytestmark = pytest.mark.django_db

CLAIMS = (
    "application/json; charset=zlib",
    "text/plain; charset=undefined",
    "text/plain; charset*=utf-8''%00",
    "text/plain; anything*=nonsense''%41",
)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("", ""),
        ("application/json", "application/json"),
        ("application/json; charset=utf-8", "application/json"),
        ("multipart/form-data; boundary=edge", 'multipart/form-data; boundary="edge"'),
        (
            'multipart/form-data; boundary="e d ge"; charset=x',
            'multipart/form-data; boundary="e d ge"',
        ),
        ("multipart/form-data", "multipart/form-data"),
    ],
)
def test_of_a_content_type_only_the_kind_and_the_edge_are_kept(sent: str, kept: str) -> None:
    assert plain_content_type(sent) == kept


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claimed_character_set_changes_nothing(claim: str) -> None:
    assert send("GET", "/healthz", query="a=1", CONTENT_TYPE=claim).complaint() is None


def test_without_the_guard_a_claim_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm_readiness.requests.plain_content_type", lambda sent: sent)
    answers = [send("GET", "/healthz", query="a=1", CONTENT_TYPE=claim) for claim in CLAIMS]
    assert [answer.status for answer in answers] == [500] * len(CLAIMS)
