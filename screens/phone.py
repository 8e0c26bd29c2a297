"""The phone is asked: what the doctor needs to answer it."""

from collections.abc import Sequence
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size

from kiosk.flow.events import EndRequested
from kiosk.flow.phone import Asked, CodeAsked, PushAsked
from kiosk.flow.state import AwaitingPhone
from kiosk.i18n import _
from screens.kiosk_screen import KioskScreen
from screens.offer import Offer
from screens.widgets.line import Line
from screens.widgets.phone_code import PhoneCode
from screens.widgets.phone_push import PhonePush

ASKING = _("One moment…")
CALLING = _("The e-CPS service is being asked.")
PHOTOGRAPH = _("Photograph this code with your phone")
SENTENCE_ROWS = (3, 1)
"""As high as the style sheet makes the sentence, and as it may become."""
BY_PHONE = _("Sign in with your phone")
TOO_SMALL = _("This screen is too small for the code")
CONFIRM = _("In the e-CPS app, choose this number")


class PhoneScreen(KioskScreen[AwaitingPhone]):
    """One way to reach the phone at a time; nothing of a code remains once it is replaced."""

    _wanted: tuple[str, Size] | None = None
    """The link that was drawn last, or could not be, and the room for it and the sentence."""
    _drawn = False
    _room = Size(0, 0)
    """What the sentence leaves of it."""

    def body(self) -> ComposeResult:
        yield Line(id="calling", classes="quiet")
        yield PhoneCode(self.words)
        yield PhonePush(self.words)

    def fill(self, state: AwaitingPhone) -> None:
        asked = _still_good(state)
        code = asked if isinstance(asked, CodeAsked) else None
        push = asked if isinstance(asked, PushAsked) else None
        drawn = self._draw(code.link if code else "")
        legible = self.query_one(PhoneCode).show(state, code, self._room)
        self.query_one(PhonePush).show(state, push)
        self.say("#calling", "" if asked else CALLING)
        if code is not None:
            worded = BY_PHONE if legible else TOO_SMALL
            self.say("#sentence", PHOTOGRAPH if drawn else worded)
        else:
            self.say("#sentence", CONFIRM if push else ASKING)

    def offers(self, state: AwaitingPhone) -> Sequence[Offer]:
        return (Offer("escape", _("Cancel"), partial(EndRequested, state.visit)),)

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        # A code is drawn for the room that is really left, which is known after the layout only.
        self.call_after_refresh(self._refit)

    def _refit(self) -> None:
        if self.is_current:
            self._fill()

    def _draw(self, link: str) -> bool:
        """Whether the code can be seen; where rows are few, the sentence gives two of its own."""
        body, sentence = self.query_one("#body").size, self.query_one("#sentence").size
        wanted = link, Size(body.width, body.height + sentence.height)
        if wanted != self._wanted:
            self._wanted = wanted
            code = self.query_one(PhoneCode)
            fitting = (rows for rows in SENTENCE_ROWS if code.draw(link, wanted[1] - Size(0, rows)))
            rows = next(fitting, 0)
            self._drawn = rows > 0
            self._room = wanted[1] - Size(0, rows or SENTENCE_ROWS[0])
            self.set_class(rows == SENTENCE_ROWS[-1], "slim")
        return self._drawn


def _still_good(state: AwaitingPhone) -> Asked | None:
    """What the phone can be answered with; its last answer may be awaited for longer."""
    if state.asked is None or state.desk.now >= state.asked.expires:
        return None
    return state.asked
