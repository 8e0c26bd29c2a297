"""The demo's mailbox is a real mail server, and reads what comes as a person would."""

import asyncio
import smtplib
from email.message import EmailMessage

import pytest

from kiosk.demo.doctors import MARTIN, ROUX
from kiosk.demo.mailbox import LETTER_BYTES, Letter, Mailbox, open_mailbox, read
from kiosk.demo.portal.mail.letters import with_code
from kiosk.demo.portal.mail.post import Post, PostFailed


@pytest.mark.usefixtures("never_blocks")
async def test_a_letter_goes_by_smtp_and_is_read(mailbox: Mailbox) -> None:
    heard: list[Letter] = []
    mailbox.on_letter = heard.append
    await Post(mailbox.port).send(with_code(MARTIN, "048213", 300))
    (letter,) = heard
    assert (letter.sender, letter.address) == ("DémoParcours", "camille.martin@tilleuls.example")
    assert letter.subject == "Votre code de connexion"
    assert "Bonjour Dr Camille MARTIN,\n" in letter.text
    assert "valable 5 minutes. Tapez-le sur l’écran" in letter.text
    assert letter.code == "048213"
    assert mailbox.last is letter


def test_what_a_letter_says_of_itself_has_no_code() -> None:
    letter = with_code(MARTIN, "048213", 300)
    assert "048213" not in str(letter["Subject"])
    assert "048213" not in repr(read(letter.as_bytes(), MARTIN.address))


def test_addresses_lead_nowhere_and_are_plain() -> None:
    assert ROUX.address == "ines.roux@tilleuls.example"
    assert with_code(ROUX, "1", 300).as_bytes().isascii()


async def test_a_server_that_is_gone_takes_nothing() -> None:
    async with open_mailbox() as mailbox:
        port = mailbox.port
    for gone in (port, 0):
        with pytest.raises(PostFailed):
            await Post(gone).send(with_code(MARTIN, "048213", 300))


async def test_two_mailboxes_do_not_mix(mailbox: Mailbox) -> None:
    async with open_mailbox() as other:
        await Post(other.port).send(with_code(MARTIN, "048213", 300))
        assert (len(mailbox.letters), len(other.letters)) == (0, 1)


async def test_a_letter_that_is_too_large_is_not_taken(mailbox: Mailbox) -> None:
    letter = EmailMessage()
    letter["From"], letter["To"] = "a@example.org", MARTIN.address
    letter.set_content("x\n" * LETTER_BYTES)
    with pytest.raises(PostFailed):
        await Post(mailbox.port).send(letter)
    assert mailbox.letters == []


@pytest.mark.parametrize("content", [b"", b"no header", b"From: \nSubject: =?x?q?=ff?=\n\n\xff"])
async def test_whatever_comes_is_a_letter(mailbox: Mailbox, content: bytes) -> None:
    await asyncio.to_thread(_send_raw, mailbox.port, content)
    assert mailbox.last is not None
    assert (mailbox.last.sender, mailbox.last.code) == ("", "")


def _send_raw(port: int, content: bytes) -> None:
    with smtplib.SMTP("127.0.0.1", port, "example.org", timeout=10) as server:
        server.sendmail("a@example.org", [MARTIN.address], content)
