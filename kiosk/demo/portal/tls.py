"""The two doors: the space lets everybody in, the card's door asks who is there."""

import ssl
from pathlib import Path

SERVER_PAIR = "portal.pem"
AUTHORITY = "authority.pem"
"""Files in the directory that the portal is given: certificate and key, and whom to believe."""


def space_door(directory: Path) -> ssl.SSLContext:
    """HTTPS for every browser."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(directory / SERVER_PAIR)
    return context


def card_door(directory: Path) -> ssl.SSLContext:
    """HTTPS for holders of an authentication certificate of the authority, and nobody else.

    OpenSSL also refuses certificates that are expired or not meant for client authentication: a
    card's signature pair does not pass.
    """
    context = space_door(directory)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(directory / AUTHORITY)
    return context
