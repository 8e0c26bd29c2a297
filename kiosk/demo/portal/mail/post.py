"""How letters leave: by SMTP, to the mail server that the portal was told of."""

import asyncio
import smtplib
from dataclasses import dataclass
from email.message import EmailMessage

from kiosk.demo.portal.addresses import HOST
from kiosk.demo.portal.mail.letters import SENDER

SECONDS = 5
"""How long each step of a delivery may take."""


class PostFailed(Exception):
    """The mail server did not take the letter."""


@dataclass(frozen=True, slots=True)
class Post:
    """Port of the mail server on this machine; at 0 there is none."""

    port: int

    async def send(self, letter: EmailMessage) -> None:
        """Returns when the server has taken it. Raises PostFailed."""
        try:
            await asyncio.to_thread(self._deliver, letter)
        except (OSError, smtplib.SMTPException) as error:
            raise PostFailed from error

    def _deliver(self, letter: EmailMessage) -> None:
        if not self.port:
            raise ConnectionRefusedError
        # Without a name of its own it would ask the network for one.
        with smtplib.SMTP(HOST, self.port, SENDER.domain, timeout=SECONDS) as server:
            server.send_message(letter)
