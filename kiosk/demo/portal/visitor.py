"""Who came, and how the portal knows that it is she."""

import ssl
from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.demo.doctors import Doctor
from kiosk.identity import Holder, holder_from


class Way(StrEnum):
    """What the session was opened by."""

    CARD = "card"
    """A client certificate."""
    QR = "qr"
    """A token, after her phone has read a code."""
    PUSH = "push"
    """A token, after a message to her phone."""
    PAGE = "page"
    """The provider's own page, in the browser that has the session."""
    MAIL = "mail"
    """A password, and a code that came by mail."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """The doctor, as somebody has proved her to be."""

    name: str
    title: str
    number: str
    issuer: str
    """Who says so: the certificate's authority, the provider, or the portal itself."""
    tls: str
    """Version that the certificate came by, e.g. "TLSv1.3"; empty where none did."""
    way: Way = Way.CARD
    id_token: str | None = field(default=None, repr=False)
    """By which the provider signs her out, when she has signed in on its page."""


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


def visitor_by_phone(doctor: Doctor, way: Way, issuer: str, id_token: str | None = None) -> Visitor:
    """Whom the provider vouches for."""
    holder = holder_from(doctor.holder)
    return Visitor(holder.display_name, holder.title, holder.number, issuer, "", way, id_token)


def visitor_by_mail(doctor: Doctor, portal: str) -> Visitor:
    """Whom the portal itself knows by her password, and by what was mailed to her."""
    holder = holder_from(doctor.holder)
    return Visitor(holder.display_name, holder.title, holder.number, portal, "", Way.MAIL)


def _flat(name: object) -> dict[str, str]:
    """A distinguished name as `ssl` gives it: a tuple of RDNs, each a tuple of pairs."""
    rdns = name if isinstance(name, tuple) else ()
    return {key: value for rdn in rdns for key, value in rdn}
