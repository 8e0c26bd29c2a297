"""A private nginx in front of the test portal: real TLS, real client-certificate checks.

It listens on sockets made here, which it inherits: ports are free for sure, and a client that comes
before nginx is ready waits in the queue instead of being refused.
"""

import os
import socket
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROGRAM = "/usr/sbin/nginx"
DIES_WITH_US = ("setpriv", "--pdeathsig", "TERM")
WITH_FILE = ("-c", "nginx.conf")

CONFIGURATION = """
daemon off;
worker_processes 1;
pid nginx.pid;
error_log stderr error;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path t; proxy_temp_path t; fastcgi_temp_path t; uwsgi_temp_path t;
    scgi_temp_path t;
    proxy_set_header Host $http_host;
    proxy_set_header X-Client-Verify $ssl_client_verify;
    proxy_set_header X-Client-Certificate $ssl_client_escaped_cert;
    proxy_buffering off;
    {common}
    {servers}
}}
"""

SERVER = """
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {certificate};
        ssl_certificate_key {certificate};
        ssl_protocols {protocols};
        {commands}
        {client_check}
        location / {{ {location} }}
    }}
"""


@dataclass(frozen=True, slots=True)
class Server:
    """One port of nginx."""

    name: str
    certificate: str
    """PEM: certificate and key."""
    client_authority: str | None = None
    """PEM of the authority below which clients must have a certificate; None asks for none."""
    protocols: str = "TLSv1.2 TLSv1.3"
    commands: tuple[str, ...] = ()
    """For OpenSSL, as in its own configuration (SSL_CONF_cmd)."""


@dataclass(frozen=True, slots=True)
class Backend:
    """What stands behind nginx, in its own words."""

    location: str
    """Directives for every request."""
    common: str = ""
    """Those that cannot stand in a server."""


class Nginx:
    """May be started and stopped many times; each server keeps its port."""

    def __init__(self, directory: Path, servers: list[Server], backend: int | Backend) -> None:
        """backend: plain HTTP at a port of this machine, or something else."""
        if isinstance(backend, int):
            backend = Backend(f"proxy_pass http://127.0.0.1:{backend};")
        self._directory = directory
        self._servers = servers
        self._backend = backend
        self._listeners = {server.name: _listen(0) for server in servers}
        self._ports: dict[str, int] = {
            name: listener.getsockname()[1] for name, listener in self._listeners.items()
        }
        self._process: subprocess.Popen[bytes] | None = None

    def port(self, name: str) -> int:
        """Where the server of this name listens."""
        return self._ports[name]

    def start(self) -> None:
        if not self._listeners:
            self._listeners = {name: _listen(port) for name, port in self._ports.items()}
        self._write_files()
        descriptors = [listener.fileno() for listener in self._listeners.values()]
        with (self._directory / "nginx.log").open("wb") as log:
            self._process = subprocess.Popen(
                [*DIES_WITH_US, PROGRAM, "-e", "stderr", "-p", str(self._directory), *WITH_FILE],
                env={**os.environ, "NGINX": "".join(f"{number};" for number in descriptors)},
                pass_fds=descriptors,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._close_listeners()

    def stop(self) -> None:
        """From now on connections are refused; harmless when it does not run."""
        self._close_listeners()
        if self._process is not None:
            # The master takes its worker along; without one, 1.22 crashes on inherited sockets.
            _end(self._process)
            self._process = None

    def _close_listeners(self) -> None:
        for listener in self._listeners.values():
            listener.close()
        self._listeners = {}

    def _write_files(self) -> None:
        blocks = [self._block(server) for server in self._servers]
        text = CONFIGURATION.format(common=self._backend.common, servers="".join(blocks))
        (self._directory / "nginx.conf").write_text(text)

    def _block(self, server: Server) -> str:
        certificate = self._directory / f"{server.name}.pem"
        certificate.write_text(server.certificate)
        check = ""
        if server.client_authority is not None:
            authority = self._directory / f"{server.name}-clients.pem"
            authority.write_text(server.client_authority)
            check = f"ssl_verify_client on; ssl_client_certificate {authority};"
        return SERVER.format(
            port=self.port(server.name),
            certificate=certificate,
            protocols=server.protocols,
            commands=" ".join(f"ssl_conf_command {command};" for command in server.commands),
            client_check=check,
            location=self._backend.location,
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    """nginx 1.22 notes a signal that comes while it starts, and heeds it with the next one."""
    while process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.1)


def _listen(port: int) -> socket.socket:
    listener = socket.create_server(("127.0.0.1", port))
    listener.setblocking(False)
    return listener
