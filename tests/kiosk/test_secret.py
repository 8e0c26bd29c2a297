"""A secret is used once, and nothing that happens to it on the way shows it."""

import copy
import dataclasses
import gc
import json
import logging
import pickle
import traceback
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.secret import Secret, SecretSpent


@dataclasses.dataclass(frozen=True, slots=True)
class Submitted:
    """As the flow's events carry it."""

    pin: Secret


def test_it_is_taken_once() -> None:
    secret = Secret.typed("4821")
    assert secret.take() == b"4821"
    assert secret.spent
    with pytest.raises(SecretSpent):
        secret.take()


@given(st.text("0123456789", min_size=4, max_size=12))
def test_no_way_of_writing_it_down_shows_it(text: str) -> None:
    secret = Secret.typed(text)
    event = Submitted(secret)
    written = f"{secret} {secret!r} {secret!s} {event} {[secret]} {secret:}"
    assert text not in written
    assert "****" in written


def test_a_log_line_and_a_traceback_do_not_show_it(caplog: pytest.LogCaptureFixture) -> None:
    secret = Secret.typed("4821")
    logging.getLogger(__name__).warning("submitted %s", secret)
    with pytest.raises(ValueError, match="Secret") as caught:
        refuse(secret)
    shown = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    printed = "".join(shown.format())
    assert "4821" not in caplog.text
    assert "refuse" in printed
    assert "4821" not in printed


def refuse(secret: Secret) -> None:
    raise ValueError(secret)


COPIERS: list[Callable[[Any], object]] = [
    copy.copy,
    copy.deepcopy,
    pickle.dumps,
    json.dumps,
    bytes,
    iter,
    len,
    lambda secret: dataclasses.asdict(Submitted(secret)),
    lambda secret: pickle.dumps(Submitted(secret)),
    lambda secret: secret.__getstate__(),
    lambda secret: secret < Secret.typed("4822"),
    vars,
]


@pytest.mark.parametrize("copier", COPIERS)
def test_it_is_not_copied_pickled_or_listed(copier: Callable[[Any], object]) -> None:
    secret = Secret.typed("4821")
    with pytest.raises(TypeError) as caught:
        copier(secret)
    assert "4821" not in str(caught.value)


def test_only_itself_is_equal_to_it() -> None:
    secret = Secret.typed("4821")
    other = Secret.typed("4821")
    assert Submitted(secret) == Submitted(secret)
    assert Submitted(secret) != Submitted(other)
    assert len({secret, other, secret}) == 2
    texts: list[object] = ["4821", b"4821", bytearray(b"4821")]
    assert secret not in texts


def test_its_hash_stays_when_it_is_spent() -> None:
    secret = Secret.typed("4821")
    seen = {Submitted(secret)}
    secret.wipe()
    assert Submitted(secret) in seen


@pytest.mark.parametrize("text", ["0000", "4821"])
def test_four_digits_are_a_pin(text: str) -> None:
    assert Secret.typed(text).is_pin()


@pytest.mark.parametrize(
    "text", ["", "123", "12345", "482193", "12a4", "12 4", "١٢٣٤", "²²²²", "-123", "4821\n"]
)
def test_anything_else_is_not_a_pin(text: str) -> None:
    assert not Secret.typed(text).is_pin()


def test_a_spent_secret_is_not_a_pin() -> None:
    secret = Secret.typed("4821")
    secret.wipe()
    assert not secret.is_pin()


def test_wiping_overwrites_the_buffer_itself() -> None:
    buffer = bytearray(b"4821")
    secret = Secret(buffer)
    secret.wipe()
    secret.wipe()
    assert buffer == bytes(4)
    assert secret.spent


def test_a_forgotten_secret_wipes_itself() -> None:
    buffer = bytearray(b"4821")
    Secret(buffer)
    gc.collect()
    assert buffer == bytes(4)


def test_what_was_taken_belongs_to_the_taker() -> None:
    buffer = bytearray(b"4821")
    secret = Secret(buffer)
    taken = secret.take()
    del secret
    gc.collect()
    assert taken is buffer
    assert taken == b"4821"
