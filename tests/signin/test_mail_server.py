"""The mail server of the tests: what was sent by SMTP can be read there."""

import smtplib
from email.message import EmailMessage

from tests.support.mail_server import MailServer, running_mail_server

ADDRESS = "agathe@cabinet.example"


def send(server: MailServer, text: str) -> None:
    message = EmailMessage()
    message["From"] = "portail@portail.example"
    message["To"] = ADDRESS
    message["Subject"] = "Votre code d’accès"
    message.set_content(text)
    with smtplib.SMTP(server.host, server.port) as client:
        client.send_message(message)


def test_mails_are_kept_in_order_as_they_were_written(mail_server: MailServer) -> None:
    send(mail_server, "Été : 012345")
    send(mail_server, "Votre code : 678901.")
    first = mail_server.first_for(ADDRESS)
    assert first.sender == "portail@portail.example"
    assert first.recipients == (ADDRESS,)
    assert first.subject == "Votre code d’accès"
    assert first.text == "Été : 012345\n"
    assert first.code == "012345"
    assert mail_server.nth_for(ADDRESS, 2).code == "678901"
    assert mail_server.to("personne@cabinet.example") == []


def test_a_client_that_stays_does_not_disturb_the_end() -> None:
    with running_mail_server() as server, smtplib.SMTP(server.host, server.port) as client:
        assert client.noop()[0] == 250
    with running_mail_server() as server:
        client = smtplib.SMTP(server.host, server.port)
    client.close()
