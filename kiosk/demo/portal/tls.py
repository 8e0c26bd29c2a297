"""The doors: space and provider let everybody in, the card's door asks who is there."""

import ssl
from pathlib import Path

SERVER_PAIR = "portal.pem"
PROVIDER_PAIR = "provider.pem"
AUTHORITY = "authority.pem"
"""Files in the directory that the portal is given: certificates and keys, and whom to believe."""


def open_door(pair: Path) -> ssl.SSLContext:
    """HTTPS for every browser."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(pair)
    return context


def card_door(directory: Path) -> ssl.SSLContext:
    """HTTPS for holders of an authentication certificate of the authority, and nobody else.

    OpenSSL also refuses certificates that are expired or not meant for client authentication: a
    card's signature pair does not pass.
    """
    context = open_door(directory / SERVER_PAIR)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(directory / AUTHORITY)
    return context
