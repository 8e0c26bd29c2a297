"""A mail server on loopback that keeps what it is given: where the portals' codes arrive."""

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.waiting import wait_for

ACCEPTED = "250 OK"
CODE = re.compile(r"\b[0-9]{6}\b")


@dataclass(frozen=True, slots=True)
class Mail:
    """As it came in: the envelope's addresses, and what it says."""

    sender: str
    recipients: tuple[str, ...]
    subject: str
    text: str

    @property
    def code(self) -> str:
        """The only six digits in it."""
        (code,) = CODE.finditer(self.text)
        return code[0]


class MailServer:
    """Takes every mail, for anybody; `mails` has them in the order in which they came."""

    host = "127.0.0.1"

    def __init__(self, port: int) -> None:
        self.port = port
        self.mails: list[Mail] = []

    def to(self, address: str) -> list[Mail]:
        """What has come for somebody so far."""
        return [mail for mail in self.mails if address in mail.recipients]

    def first_for(self, address: str) -> Mail:
        """Waits until one has come."""
        return self.nth_for(address, 1)

    def nth_for(self, address: str, number: int) -> Mail:
        """Waits until so many have come; the last of these."""
        wait_for(lambda: len(self.to(address)) >= number)
        return self.to(address)[number - 1]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002, N802 (aiosmtpd's name)
        """What aiosmtpd calls for each mail."""
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, EmailMessage, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.mails.append(
            Mail(
                envelope.mail_from or "",
                tuple(envelope.rcpt_tos),
                str(message["Subject"]),
                message.get_content().replace("\r\n", "\n"),
            )
        )
        return ACCEPTED


@contextmanager
def running_mail_server() -> Iterator[MailServer]:
    """One for as long as the block lasts."""
    server = MailServer(_free_port())
    controller = Controller(server, server.host, server.port, server_hostname="courrier.test")
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    """Nothing has come yet."""
    with running_mail_server() as running:
        yield running


def _free_port() -> int:
    """aiosmtpd cannot say which port it was given, so it is told one."""
    with socket.create_server((MailServer.host, 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
