"""Somebody with a password and a mailbox before the kiosk."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote_plus

from tests.journeys.stack import Stack
from tests.support.mail_server import MailServer
from tests.support.mail_ways import NO_WAIT, MailPortal
from tests.support.portal_accounts import AGATHE, Account
from tests.support.process_files import shown, written_files
from tests.support.processes import descendants
from tests.support.terminal import ENTER, Terminal
from tests.support.waiting import wait_for

NUMBER = "Saisissez le numéro de votre carte CPS"
PASSWORD = "Saisissez votre mot de passe ViaTrajectoire"
CODE = "Saisissez le code que vous avez reçu par e-mail"
ANOTHER = "F5 Autre code"
WELCOME = "Insérez votre carte CPS"
SPACE = f"Espace de {AGATHE.name}"
"""The heading that the browser displays."""

F5, F10 = "\x1b[15~", "\x1b[21~"
PASTE = "\x1b[200~{}\x1b[201~"
"""As a terminal that knows bracketed paste sends it."""

SHARED_FOLDERS = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))  # noqa: S108 (to look there)
"""Where programs leave what they need for a while."""


@dataclass(frozen=True, slots=True)
class MailVisit:
    """One kiosk, from its first screen on."""

    kiosk: Terminal
    stack: Stack
    portal: MailPortal
    mail: MailServer
    began: float
    """Seconds since 1970: what was written before is not its doing."""

    def says_who(self, who: Account = AGATHE) -> None:
        """Types her number as it is printed on her card, up to the question for her password."""
        self.kiosk.type("m")
        self.kiosk.sees(NUMBER)
        digits = who.number
        self.kiosk.type(f"{digits[0]} {digits[1:4]} {digits[4:]}" + ENTER)
        self.kiosk.sees(PASSWORD)

    def says_password(self, password: str = AGATHE.password) -> None:
        self.kiosk.type(password + ENTER)

    def reads_code(self, number: int = 1, who: Account = AGATHE) -> str:
        """Of her mails so far, once the kiosk asks for it."""
        code = self.mail.nth_for(who.address, number).code
        self.kiosk.sees(CODE)
        return code

    def pastes(self, code: str) -> None:
        self.kiosk.type(PASTE.format(code))
        self.kiosk.type(ENTER)

    def asks_for_another_code(self) -> None:
        """As soon as it is offered, up to the word that it was sent."""
        self.kiosk.sees(ANOTHER)
        self.kiosk.type(F5)
        self.kiosk.sees("Un nouveau code a été envoyé")

    def signs_in(self) -> str:
        """Up to her space; her code."""
        self.says_who()
        self.says_password()
        code = self.reads_code()
        self.pastes(code)
        self.kiosk.sees(SPACE)
        return code

    def is_over(self) -> None:
        """At the portal, and on this machine."""
        self.kiosk.sees(WELCOME)
        self.stack.waits_until_bare(self.kiosk)
        wait_for(lambda: not self.portal.site.signed_in)
        wait_for(lambda: self.stack.outcomes[-1] == "cleared")

    def betrays(self, secret: str) -> list[str]:
        """Where the secret can be read: screen, files, arguments and environments."""
        pids = (self.kiosk.process.pid, *descendants(self.kiosk.process.pid))
        places = {"terminal": bytes(self.kiosk.output), "processes": shown(pids)}
        files = _files_since(self.began, self.stack.directory, *SHARED_FOLDERS)
        for path in {*written_files(pids), *files}:
            places[path] = _content(Path(path))
        return [place for place, content in places.items() if _stands_in(secret, content)]


Visiting = Callable[[], AbstractContextManager[MailVisit]]
"""Starts a kiosk for as long as the block lasts."""


@contextmanager
def mail_visit(stack: Stack, portal: MailPortal, mail: MailServer) -> Iterator[MailVisit]:
    """A kiosk at its first screen, for that portal."""
    stack.email = portal.table(**NO_WAIT)
    stack.home = portal.url("")
    began = time.time() - 1
    with stack.kiosk() as kiosk:
        yield MailVisit(kiosk, stack, portal, mail, began)


def _files_since(moment: float, *folders: Path) -> Iterator[str]:
    """Whatever was written there since then, but for other tests' files."""
    for top in folders:
        for folder, below, names in os.walk(top):
            below[:] = [name for name in below if not name.startswith("pytest-")]
            for path in (Path(folder, name) for name in names):
                with suppress(OSError):
                    if path.stat().st_mtime >= moment:
                        yield str(path)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.is_file() else b""
    except OSError:
        return b""  # gone meanwhile, or nobody's to read


def _stands_in(secret: str, content: bytes) -> bool:
    """By itself, however it is written: six digits are part of many a number."""
    ways = {
        form
        for charset in ("utf-8", "windows-1252", "utf-16-le")
        for form in (secret.encode(charset), quote_plus(secret, encoding=charset).encode())
    }
    words = (rb"(?<![0-9])" + re.escape(way) + rb"(?![0-9])" for way in ways)
    return any(re.search(word, content) for word in words)
