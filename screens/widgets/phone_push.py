"""A number that is shown here and on the phone: it tells one sign-in from another."""

from textual.app import ComposeResult
from textual.containers import Vertical

from kiosk.flow.phone import PushAsked
from kiosk.flow.state import AwaitingPhone
from kiosk.i18n import _
from screens.countdown import GOOD_FOR
from screens.widgets.app_needed import AppNeeded
from screens.widgets.big_digits import BigDigits
from screens.widgets.line import Line
from screens.widgets.number_field import grouped
from screens.words import NAME_CELLS, Words, brief

ASKED = _("Sent to the phone of {number}.")
AGAIN = _("Your answer was lost on the way: please confirm once more.")


class PhonePush(Vertical):
    """The digits take all the room that the words leave."""

    def __init__(self, words: Words) -> None:
        super().__init__(id="phone-push")
        self._words = words

    def compose(self) -> ComposeResult:
        yield Line(id="again", classes="warning")
        yield BigDigits(id="binding")
        yield Line(id="whose")
        yield AppNeeded(self._words)

    def show(self, state: AwaitingPhone, asked: PushAsked | None) -> None:
        """Forgets the number when there is none."""
        self.display = asked is not None
        self.query_one(BigDigits).say(asked.binding if asked else "")
        again = asked is not None and state.lapse is not None
        self._say("#again", self._words.text(AGAIN) if again else "")
        self._say("#whose", self._whose(state, asked) if asked else "")
        # Whoever is asked a second time has the app.
        self.query_one(AppNeeded).display = not again

    def _whose(self, state: AwaitingPhone, asked: PushAsked) -> str:
        left = self._words.lasts(GOOD_FOR, asked.expires - state.desk.now)
        if state.number is None:
            return left
        number = brief(grouped(str(state.number)), NAME_CELLS)
        return f"{self._words.text(ASKED, number=number)}\n{left}"

    def _say(self, selector: str, text: str) -> None:
        self.query_one(selector, Line).say(text)
