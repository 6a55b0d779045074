"""Which machine asks: what is believed, and that only a keyed hash comes out."""

import pytest

from accounts.client_address import address_key


@pytest.fixture
def key(rf, settings):
    def of(remote: str = "10.0.0.1", forwarded: str | None = None, *, proxy: bool = True) -> str:
        settings.BEHIND_PROXY = proxy
        more = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
        return address_key(rf.get("/", REMOTE_ADDR=remote, **more))

    return of


def test_behind_a_proxy_its_own_entry_is_the_last_one(key) -> None:
    assert key(forwarded="198.51.100.9, 192.0.2.7") == key("192.0.2.7", proxy=False)


def test_what_a_client_writes_itself_changes_nothing(key) -> None:
    assert key(forwarded="1.1.1.1, 192.0.2.7") == key(forwarded="2.2.2.2, 3.3.3.3,192.0.2.7")


def test_without_a_proxy_the_header_is_not_believed(key) -> None:
    assert key(forwarded="192.0.2.7", proxy=False) == key(proxy=False)


@pytest.mark.parametrize("forwarded", [None, "", " , "])
def test_without_an_entry_the_connection_counts(key, forwarded) -> None:
    assert key(forwarded=forwarded) == key(proxy=False)


def test_a_line_with_ipv6_counts_as_one(key) -> None:
    assert key("2001:db8:1:2::1") == key("2001:db8:1:2:ffff::2")
    assert key("2001:db8:1:2::1") != key("2001:db8:1:3::1")


def test_an_ipv4_address_in_ipv6_clothes_is_the_same(key) -> None:
    assert key("::ffff:192.0.2.7") == key("192.0.2.7")


def test_what_is_no_address_counts_as_well(key) -> None:
    assert key(forwarded="unknown") != key(forwarded="192.0.2.7")


def test_the_hash_needs_the_secret(key, settings) -> None:
    before = key()
    settings.SECRET_KEY = "another installation"

    assert key() != before
    assert len(before) == 64
