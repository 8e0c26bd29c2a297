"""A certificate is text from a card: read whole, made harmless, never trusted to be well-formed."""

from datetime import UTC

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from devices.certificate import (
    TEXT_LIMIT,
    CardCertificate,
    CardHolder,
    CertificateError,
    is_authentication,
    parse_certificate,
)
from kiosk.demo import extensions
from kiosk.demo.pki import Validity
from tests.support.pki import DOCTOR, authority, credentials, expired, key

KEY_ID = b"\xe8\x28\x02"
"""Any bytes will do: the card makes them up."""


def read(*rdns: list[tuple[x509.ObjectIdentifier, str]]) -> CardCertificate:
    """A certificate with this subject, issued and read back."""
    subject = x509.Name(
        [
            x509.RelativeDistinguishedName([x509.NameAttribute(oid, text) for oid, text in rdn])
            for rdn in rdns
        ]
    )
    wanted = extensions.of_authentication("8")
    made = authority().issue(key("authentication"), subject, wanted, Validity.usual())
    return parse_certificate(made.der, KEY_ID)


def test_the_holder_is_found_where_one_rdn_holds_number_and_names() -> None:
    der = credentials().authentication.der
    certificate = parse_certificate(der, KEY_ID)
    assert certificate.holder == DOCTOR
    assert certificate.issuer == "TEST AC IGC-SANTE FORT PERSONNES"
    assert (certificate.der, certificate.key_id) == (der, KEY_ID)


def test_dates_are_in_utc() -> None:
    validity = expired()
    certificate = parse_certificate(credentials(validity=validity).authentication.der, KEY_ID)
    assert (certificate.not_before, certificate.not_after) == (validity.start, validity.end)
    assert certificate.not_after.tzinfo is UTC


def test_only_the_authentication_certificate_authenticates() -> None:
    assert is_authentication(credentials().authentication.der)
    assert not is_authentication(credentials().signature.der)
    assert not is_authentication(authority().issue_server("localhost").der)
    assert not is_authentication(b"")


def test_an_old_certificate_has_the_profession_in_its_unit() -> None:
    certificate = read(
        [(NameOID.COUNTRY_NAME, "FR")],
        [(NameOID.ORGANIZATION_NAME, "TEST")],
        [(NameOID.ORGANIZATIONAL_UNIT_NAME, "Masseur-Kinésithérapeute")],
        [
            (NameOID.GIVEN_NAME, "HONORÉ"),
            (NameOID.SURNAME, "ESSAI"),
            (NameOID.COMMON_NAME, "00B7010446"),
        ],
    )
    assert certificate.holder == CardHolder(
        "ESSAI", "HONORÉ", "Masseur-Kinésithérapeute", "00B7010446"
    )


def test_a_staff_certificate_has_a_number_in_its_unit_and_a_slash_in_its_own() -> None:
    certificate = read(
        [(NameOID.COUNTRY_NAME, "FR")],
        [(NameOID.STATE_OR_PROVINCE_NAME, "Paris (75)")],
        [(NameOID.ORGANIZATIONAL_UNIT_NAME, "10B0057881")],
        [(NameOID.COMMON_NAME, "30B0057881/CPET0002"), (NameOID.SURNAME, "ESSAI")],
    )
    assert certificate.holder == CardHolder("ESSAI", "", "", "30B0057881/CPET0002")


def test_hostile_text_becomes_one_short_harmless_line() -> None:
    hostile = "[@click=app.quit]\x1b]52;c;\x07\u202eIASSE\u200b\r\n\tE\u0301va"
    names = [(NameOID.SURNAME, hostile), (NameOID.GIVEN_NAME, "A" * 5000)]
    certificate = read([(NameOID.COMMON_NAME, "8"), *names])
    assert certificate.holder.family_name == "[@click=app.quit]]52;c;IASSE Éva"
    assert certificate.holder.given_name == "A" * (TEXT_LIMIT - 1) + "…"


@pytest.mark.parametrize("number", ["", "\u202e\x01 \n"])
def test_a_certificate_without_a_visible_number_names_nobody(number: str) -> None:
    with pytest.raises(CertificateError):
        read([(NameOID.COMMON_NAME, number)] if number else [(NameOID.SURNAME, "ESSAI")])


@given(st.binary(max_size=200))
def test_garbage_is_refused_and_nothing_worse(garbage: bytes) -> None:
    with pytest.raises(CertificateError):
        parse_certificate(garbage, KEY_ID)
    assert not is_authentication(garbage)


@given(st.data())
def test_a_damaged_certificate_is_read_or_refused_and_nothing_worse(data: st.DataObject) -> None:
    der = bytearray(credentials().authentication.der)
    for _ in range(data.draw(st.integers(1, 4))):
        der[data.draw(st.integers(0, len(der) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(der[: data.draw(st.integers(len(der) // 2, len(der)))])
    is_authentication(damaged)
    try:
        certificate = parse_certificate(damaged, KEY_ID)
    except CertificateError:
        return
    holder = certificate.holder
    for text in (holder.number, holder.family_name, holder.given_name, holder.title):
        assert len(text) <= TEXT_LIMIT
        assert text == "" or text.isprintable()
