"""Where a forgotten password is replaced: the portal's page, for her phone or for this browser."""

from collections.abc import Sequence
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kiosk.flow.events import BackRequested, EndRequested, PageRequested
from kiosk.flow.state import PasswordHelp
from kiosk.i18n import _
from screens.kiosk_screen import KioskScreen
from screens.offer import END_KEY, Offer
from screens.ways import mail_way
from screens.widgets.line import Line
from screens.widgets.qr import QrCode
from screens.words import brief

SENTENCE = _("Password forgotten? Choose a new one")
PHOTOGRAPH = _("Photograph this code with your phone, or open this page on it:")
OPEN = _("Open this page on your phone or on another computer:")
OR_HERE = _("Or press Enter: the page opens here, and nothing of it stays.")
THEN = _("Then come back, and sign in with your new password.")
WORDS_CELLS = 39
"""What the words need beside the drawing, with the gap between them."""
ADDRESS_CELLS = 250
"""Seven lines beside the drawing."""


class PasswordHelpScreen(KioskScreen[PasswordHelp]):
    """The address in words, and as a drawing where that fits."""

    def body(self) -> ComposeResult:
        with Horizontal(id="password-help"):
            yield QrCode(id="password-page")
            with Vertical(id="beside-page"):
                yield Line(id="how", classes="gap")
                yield Line(id="address", classes="name gap")
                yield Line(id="or-here", classes="gap")
                yield Line(id="then")

    def fill(self, state: PasswordHelp) -> None:
        address = mail_way(state.desk).forgotten_url or ""
        room = self.query_one("#password-help").size
        code = self.query_one(QrCode)
        code.show(address, room.width - WORDS_CELLS, room.height)
        # Asked before the first layout, there is no room yet.
        undrawn = bool(room) and not code.fits
        self.set_class(undrawn, "undrawn")
        self.say("#sentence", SENTENCE)
        self.say("#how", OPEN if undrawn else PHOTOGRAPH)
        self.query_one("#address", Line).say(brief(address, ADDRESS_CELLS))
        self.say("#or-here", OR_HERE if mail_way(state.desk).forgotten_here else "")
        self.say("#then", THEN)

    def offers(self, state: PasswordHelp) -> Sequence[Offer]:
        here = Offer("enter", _("Open the page here"), partial(PageRequested, state.visit))
        return (
            *((here,) if mail_way(state.desk).forgotten_here else ()),
            Offer("escape", _("Back"), partial(BackRequested, state.visit)),
            Offer(END_KEY, _("Cancel"), partial(EndRequested, state.visit)),
        )

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        # The room that is really left is known after the layout only.
        self.call_after_refresh(self._refit)

    def _refit(self) -> None:
        if self.is_current:
            self._fill()
