"""A small HTTPS site on loopback, below a certificate authority nobody else trusts."""

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HANG_SECONDS = 30
"""A page that is held back is given up after this: for tests that fail, not for those that pass."""


@dataclass(frozen=True)
class Page:
    """What a path answers; with a gate, only once the gate is open."""

    body: str | bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    gate: threading.Event | None = None
    cut: int | None = None
    """Bytes of the body after which the connection breaks."""


@dataclass(frozen=True)
class Request:
    """What the site was asked."""

    method: str
    path: str
    headers: Message
    body: bytes
    certificate: str
    """Common name in the certificate that the client has shown; empty without one."""

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True, strict_parsing=True))


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

    def server_context(self, *hosts: str, asks: "Authority | None" = None) -> ssl.SSLContext:
        """A TLS server whose certificate names the hosts.

        asks: it lets in only who has a certificate of this authority.
        """
        alternatives = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self._issue("server.pem", hosts[0], alternatives))
        if asks is not None:
            context.load_verify_locations(asks.file)
            context.verify_mode = ssl.CERT_REQUIRED
        return context

    def client_certificate(self, name: str) -> Path:
        """A PEM file with the key, for a client of this name."""
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH])
        return self._issue("client.pem", name, usage)

    def _issue(self, file: str, name: str, extension: x509.ExtensionType) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        builder = _certificate(subject, self._name, key.public_key())
        certificate = builder.add_extension(extension, critical=False)
        path = self._folder / file
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + _pem(certificate.sign(self._key, hashes.SHA256()))
        )
        return path


class Site(ThreadingHTTPServer):
    """Answers from its pages, whatever the method, and remembers every request and connection."""

    daemon_threads = True

    def __init__(self, pages: Mapping[str, Page], context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = dict(pages)
        self.turns: dict[str, list[Page]] = {}
        """What a path answers first, each once, before it answers its page."""
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
            for page in (*site.pages.values(), *chain(*site.turns.values())):
                if page.gate is not None:
                    page.gate.set()
            site.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"
    timeout = HANG_SECONDS

    def handle(self) -> None:
        try:
            super().handle()
        except ssl.SSLError:
            # Closed with a request unread, the connection would be reset, and the alert be lost.
            self.connection.shutdown(socket.SHUT_WR)
            while self.connection.recv(65536):
                pass

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = Request(self.command, self.path, self.headers, body, self._certificate())
        self.server.requests.append(request)
        path = self.path.partition("?")[0]
        turns = self.server.turns.get(path)
        self._answer(turns.pop(0) if turns else self.server.pages.get(path, Page("", 404)))

    do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815 (the base's names)

    def _answer(self, page: Page) -> None:
        if page.gate is not None:
            page.gate.wait(HANG_SECONDS)
        body = page.body.encode() if isinstance(page.body, str) else page.body
        self.send_response(page.status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **page.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: page.cut])
        self.close_connection |= page.cut is not None

    def _certificate(self) -> str:
        shown = self.connection.getpeercert() if self.server.scheme == "https" else None
        parts = dict(chain(*shown["subject"])) if shown else {}
        return str(parts.get("commonName", ""))

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
