"""Whom the test portals let in by password and mailed code; both portals judge alike."""

import secrets
import smtplib
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import Enum, auto

from tests.support.mail_server import MailServer

MOST_PASSWORDS = 5
"""Wrong ones in a row lock the account."""
MOST_CODES = 3
"""Wrong ones void the code."""
CODE_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Account:
    """A doctor as a portal knows her."""

    number: str
    password: str = field(repr=False)
    address: str
    name: str
    introduced: bool = True
    """Has signed in with a card or the e-CPS before."""
    outdated: bool = False
    """Has to choose another password."""
    mask: str = "***"
    """What a portal shows instead of most of her address."""

    @property
    def masked(self) -> str:
        """Her address as a portal shows it."""
        name, _, host = self.address.partition("@")
        return f"{name[0]}{self.mask}@{host}"


AGATHE = Account(
    "899700366240", "Été-2026 à 18 €!", "agathe@valbrune.example", "Agathe VALBRUNE-ESSAI"
)
NEWCOMER = Account(
    "899700218896",
    "pas-encore-venue",
    "maelle@sorbier.example",
    "Maëlle SORBIER-ESSAI",
    introduced=False,
)
LATE = Account(
    "899700075064", "trop-vieux", "lucien@tilleul.example", "Lucien TILLEUL-ESSAI", outdated=True
)
ACCOUNTS = (AGATHE, NEWCOMER, LATE)


class Refusal(Enum):
    """Why a password or a code does not do."""

    WRONG = auto()
    LOCKED = auto()
    """This account, until somebody unlocks it."""
    FIRST = auto()
    """Wants a card or the e-CPS before any password."""
    OUTDATED = auto()
    """Another password has to be chosen."""
    EXPIRED = auto()
    VOID = auto()
    """No code will do any more."""


@dataclass(slots=True)
class Challenge:
    """A code on its way to somebody."""

    account: Account
    code: str = field(repr=False, default="")
    expires: float = 0.0
    """Monotonic."""
    tries: int = MOST_CODES


class Accounts:
    """Judges what is typed, and mails codes."""

    def __init__(self, mail: MailServer) -> None:
        self.wrong = Counter[str]()
        """Passwords in a row, by number."""
        self._mail = mail
        self._lock = threading.Lock()
        self._known = {account.number: account for account in ACCOUNTS}
        self._challenges: list[Challenge] = []

    def judge(self, number: str, password: str) -> Account | Refusal:
        """What a password comes to."""
        with self._lock:
            if self.wrong[number] >= MOST_PASSWORDS:
                return Refusal.LOCKED
            account = self._known.get(number)
            if account is not None and not account.introduced:
                return Refusal.FIRST
            if account is None or account.password != password:
                self.wrong[number] += 1
                return Refusal.LOCKED if self.wrong[number] >= MOST_PASSWORDS else Refusal.WRONG
            self.wrong[number] = 0
            return Refusal.OUTDATED if account.outdated else account

    def challenge(self, account: Account) -> Challenge:
        """Mails the first code."""
        made = Challenge(account)
        self._challenges.append(made)
        self.send(made)
        return made

    def send(self, challenge: Challenge) -> None:
        """Mails another code: the former one is good for nothing any more."""
        number = secrets.randbelow(1_000_000)
        challenge.code = f"{number:06}"
        challenge.expires = time.monotonic() + CODE_SECONDS
        message = EmailMessage()
        message["From"] = "ne-pas-repondre@portail.example"
        message["To"] = challenge.account.address
        message["Subject"] = "Votre code d’accès à ViaTrajectoire"
        message.set_content(f"Bonjour,\n\nvotre code d’accès : {challenge.code}\n")
        with smtplib.SMTP(self._mail.host, self._mail.port) as client:
            client.send_message(message)

    def check(self, challenge: Challenge, code: str) -> Account | Refusal:
        """What a code comes to."""
        with self._lock:
            if challenge.tries == 0:
                return Refusal.VOID
            if time.monotonic() > challenge.expires:
                return Refusal.EXPIRED
            if code == challenge.code:
                challenge.tries = 0
                return challenge.account
            challenge.tries -= 1
            return Refusal.WRONG if challenge.tries else Refusal.VOID

    def let_codes_expire(self) -> None:
        """As if a long time had passed."""
        for challenge in self._challenges:
            challenge.expires = 0.0
