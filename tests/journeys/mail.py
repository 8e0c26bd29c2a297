"""Somebody with a password and a mailbox before the kiosk."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from tests.journeys.stack import Stack
from tests.support.mail_server import MailServer
from tests.support.mail_ways import MailPortal
from tests.support.portal_accounts import Account
from tests.support.processes import descendants
from tests.support.terminal import ENTER, Terminal
from tests.support.traces import files_below, process_traces, stands_in
from tests.support.waiting import wait_for

NUMBER = "Saisissez le numéro de votre carte CPS"
PASSWORD = "Saisissez votre mot de passe ViaTrajectoire"
CODE = "Saisissez le code que vous avez reçu par e-mail"
ANOTHER = "F5 Nouveau code"
WELCOME = "Insérez votre carte CPS"

F5, F10 = "\x1b[15~", "\x1b[21~"
PASTE = "\x1b[200~{}\x1b[201~"
"""As a terminal that knows bracketed paste sends it."""


@dataclass(frozen=True, slots=True)
class MailVisit:
    """One kiosk, from its first screen on."""

    kiosk: Terminal
    stack: Stack
    portal: MailPortal
    mail: MailServer

    @property
    def doctor(self) -> Account:
        return self.portal.doctor

    def says_who(self, who: Account | None = None) -> None:
        """Types her number as it is printed on her card, up to the question for her password."""
        self.kiosk.type("m")
        self.kiosk.sees(NUMBER)
        digits = (who or self.doctor).number
        self.kiosk.type(f"{digits[0]} {digits[1:4]} {digits[4:]}" + ENTER)
        self.kiosk.sees(PASSWORD)

    def says_password(self, password: str | None = None) -> None:
        self.kiosk.type((self.doctor.password if password is None else password) + ENTER)

    def reads_code(self, number: int = 1) -> str:
        """Of her mails so far, once the kiosk asks for it."""
        code = self.mail.nth_for(self.doctor.address, number).code
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
        self.sees_space()
        return code

    def sees_space(self) -> None:
        """The browser displays her own page."""
        self.kiosk.sees(self.portal.space)

    def is_over(self) -> None:
        """At the portal, and on this machine."""
        self.kiosk.sees(WELCOME)
        self.stack.waits_until_bare(self.kiosk)
        wait_for(lambda: not self.portal.site.signed_in)
        wait_for(lambda: self.stack.outcomes[-1] == "cleared")

    def betrays(self, secret: str) -> list[str]:
        """Where the secret can be read: screen, files, arguments and environments."""
        pids = (self.kiosk.process.pid, *descendants(self.kiosk.process.pid))
        places = {
            "terminal": bytes(self.kiosk.output),
            "journal": self.stack.journal_cells.encode(),
            **process_traces(pids),
            **files_below(self.stack.directory, self.stack.runtime),
        }
        return [place for place, content in places.items() if stands_in(secret, content)]


Visiting = Callable[[], AbstractContextManager[MailVisit]]
"""Starts a kiosk for as long as the block lasts."""


@contextmanager
def mail_visit(stack: Stack, portal: MailPortal, mail: MailServer) -> Iterator[MailVisit]:
    """A kiosk at its first screen, for that portal."""
    stack.email = portal.table()
    stack.home = portal.url("")
    with stack.kiosk() as kiosk:
        yield MailVisit(kiosk, stack, portal, mail)
