"""What the demo's portal and the nginx before it tell of a visit, and whom it lets in."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl

from kiosk.demo.doctors import MARTIN, MOREAU, Doctor
from kiosk.demo.portal.facts import SessionClosed, SessionOpened
from kiosk.demo.portal.gestures import Gesture
from kiosk.demo.portal.process import Portal
from tests.support.portal_accounts import Account
from tests.support.portal_record import Asked
from tests.support.waiting import wait_for

BUTTON = "action"
"""All named buttons have this name; what they are for is their value."""
LOG_FORMAT = (
    '{"method":"$request_method","target":"$request_uri","body":"$request_body","headers":{'
    '"host":"$http_host","origin":"$http_origin","referer":"$http_referer",'
    '"user-agent":"$http_user_agent","accept-language":"$http_accept_language",'
    '"content-type":"$http_content_type","cookie":"$http_cookie"}}'
)
"""nginx writes one such line for each request, as the visitor sent it."""


def account(doctor: Doctor, *, introduced: bool = True) -> Account:
    """Hers at the demo's portal."""
    return Account(
        number=doctor.number,
        password=doctor.password,
        address=doctor.address,
        name=f"Dr {doctor.given_name} {doctor.family_name}",
        introduced=introduced,
        mask="•" * 6,
    )


CAMILLE = account(MARTIN)
HUGO = account(MOREAU, introduced=False)


class DemoSite:
    """The portal tells of sessions a moment after they begin and end."""

    def __init__(self, portal: Portal, loop: asyncio.AbstractEventLoop, log: Path) -> None:
        self._portal = portal
        self._loop = loop
        """The portal's watcher runs there."""
        self._log = log

    @property
    def signed_in(self) -> list[str]:
        """The names of those who have a session now."""
        names: dict[int, str] = {}
        for fact in self._portal.facts:
            if isinstance(fact, SessionOpened):
                names[fact.session] = fact.name
            elif isinstance(fact, SessionClosed):
                del names[fact.session]
        return sorted(names.values())

    @property
    def asked(self) -> list[Asked]:
        """Each request that was answered."""
        return list(_read(self._log))

    @property
    def pressed(self) -> list[str]:
        """What the named buttons are for that forms were submitted by, in order."""
        pairs = (pair for asked in self.asked for pair in asked.fields)
        return [value for name, value in pairs if name == BUTTON]

    def visited(self, path: str, method: str = "GET") -> list[Asked]:
        """The requests for one path so far."""
        return [asked for asked in self.asked if (asked.method, asked.path) == (method, path)]

    def let_codes_expire(self) -> None:
        """As if the time of the last one were over."""
        self._loop.call_soon_threadsafe(self._portal.touch, Gesture.EXPIRE)
        wait_for(lambda: not self._portal.code_works)


def _read(log: Path) -> Iterator[Asked]:
    for line in log.read_text(encoding="utf-8").splitlines():
        told = json.loads(line)
        fields = parse_qsl(told["body"], keep_blank_values=True)
        headers = {name: value for name, value in told["headers"].items() if value}
        yield Asked(told["method"], told["target"], headers, tuple(fields))
