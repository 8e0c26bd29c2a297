"""The doctors' mailbox: a real mail server on this machine, and whoever reads what comes."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy

from aiosmtpd.smtp import SMTP, Envelope, Session

from kiosk.demo.portal.addresses import HOST

NAME = "courrier.tilleuls.example"
LETTER_BYTES = 64 * 1024

_CODE = re.compile(r"\b[0-9]{6}\b")


@dataclass(frozen=True, slots=True)
class Letter:
    """One that has come."""

    sender: str
    """The name of whoever wrote it, or the address."""
    address: str
    """Whose it is."""
    subject: str
    text: str = field(repr=False)

    @property
    def code(self) -> str:
        """What a reader would type from it; empty when there is nothing like it."""
        found = _CODE.search(self.text)
        return found[0] if found else ""


class Mailbox:
    """All letters in the order they came."""

    def __init__(self) -> None:
        self.port = 0
        """Where the server listens, on this machine."""
        self.letters: list[Letter] = []
        self.on_letter: Callable[[Letter], None] = lambda _letter: None
        """Called for each."""

    @property
    def last(self) -> Letter | None:
        return self.letters[-1] if self.letters else None

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Takes one in, as the server asks."""
        letter = read(envelope.content or b"", envelope.rcpt_tos[0])
        self.letters.append(letter)
        self.on_letter(letter)
        return "250 OK"


def read(content: str | bytes, address: str) -> Letter:
    """A letter as it came."""
    raw = content.encode() if isinstance(content, str) else content
    message = message_from_bytes(raw, policy=policy.default)
    writers = message["From"].addresses if message["From"] else ()
    sender = writers[0].display_name or writers[0].addr_spec if writers else ""
    body = message.get_body(("plain",))
    lines = body.get_content().splitlines() if body is not None else ()
    return Letter(sender, address, message["Subject"] or "", "\n".join(lines))


@asynccontextmanager
async def open_mailbox() -> AsyncIterator[Mailbox]:
    """Receives mail for the time of the context, on the event loop and a port of its own."""
    mailbox = Mailbox()
    loop = asyncio.get_running_loop()

    def server() -> SMTP:
        # Without a name of its own it would ask the network for one, and wait.
        return SMTP(mailbox, hostname=NAME, data_size_limit=LETTER_BYTES, loop=loop)

    listening = await loop.create_server(server, HOST, 0)
    mailbox.port = listening.sockets[0].getsockname()[1]
    try:
        yield mailbox
    finally:
        listening.close()
        await listening.wait_closed()
