"""The portal as its parent sees it: a child process, its addresses, and what it tells."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from kiosk.demo.pki import Authority
from kiosk.demo.portal import paths
from kiosk.demo.portal.addresses import HOST, PROVIDER_HOST
from kiosk.demo.portal.facts import (
    CodeOver,
    CodeSent,
    Fact,
    Listening,
    PhoneAnswered,
    PhoneAsked,
    from_line,
)
from kiosk.demo.portal.gestures import Gesture
from kiosk.demo.portal.provider.client import KIOSK, SECRET, new_secret
from kiosk.demo.portal.tls import AUTHORITY, PROVIDER_PAIR, SERVER_PAIR

START_SECONDS = 20
END_SECONDS = 5

_CHAINED = ("setpriv", "--pdeathsig", "KILL")
"""Run before it in the same process: it dies with the kiosk even if its pipe stays open."""


F = TypeVar("F", bound=Fact)


class PortalFailed(Exception):
    """The portal did not start; its text is what it had to say."""


class Portal:
    """A running portal. `facts` grows as things happen."""

    def __init__(self, process: Process, ca_file: Path, listening: Listening) -> None:
        self._process = process
        self._changed = asyncio.Event()
        self._silent = False
        self.ca_file = ca_file
        self.facts: list[Fact] = []
        self.card_port = listening.card
        space = f"https://{HOST}:{listening.space}"
        self.login_url = f"https://{HOST}:{listening.card}{paths.CARD}"
        self.home_url = f"{space}{paths.SPACE}"
        self.logout_url = f"{space}{paths.LOGOUT}"
        self.session_url = f"{space}{paths.EXCHANGE}"
        self.start_url = f"{space}{paths.ECPS}"
        self.mail_url = f"{space}{paths.MAIL}"
        self.forgotten_url = f"{space}{paths.FORGOTTEN}"
        self.issuer = f"https://{PROVIDER_HOST}:{listening.provider}"
        self.client_id = KIOSK
        self.client_secret_file = ca_file.parent / SECRET
        self.on_fact: Callable[[Fact], None] = lambda _fact: None
        """Called for each."""

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def on_phone(self) -> PhoneAsked | None:
        """What waits for an answer."""
        asked = None
        for fact in self.facts:
            if isinstance(fact, PhoneAsked):
                asked = fact
            elif isinstance(fact, PhoneAnswered) and asked is not None and fact.ask == asked.ask:
                asked = None
        return asked

    @property
    def code_works(self) -> bool:
        """Whether the code of the last letter is still good for something."""
        works = False
        for fact in self.facts:
            # Nothing is told of an older one once the next has been sent.
            if isinstance(fact, CodeSent | CodeOver):
                works = isinstance(fact, CodeSent)
        return works

    def touch(self, gesture: Gesture) -> None:
        """Somebody does this with what waits on the phone, or in the mail."""
        if self._process.stdin is not None and not self._process.stdin.is_closing():
            self._process.stdin.write(f"{gesture}\n".encode())

    def find(self, kind: type[F], holds: Callable[[F], bool] = lambda _fact: True) -> F | None:
        """The first fact of this kind so far."""
        return next((fact for fact in self.facts if isinstance(fact, kind) and holds(fact)), None)

    async def first(self, kind: type[F], holds: Callable[[F], bool] = lambda _fact: True) -> F:
        """Waits for the first fact of this kind. Raises PortalFailed when it ended without."""
        while (fact := self.find(kind, holds)) is None:
            await self._more()
        return fact

    async def end(self) -> None:
        """Ends it, with force if need be; harmless when it has ended."""
        await _end(self._process)

    async def _more(self) -> None:
        if self._silent:
            raise PortalFailed("it has ended")
        self._changed.clear()
        await self._changed.wait()

    async def listen(self, output: asyncio.StreamReader) -> None:
        """Takes in what the portal tells until it ends."""
        while line := await output.readline():
            fact = from_line(line)
            self.facts.append(fact)
            self._changed.set()
            self.on_fact(fact)
        self._silent = True
        self._changed.set()


@asynccontextmanager
async def running_portal(
    authority: Authority, directory: Path, mail_port: int = 0
) -> AsyncIterator[Portal]:
    """Runs a portal that believes the authority, for the time of the context.

    The directory is private and lives longer than the portal. Letters go to the mail server at that
    port of this machine; at 0 there is none. Raises PortalFailed.
    """
    ca_file = await asyncio.to_thread(_equip, authority, directory)
    complaints = directory / "portal.log"
    with complaints.open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *_CHAINED,
            sys.executable,
            "-m",
            "kiosk.demo.portal",
            str(directory),
            str(mail_port),
            stdin=PIPE,
            stdout=PIPE,
            stderr=log,
            start_new_session=True,  # a Ctrl+C in the terminal is the kiosk's business
        )
    try:
        output = process.stdout or asyncio.StreamReader()
        portal = Portal(process, ca_file, await _listening(output))
        listener = asyncio.create_task(portal.listen(output))
        try:
            yield portal
        finally:
            listener.cancel()
    finally:
        await _end(process)


def _equip(authority: Authority, directory: Path) -> Path:
    """Writes what the portal needs; keys and secrets are for their owner's eyes alone."""
    ca_file = directory / AUTHORITY
    ca_file.write_text(authority.pem)
    portal, provider = map(authority.issue_server, (HOST, PROVIDER_HOST))
    texts = {
        SERVER_PAIR: portal.key_pem + portal.pem,
        PROVIDER_PAIR: provider.key_pem + provider.pem,
        SECRET: new_secret() + "\n",
    }
    for name, text in texts.items():
        file = directory / name
        file.touch(mode=0o600)
        file.write_text(text)
    return ca_file


async def _listening(output: asyncio.StreamReader) -> Listening:
    try:
        async with asyncio.timeout(START_SECONDS):
            fact = from_line(await output.readline())
    except (TimeoutError, ValueError):
        raise PortalFailed from None
    if not isinstance(fact, Listening):
        raise PortalFailed
    return fact


async def _end(process: Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(END_SECONDS):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
