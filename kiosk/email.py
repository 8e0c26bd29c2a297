"""From the configuration to signing in by password and mailed code."""

from dataclasses import fields
from pathlib import Path

from kiosk.brake import Brake
from kiosk.config import Config
from kiosk.signin.email.sign_in import Email
from kiosk.signin.email.way import EmailWay
from kiosk.signin.portal import Portal

_OWN = {each.name for each in fields(EmailWay)} - {each.name for each in fields(Portal)}
"""What [methods.email] says by the same names."""


def email_of(config: Config) -> Email | None:
    """What the configuration says of it; None where there is none, or it is switched off."""
    mail, way = config.methods.mail, email_way_of(config)
    if mail is None or way is None:
        return None
    return Email(way, Brake(brake_file(config)), mail.forgotten_password_url)


def email_way_of(config: Config) -> EmailWay | None:
    """Where the forms are. The hosts of the e-CPS are none of its business."""
    mail = config.methods.mail
    if mail is None:
        return None
    return EmailWay(
        allowed_hosts=config.portal.allowed_hosts,
        ca_file=config.portal.ca_file,
        home_url=config.portal.home_url,
        logout_url=config.portal.logout_url,
        timeout=float(config.portal.timeout_seconds),
        **{name: getattr(mail, name) for name in _OWN},
    )


def brake_file(config: Config) -> Path:
    """Beside the journal: journal.sqlite has journal-brake.json."""
    journal = config.journal.path
    return journal.with_name(f"{journal.stem}-brake.json")
