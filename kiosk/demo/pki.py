"""Certificates shaped like those of IGC-Santé's test branch: for simulated cards and the portal.

The layout follows real test certificates: the last RDN of the subject holds number, family name and
given name together, and a card has two pairs, one to sign and one to authenticate. An authority is
made anew for each run; its key never leaves the process.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

from devices.certificate import CardHolder
from kiosk.demo import extensions

ISSUER = "TEST AC IGC-SANTE FORT PERSONNES"


def new_key() -> rsa.RSAPrivateKey:
    """RSA 2048, as all cards in the field; takes tenths of a second."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True, slots=True)
class Validity:
    """From when to when; a CPS lasts three years."""

    start: datetime
    end: datetime

    @classmethod
    def usual(cls) -> "Validity":
        """Has begun, and leaves most of three years."""
        start = datetime.now(UTC).replace(microsecond=0) - timedelta(days=30)
        return cls(start, start + timedelta(days=3 * 365))


@dataclass(frozen=True, slots=True)
class Credential:
    """A private key and the certificate of its public half."""

    key: rsa.RSAPrivateKey = field(repr=False)
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> str:
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    @property
    def key_pem(self) -> str:
        """PKCS#8, not encrypted: for a file that only its owner may read."""
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()


@dataclass(frozen=True, slots=True)
class CardCredentials:
    """What is on one card."""

    signature: Credential
    authentication: Credential


class Authority:
    """A certificate authority that signs itself."""

    def __init__(self, common_name: str = ISSUER, key: rsa.RSAPrivateKey | None = None) -> None:
        self._key = key or new_key()
        self._name = _authority_name(common_name)
        usual = Validity.usual()
        builder = _builder(self._name, self._key, usual).issuer_name(self._name)
        builder = extensions.add(builder, extensions.of_authority())
        self.certificate = builder.sign(self._key, hashes.SHA256())

    @property
    def pem(self) -> str:
        """The authority's own certificate, for whoever is to trust it."""
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()

    def issue_card(
        self,
        holder: CardHolder,
        card_number: str,
        *,
        validity: Validity | None = None,
        keys: tuple[rsa.RSAPrivateKey, rsa.RSAPrivateKey] | None = None,
    ) -> CardCredentials:
        """Both pairs of a card. `keys` are those of signature and authentication."""
        signature_key, authentication_key = keys or (new_key(), new_key())
        subject = subject_of(holder)
        both = extensions.of_card(holder.number, card_number)
        validity = validity or Validity.usual()
        return CardCredentials(
            self.issue(signature_key, subject, [*extensions.of_signature(), *both], validity),
            self.issue(
                authentication_key,
                subject,
                [*extensions.of_authentication(holder.number), *both],
                validity,
            ),
        )

    def issue_server(self, *names: str) -> Credential:
        """For a web server known by these host names or addresses."""
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
        return self.issue(new_key(), subject, extensions.of_server(names), Validity.usual())

    def issue(
        self,
        key: rsa.RSAPrivateKey,
        subject: x509.Name,
        wanted: list[extensions.Extension],
        validity: Validity,
    ) -> Credential:
        """Any certificate."""
        builder = _builder(subject, key, validity).issuer_name(self._name)
        authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key())
        builder = extensions.add(builder, [(authority, False), *wanted])
        return Credential(key, builder.sign(self._key, hashes.SHA256()))


def subject_of(holder: CardHolder) -> x509.Name:
    """C, then title, then one RDN with number, family name and given name."""
    person = [
        x509.NameAttribute(NameOID.COMMON_NAME, holder.number),
        x509.NameAttribute(NameOID.SURNAME, holder.family_name),
        x509.NameAttribute(NameOID.GIVEN_NAME, holder.given_name),
    ]
    title = [x509.NameAttribute(NameOID.TITLE, holder.title)] if holder.title else []
    rdns = [[x509.NameAttribute(NameOID.COUNTRY_NAME, "FR")], title, person]
    return x509.Name([x509.RelativeDistinguishedName(rdn) for rdn in rdns if rdn])


def _authority_name(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "FR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "ASIP-SANTE"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "0002 187512751"),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "IGC-SANTE TEST"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _builder(
    subject: x509.Name, key: rsa.RSAPrivateKey, validity: Validity
) -> x509.CertificateBuilder:
    public = key.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(validity.start)
        .not_valid_after(validity.end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )
