"""The extensions of the certificates that kiosk/demo/pki.py makes."""

from collections.abc import Iterable, Sequence
from ipaddress import ip_address

from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID

Extension = tuple[x509.ExtensionType, bool]
"""An extension and whether it is critical."""

CARD_ISSUER = "8025000001"
MICROSOFT_LOGON = x509.ObjectIdentifier("1.3.6.1.4.1.311.20.2.2")
USER_PRINCIPAL_NAME = x509.ObjectIdentifier("1.3.6.1.4.1.311.20.2.3")

# Private extensions of IGC-Santé; meanings as read from real test certificates.
CARD_TYPE = x509.ObjectIdentifier("1.2.250.1.71.1.2.2")
CARD_NUMBER = x509.ObjectIdentifier("1.2.250.1.71.1.2.3")
PROFESSION = x509.ObjectIdentifier("1.2.250.1.71.1.2.7")
DOCTOR = 10


def add(builder: x509.CertificateBuilder, wanted: Iterable[Extension]) -> x509.CertificateBuilder:
    for extension, critical in wanted:
        builder = builder.add_extension(extension, critical)
    return builder


def of_authority() -> list[Extension]:
    return [
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (_key_usage("key_cert_sign", "crl_sign"), True),
    ]


def of_authentication(number: str) -> list[Extension]:
    """Client authentication and smart card logon, for `<number>@carte-cps.fr`."""
    principal = x509.OtherName(USER_PRINCIPAL_NAME, _text(0x0C, f"{number}@carte-cps.fr"))
    return [
        (_key_usage("digital_signature"), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH, MICROSOFT_LOGON]), False),
        (x509.SubjectAlternativeName([principal]), False),
    ]


def of_signature() -> list[Extension]:
    return [
        (_key_usage("content_commitment"), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), False),
    ]


def of_card(number: str, card_number: str) -> list[Extension]:
    """Card type 0 is a professional's; the profession is given for doctors alone."""
    values = {
        CARD_TYPE: b"\x02\x01\x00",
        CARD_NUMBER: _text(0x13, f"{CARD_ISSUER}/{card_number}"),
    }
    if number.startswith("8"):
        values[PROFESSION] = bytes([2, 1, DOCTOR])
    return [(x509.UnrecognizedExtension(oid, value), False) for oid, value in values.items()]


def of_server(names: Sequence[str]) -> list[Extension]:
    return [
        (_key_usage("digital_signature"), True),
        (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False),
        (x509.SubjectAlternativeName([_general_name(name) for name in names]), False),
    ]


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _text(tag: int, text: str) -> bytes:
    """A short DER string of the type given."""
    value = text.encode()
    return bytes([tag, len(value)]) + value


def _key_usage(*wanted: str) -> x509.KeyUsage:
    usages = dict.fromkeys(
        (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return x509.KeyUsage(**(usages | dict.fromkeys(wanted, True)))
