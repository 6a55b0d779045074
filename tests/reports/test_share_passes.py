"""Passes name a link and can be made here only."""

from uuid import uuid4

import pytest
from django.core import signing

from reports.share_passes import SALT, SharePass, read_pass, sign_pass


@pytest.mark.parametrize("is_unlocked", [True, False])
def test_a_pass_is_read_as_it_was_signed(is_unlocked) -> None:
    given = SharePass(uuid4(), is_unlocked)
    assert read_pass(sign_pass(given)) == given


@pytest.mark.parametrize("value", ["", "x", "a:b:c", "\x00", "é:é:é"])
def test_nonsense_is_no_pass(value) -> None:
    assert read_pass(value) is None


@pytest.mark.parametrize("held", ["text", [], ["x", True], [None, True], [uuid4().hex], 5, None])
def test_another_shape_is_no_pass(held) -> None:
    assert read_pass(signing.TimestampSigner(salt=SALT).sign_object(held)) is None


def test_only_a_plain_yes_unlocks() -> None:
    link_id = uuid4()
    signed = signing.TimestampSigner(salt=SALT).sign_object([link_id.hex, "yes"])
    assert read_pass(signed) == SharePass(link_id, is_unlocked=False)


def test_the_key_of_another_installation_makes_no_pass(settings) -> None:
    signed = sign_pass(SharePass(uuid4(), is_unlocked=True))
    settings.SECRET_KEY = "another"
    assert read_pass(signed) is None
