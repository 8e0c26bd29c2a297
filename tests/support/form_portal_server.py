"""The HTTPS server under the scripted portal of forms."""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

HANG_SECONDS = 30
"""A request that is kept waiting is given up after this: for tests that fail."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def cookies(self) -> dict[str, str]:
        jar = SimpleCookie(self.headers.get("Cookie", ""))
        return {name: morsel.value for name, morsel in jar.items()}

    def fields(self, charset: str) -> list[tuple[str, str]]:
        """Of the form that was posted."""
        body = self.body.decode("ascii")
        return parse_qsl(body, keep_blank_values=True, encoding=charset, errors="strict")


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; with a gate, only once the gate is open."""

    body: str | bytes = ""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cookies: tuple[str, ...] = ()
    gate: threading.Event | None = None


def redirect(target: str, *cookies: str, status: int = 302) -> Reply:
    """An answer that leads on."""
    return Reply("", status, {"Location": target}, cookies)


class FormServer(ThreadingHTTPServer):
    """Answers by a function, or by what is scripted for a request, and remembers all of them."""

    daemon_threads = True

    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[Asked] = []
        self.script: dict[str, list[Reply]] = {}
        """By method and path ("POST /connexion"): what is answered first, each once."""
        self.answer: Callable[[Asked], Reply] = lambda _: Reply(status=404)
        self._context = context
        self._gates: list[threading.Event] = []

    def url(self, path: str) -> str:
        """Where a page is found."""
        return f"https://localhost:{self.server_address[1]}{path}"

    def reply(self, asked: Asked) -> Reply:
        """What is scripted, or else what the portal says."""
        self.asked.append(asked)
        turns = self.script.get(f"{asked.method} {asked.path}")
        reply = turns.pop(0) if turns else self.answer(asked)
        if reply.gate is not None:
            self._gates.append(reply.gate)
            reply.gate.wait(HANG_SECONDS)
        return reply

    def release(self) -> None:
        """Lets go of whoever is kept waiting."""
        for gate in self._gates:
            gate.set()

    def get_request(self) -> tuple[Any, Any]:
        connection, address = super().get_request()
        # The handshake waits for the handler's thread, so that nobody blocks the next client.
        wrapped = self._context.wrap_socket(
            connection, server_side=True, do_handshake_on_connect=False
        )
        return wrapped, address

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that goes away is no failure of a test."""


@contextmanager
def serve(context: ssl.SSLContext) -> Iterator[FormServer]:
    """A server for as long as the block lasts."""
    with FormServer(context) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.release()
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: FormServer
    protocol_version = "HTTP/1.1"
    timeout = HANG_SECONDS

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        path = urlsplit(self.path).path
        reply = self.server.reply(Asked(self.command, path, dict(self.headers.items()), body))
        sent = reply.body.encode() if isinstance(reply.body, str) else reply.body
        self.send_response(reply.status)
        usual = {"Content-Type": "text/html", "Content-Length": str(len(sent))}
        for name, value in {**usual, **reply.headers}.items():
            self.send_header(name, value)
        for cookie in reply.cookies:
            self.send_header("Set-Cookie", cookie)
        self.end_headers()
        self.wfile.write(sent)

    do_POST = do_GET  # noqa: N815 (the base's name)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's name)
        """Tests read the requests, nobody reads a log."""
