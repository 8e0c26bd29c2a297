"""The three ways in which a form is written down (HTML §4.10.22.6 to 8, URL §5.2)."""

import secrets
import string
from collections.abc import Iterable
from urllib.parse import quote

from kiosk.signin.forms.encoding import encode
from kiosk.signin.forms.entries import Entry, lines

_BOUNDARY = "----WebKitFormBoundary"
_BOUNDARY_CHARACTERS = string.ascii_letters + string.digits


def urlencoded(entries: Iterable[Entry], charset: str) -> str:
    """application/x-www-form-urlencoded, which is a query, too."""
    return "&".join(
        "=".join(_percent(encode(part, charset)) for part in lines(entry)) for entry in entries
    )


def multipart(entries: Iterable[Entry], charset: str, boundary: str) -> bytes:
    """multipart/form-data (RFC 7578)."""
    parts = bytearray()
    for entry in entries:
        name, value = (encode(part, charset) for part in lines(entry))
        parts += f'--{boundary}\r\nContent-Disposition: form-data; name="'.encode()
        parts += _in_quotes(name) + b'"'
        if entry.file:
            parts += b'; filename=""\r\nContent-Type: application/octet-stream'
        parts += b"\r\n\r\n" + value + b"\r\n"
    return bytes(parts) + f"--{boundary}--\r\n".encode()


def plain_text(entries: Iterable[Entry], charset: str) -> bytes:
    """text/plain, which cannot be read back without doubt."""
    return b"".join(encode("=".join(lines(entry)) + "\r\n", charset) for entry in entries)


def new_boundary() -> str:
    """As Chromium makes it."""
    return _BOUNDARY + "".join(secrets.choice(_BOUNDARY_CHARACTERS) for _ in range(16))


def _percent(text: bytes) -> str:
    return quote(text, safe="* ").replace("~", "%7E").replace(" ", "+")


def _in_quotes(name: bytes) -> bytes:
    return name.replace(b"\r", b"%0D").replace(b"\n", b"%0A").replace(b'"', b"%22")
