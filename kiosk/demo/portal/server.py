"""The doors, open on 127.0.0.1."""

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.demo.portal.addresses import HOST, PROVIDER_HOST, Addresses
from kiosk.demo.portal.facts import Fact, Listening, Requested, TlsRefused
from kiosk.demo.portal.gestures import Gesture
from kiosk.demo.portal.http import BadRequest, Request, Response, read_request
from kiosk.demo.portal.mail.codes import SignIns
from kiosk.demo.portal.mail.front import MailFront
from kiosk.demo.portal.mail.post import Post
from kiosk.demo.portal.pages import SITE
from kiosk.demo.portal.provider.phone import Phone
from kiosk.demo.portal.provider.provider import Provider
from kiosk.demo.portal.sessions import Sessions
from kiosk.demo.portal.site import Site
from kiosk.demo.portal.stream import TlsStream
from kiosk.demo.portal.tls import PROVIDER_PAIR, SERVER_PAIR, card_door, open_door
from kiosk.demo.portal.visitor import visitor_of

PATIENCE_SECONDS = 10

Tell = Callable[[Fact], None]
Reply = Callable[[Request, ssl.SSLObject], Awaitable[tuple[Response, int | None]]]
"""To a request on a verified connection: the answer, and the session it was given to."""


@asynccontextmanager
async def serve(
    directory: Path, mail_port: int, tell: Tell
) -> AsyncIterator[Callable[[Gesture], None]]:
    """Opens all doors for the time of the context, and tells what happens at them.

    Letters go to the mail server at that port. What it gives takes what is done with the phone that
    the provider asks, and with the codes that are mailed.
    """
    addresses = Addresses()
    later = asyncio.get_running_loop().call_later
    phone = Phone(time.time, tell, later)
    codes = SignIns(time.time, tell, later)
    provider = Provider(directory, addresses, phone)
    mail = MailFront(addresses, codes, Post(mail_port))
    site = Site(Sessions(time.time, tell), addresses, provider, mail)

    def take(gesture: Gesture) -> None:
        phone.take(gesture)
        codes.take(gesture)

    doors = (
        _Door("space", open_door(directory / SERVER_PAIR), _in_space(site), tell),
        _Door("card", card_door(directory), _at_card_door(site), tell),
        _Door("provider", open_door(directory / PROVIDER_PAIR), _at_provider(provider), tell),
    )
    servers = [await door.open() for door in doors]
    try:
        space, card, identity = (server.sockets[0].getsockname()[1] for server in servers)
        addresses.space = f"https://{HOST}:{space}"
        addresses.card = f"https://{HOST}:{card}"
        addresses.provider = f"https://{PROVIDER_HOST}:{identity}"
        tell(Listening(space, card, identity))
        yield take
    finally:
        for server in servers:
            server.close()


def _in_space(site: Site) -> Reply:
    return lambda request, _connection: site.in_space(request)


def _at_card_door(site: Site) -> Reply:
    async def reply(request: Request, connection: ssl.SSLObject) -> tuple[Response, int | None]:
        return site.at_card_door(request, visitor_of(connection))

    return reply


def _at_provider(provider: Provider) -> Reply:
    async def reply(request: Request, _connection: ssl.SSLObject) -> tuple[Response, int | None]:
        return provider.answer(request), None

    return reply


@dataclass(frozen=True, slots=True)
class _Door:
    name: str
    context: ssl.SSLContext
    reply: Reply
    tell: Tell

    async def open(self) -> asyncio.Server:
        return await asyncio.start_server(self._welcome, HOST, 0)

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        stream = TlsStream(self.context, reader, writer)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await stream.handshake()
                await stream.write((await self._answer(stream)).encode())
        except ssl.SSLEOFError:
            pass  # the other side went away
        except ssl.SSLError as error:
            self.tell(TlsRefused(self.name, error.reason or "TLS"))
        except OSError:
            pass  # it went away less politely, or was too slow
        finally:
            await stream.close()

    async def _answer(self, stream: TlsStream) -> Response:
        try:
            request = await read_request(stream.read)
            response, session = await self.reply(request, stream.connection)
        except BadRequest as bad:
            return SITE.refusal(bad.status)
        self.tell(Requested(self.name, request.path, response.status, session, request.from_window))
        return response
