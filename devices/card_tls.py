"""Mutual TLS with the card's authentication key, by stunnel and its PKCS#11 engine.

stunnel is a process of its own for one sign-in: killing it takes the PIN, the session with the card
and the way to the portal away at once.
"""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from devices.kit import Pin, TlsServer, Tunnel

TlsVersion = Literal["1.2", "1.3"]


@dataclass(frozen=True, slots=True)
class TokenKey:
    """Which key, on which token, through which module. Slots move; these names do not."""

    module: Path
    """PKCS#11 module."""
    serial: str
    """Serial number of the token as the module tells it."""
    key_id: bytes
    """CKA_ID, shared by the private key and its certificate."""
    pkcs1_only: bool = False
    """The card signs neither PSS nor raw RSA (CPS3, contactless): TLS 1.2, PKCS#1 v1.5, SHA-256."""


def card_tls(
    key: TokenKey,
    server: TlsServer,
    pin: Pin,
    *,
    tls_max: TlsVersion | None = None,
    command: str = "stunnel",
) -> AbstractAsyncContextManager[Tunnel]:
    """Opens a tunnel to the server for the time of the context, whatever ends it.

    Raises CardTlsUnavailable when stunnel or its engine is missing or does not start, and
    CardUnreadable when the card does not let it use the key.
    """
    del key, server, pin, tls_max, command
    raise NotImplementedError
