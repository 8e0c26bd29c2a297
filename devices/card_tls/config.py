"""What stunnel is told: whom to reach, whom to believe, and which key of which token to use."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from devices.kit import Pin, TlsServer
from devices.pin import is_pin

TlsVersion = Literal["1.2", "1.3"]

SYSTEM_AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
"""The certificate authorities this system trusts, as Debian keeps them."""

PKCS1 = "RSA+SHA256"
PSS_OR_PKCS1 = "RSA-PSS+SHA256:RSA+SHA256:RSA+SHA384:RSA+SHA512"
"""What the card is asked to sign. Of these, the one that the server names first is taken; without
a list it could be PSS, of which the CPS3 knows none and the CPS4 SHA-256 alone (measured). What the
server signs with is its own choice."""

CONNECT_SECONDS = 10


@dataclass(frozen=True, slots=True)
class TokenKey:
    """Which key, on which token, through which module. Slots move; these names do not."""

    module: Path
    """PKCS#11 module."""
    serial: str
    """Serial number of the token as the module tells it. The official one cuts it to eight digits,
    which a hundred cards share."""
    key_id: bytes
    """CKA_ID, shared by the private key and its certificate."""
    pkcs1_only: bool = False
    """The card signs neither PSS nor raw RSA (CPS3, contactless): TLS 1.2 at most."""
    label: str = ""
    """Of the token, and with a CPS the only name that holds the card's whole number."""


def configuration(
    key: TokenKey, server: TlsServer, pin: Pin, socket: Path, tls_max: TlsVersion | None
) -> bytearray:
    """The configuration, with the PIN in it: to be wiped once handed over.

    tls_max forces a version, also one that the card is known not to master.
    Raises ValueError when a value could not stand on one line, or the PIN is not four digits.
    """
    if not is_pin(pin):
        raise ValueError("a PIN is four digits")
    text = bytearray(_lines(_process(key)))
    text += b"engineCtrl = PIN:"
    text += pin
    text += b"\n"
    text += _lines(_service(key, server, socket) + _limits(key, tls_max))
    return text


def _process(key: TokenKey) -> list[str]:
    return [
        "foreground = yes",
        "pid =",
        "syslog = no",
        "debug = info",
        "engine = pkcs11",
        f"engineCtrl = MODULE_PATH:{key.module}",
    ]


def _service(key: TokenKey, server: TlsServer, socket: Path) -> list[str]:
    uri = f"pkcs11:serial={quote(key.serial, safe='')};id={quote(key.key_id, safe='')}"
    if key.label:
        uri += f";token={quote(key.label, safe='')}"
    return [
        "[card]",
        "client = yes",
        f"accept = {socket}",
        f"connect = {server.host}:{server.port}",
        "delay = yes",  # a dead resolver must not delay the start
        f"TIMEOUTconnect = {CONNECT_SECONDS}",
        "engineId = pkcs11",
        f"cert = {uri};type=cert",
        f"key = {uri};type=private",
        f"CAfile = {server.ca_file or SYSTEM_AUTHORITIES}",
        "verifyChain = yes",
        f"checkHost = {server.host}",
        f"sni = {server.host}",
        "sslVersionMin = TLSv1.2",
    ]


def _limits(key: TokenKey, tls_max: TlsVersion | None) -> list[str]:
    pkcs1_only = key.pkcs1_only and tls_max != "1.3"
    signatures = PKCS1 if pkcs1_only else PSS_OR_PKCS1
    highest = "1.2" if pkcs1_only else tls_max
    return [
        f"config = ClientSignatureAlgorithms:{signatures}",
        *([f"sslVersionMax = TLSv{highest}"] if highest else []),
    ]


def _lines(lines: list[str]) -> bytes:
    if any(not line.isprintable() for line in lines):
        raise ValueError("a value would not stay on its line")
    return "".join(f"{line}\n" for line in lines).encode()
