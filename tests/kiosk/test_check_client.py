"""What is said about what proves who the kiosk is."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID

from kiosk.check import State
from kiosk.check.client import client
from kiosk.demo.pki import Credential, Validity
from kiosk.i18n import Language, Translator
from tests.support.configs import configured, phoned
from tests.support.pki import authority, key

ENGLISH = Translator(Language.EN)
NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "accueil.cabinet.test")])


def credential(days: float, *, begun: float = 30) -> Credential:
    """A client's, good for so many days more."""
    now = datetime.now(UTC).replace(microsecond=0)
    validity = Validity(now - timedelta(days=begun), now + timedelta(days=days, hours=1))
    return authority("AC DES CLIENTS").issue(key("client"), NAME, [], validity)


def private(path: Path, text: str, mode: int = 0o600) -> Path:
    path.write_text(text)
    path.chmod(mode)
    return path


def said(**keys: object) -> tuple[State, str]:
    config = phoned("qr", issuer="https://identite.example", client_id="poste", **keys)
    (fact,) = client(config)
    assert fact.topic == "client"
    return fact.state, f"{fact.said(ENGLISH)} / {fact.advice(ENGLISH)}"


def with_secret(path: Path) -> tuple[State, str]:
    return said(client_secret_file=path)


def with_certificate(folder: Path, text: str) -> tuple[State, str]:
    return said(client_certificate=private(folder / "poste.pem", text))


def test_without_a_proof_there_is_nothing_to_say() -> None:
    assert list(client(configured())) == []
    assert list(client(phoned("qr", issuer="https://identite.example", client_id="a"))) == []


def test_a_secret_that_the_kiosk_alone_may_read(tmp_path: Path) -> None:
    state, text = with_secret(private(tmp_path / "secret", "geheim\n"))
    assert state is State.OK
    assert "geheim" not in text


@pytest.mark.parametrize(
    ("mode", "state", "remedy"),
    [
        (0o604, State.FAILED, "chmod o-rwx"),
        (0o602, State.FAILED, "chmod o-rwx"),
        (0o640, State.WARNING, "chmod g-rwx"),
    ],
)
def test_a_secret_that_somebody_else_may_read(
    tmp_path: Path, mode: int, state: State, remedy: str
) -> None:
    path = private(tmp_path / "secret", "geheim", mode)
    found, text = with_secret(path)
    assert found is state
    assert text.endswith(f"{remedy} {path}")


def test_a_secret_of_another_user_is_read_by_its_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = private(tmp_path / "secret", "geheim", 0o640)
    monkeypatch.setattr("os.geteuid", lambda: path.stat().st_uid + 1)
    assert with_secret(path)[0] is State.OK


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe", b"x" * 5000])
def test_a_file_without_a_secret(tmp_path: Path, content: bytes) -> None:
    path = private(tmp_path / "secret", "")
    path.write_bytes(content)
    state, text = with_secret(path)
    assert state is State.FAILED
    assert f"there is no secret: {path}" in text


@pytest.mark.parametrize(
    ("days", "state", "expected"),
    [
        (365, State.OK, "is good for 365 days"),
        (12, State.WARNING, "is good for 12 days / ask for a new one"),
        (-3, State.FAILED, "ask for a new one, or see to the clock"),
    ],
)
def test_a_certificate_lasts_so_many_days(
    tmp_path: Path, days: int, state: State, expected: str
) -> None:
    mine = credential(days)
    found, text = with_certificate(tmp_path, mine.pem + authority().pem + mine.key_pem)
    assert found is state
    assert expected in text


def test_a_certificate_that_is_not_yet_good(tmp_path: Path) -> None:
    mine = credential(365, begun=-2)
    state, text = with_certificate(tmp_path, mine.pem + mine.key_pem)
    assert state is State.FAILED
    begins = mine.certificate.not_valid_before_utc.date()
    assert f"is good from {begins} to " in text


def strange_key(mine: Credential) -> str:
    return mine.pem + Credential(key("another"), mine.certificate).key_pem


def key_with_password(mine: Credential) -> str:
    return (
        mine.pem
        + mine.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"geheim"),
        ).decode()
    )


def authority_first(mine: Credential) -> str:
    return authority().pem + mine.pem + mine.key_pem


@pytest.mark.parametrize("make", [strange_key, key_with_password, authority_first])
def test_a_certificate_that_cannot_be_used(
    tmp_path: Path, make: Callable[[Credential], str]
) -> None:
    state, text = with_certificate(tmp_path, make(credential(365)))
    assert state is State.FAILED
    assert "cannot be used: " in text
    assert "the key behind it must be its own, and without a password" in text


def test_a_key_that_others_may_read(tmp_path: Path) -> None:
    mine = credential(365)
    path = private(tmp_path / "poste.pem", mine.pem + mine.key_pem, 0o644)
    state, text = said(client_certificate=path)
    assert state is State.FAILED
    assert f"others may read {path}" in text
