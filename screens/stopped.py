"""The last screen."""

from collections.abc import Sequence

from textual.app import ComposeResult

from kiosk.flow.state import Stopped
from kiosk.i18n import _
from screens.kiosk_screen import KioskScreen
from screens.offer import Offer
from screens.widgets.line import Line


class StoppedScreen(KioskScreen[Stopped]):
    """No key works any more."""

    def body(self) -> ComposeResult:
        yield Line(id="lead", classes="lead")

    def fill(self, state: Stopped) -> None:
        self.say("#sentence", _("This workstation is stopping"))
        card = any(seat.card is not None for seat in state.desk.seats)
        self.say("#lead", _("Take your card back.") if card else "")

    def offers(self, state: Stopped) -> Sequence[Offer]:  # noqa: ARG002
        return ()
