"""Who came through the card's door, as TLS has proved it."""

import ssl
from dataclasses import dataclass

from kiosk.identity import Holder


@dataclass(frozen=True, slots=True)
class Visitor:
    """The holder of the client certificate, and how it was presented."""

    name: str
    title: str
    number: str
    issuer: str
    tls: str
    """Version, e.g. "TLSv1.3"."""


def visitor_of(connection: ssl.SSLObject) -> Visitor:
    """Reads the certificate that the handshake has verified, with its multi-valued last RDN."""
    certificate = connection.getpeercert() or {}
    subject = _flat(certificate.get("subject"))
    holder = Holder(
        family_name=subject.get("surname", ""),
        given_name=subject.get("givenName", ""),
        title=subject.get("title", ""),
        number=subject.get("commonName", ""),
    )
    return Visitor(
        name=holder.display_name,
        title=holder.title,
        number=holder.number,
        issuer=_flat(certificate.get("issuer")).get("commonName", ""),
        tls=connection.version() or "",
    )


def _flat(name: object) -> dict[str, str]:
    """A distinguished name as `ssl` gives it: a tuple of RDNs, each a tuple of pairs."""
    rdns = name if isinstance(name, tuple) else ()
    return {key: value for rdn in rdns for key, value in rdn}
