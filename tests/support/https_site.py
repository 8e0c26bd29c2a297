"""A small HTTPS site on loopback, below a certificate authority nobody else trusts."""

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HANG_SECONDS = 30
"""A page that is held back is given up after this: for tests that fail, not for those that pass."""


@dataclass(frozen=True)
class Page:
    """What a path answers; with a gate, only once the gate is open."""

    body: str | bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    gate: threading.Event | None = None


@dataclass(frozen=True)
class Request:
    """What the site was asked."""

    method: str
    path: str
    headers: Message


class Authority:
    """A certificate authority of its own."""

    def __init__(self, folder: Path, name: str = "Autorité d'essai") -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        builder = _certificate(self._name, self._name, self._key.public_key())
        constraints = x509.BasicConstraints(ca=True, path_length=0)
        certificate = builder.add_extension(constraints, critical=True)
        self.file = folder / "authority.pem"
        self.file.write_bytes(_pem(certificate.sign(self._key, hashes.SHA256())))

    def server_context(self, *hosts: str) -> ssl.SSLContext:
        """A TLS server whose certificate names the hosts."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, hosts[0])])
        alternatives = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        builder = _certificate(name, self._name, key.public_key())
        certificate = builder.add_extension(alternatives, critical=False)
        file = self._folder / "server.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + _pem(certificate.sign(self._key, hashes.SHA256()))
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


class Site(ThreadingHTTPServer):
    """Answers GET and POST from its pages and remembers every request and connection."""

    daemon_threads = True

    def __init__(self, pages: Mapping[str, Page], context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = dict(pages)
        self.requests: list[Request] = []
        self.connections = 0
        self.port = self.server_address[1]
        self.scheme = "https" if context else "http"
        self._context = context

    def url(self, path: str, host: str = "localhost") -> str:
        """Where a page is found."""
        return f"{self.scheme}://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Request]:
        """The requests for one path, in order."""
        return [request for request in self.requests if request.path == path]

    def get_request(self) -> tuple[Any, Any]:
        connection, address = super().get_request()
        self.connections += 1
        if self._context is not None:
            # The handshake waits for the handler's thread, so that nobody blocks the next client.
            connection = self._context.wrap_socket(
                connection, server_side=True, do_handshake_on_connect=False
            )
        return connection, address

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no failure of a test."""


@contextmanager
def serve(pages: Mapping[str, Page], context: ssl.SSLContext | None) -> Iterator[Site]:
    """A site for as long as the block lasts; plain HTTP without a context."""
    with Site(pages, context) as site:
        thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield site
        finally:
            for page in site.pages.values():
                if page.gate is not None:
                    page.gate.set()
            site.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"
    timeout = HANG_SECONDS

    def do_GET(self) -> None:
        self.server.requests.append(Request(self.command, self.path, self.headers))
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        page = self.server.pages.get(self.path.partition("?")[0], Page("", status=404))
        if page.gate is not None:
            page.gate.wait(HANG_SECONDS)
        body = page.body.encode() if isinstance(page.body, str) else page.body
        self.send_response(page.status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **page.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 (the base's name)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
        """Tests read the requests, nobody reads a log."""


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
    )


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
