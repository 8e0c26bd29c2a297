"""The floor of a sign-in: the same steps on the same components, one after the other.

Login, one signature through stunnel, one GET, the page in a warm Chromium. No screen, no check, no
second look, no way back. The card is bound and the browser warm before the PIN comes, as in the
kiosk.
"""

import ssl
import subprocess
import sys
import tempfile
from http.cookies import SimpleCookie
from pathlib import Path

import httpx
import pkcs11
from pkcs11 import Attribute, ObjectClass

from devices.browser.profile import Profile
from devices.card_tls.config import TokenKey, configuration
from devices.certificate import is_authentication
from devices.kit import TlsServer
from tests.bench.bare_browser import BareBrowser

MAKES_TLS_READY = "Accepting new connections"


def main(module: Path, port: int, ca_file: Path, runtime: Path) -> None:
    """Tells browser and profile when ready, takes the PIN, and ends when the browser does."""
    token, key_id = _bound(module)
    profile = Profile.make(runtime)
    browser = BareBrowser(profile, ca_file)
    key = TokenKey(module, token.serial.decode(), key_id, pkcs1_only=True)
    server = TlsServer("localhost", port, ca_file)
    sys.stdout.write(f"{browser.process.pid} {profile.path}\n")
    sys.stdout.flush()

    pin = bytearray(sys.stdin.buffer.read(4))
    token.open(user_pin=pin.decode())
    with tempfile.TemporaryDirectory(dir=runtime) as directory:
        socket = Path(directory) / "card.sock"
        stunnel = _tunnel(bytes(configuration(key, server, pin, socket, None)))
        location, cookies = _log_in(socket, port)
        stunnel.kill()
        browser.open(location, cookies)
        browser.process.wait()
    profile.wipe()


def _bound(module: Path) -> tuple[pkcs11.Token, bytes]:
    (slot,) = pkcs11.lib(str(module)).get_slots(token_present=True)
    token = slot.get_token()
    with token.open() as session:
        for found in list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})):
            if is_authentication(found[Attribute.VALUE]):
                return token, found[Attribute.ID]
    raise LookupError("no certificate for client authentication")


def _tunnel(text: bytes) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        ["/usr/bin/stunnel", "-fd", "0"],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write(text)
    process.stdin.close()
    while MAKES_TLS_READY.encode() not in (line := process.stderr.readline()):
        assert line, "stunnel did not start"
    return process


def _log_in(socket: Path, port: int) -> tuple[str, list[dict[str, str]]]:
    unused = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    with httpx.HTTPTransport(uds=str(socket), verify=unused) as transport:
        request = httpx.Request("GET", f"http://localhost:{port}/connexion/carte")
        response = transport.handle_request(request)
        jar: SimpleCookie = SimpleCookie()
        for line in response.headers.get_list("set-cookie"):
            jar.load(line)
        location = response.headers["location"]
    cookies = [
        {"name": name, "value": morsel.value, "url": location} for name, morsel in jar.items()
    ]
    return location, cookies


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
