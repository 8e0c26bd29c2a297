"""A code to photograph, and the same in words."""

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import Size

from devices.text import plain
from kiosk.flow.phone import CodeAsked, Lapse
from kiosk.flow.state import AwaitingPhone
from kiosk.i18n import _
from screens.countdown import GOOD_FOR
from screens.widgets.app_needed import AppNeeded
from screens.widgets.line import Line
from screens.widgets.qr import QrCode
from screens.words import Words

WORDS_CELLS = 39
"""What the words need beside the drawing, with the gap between them."""
ROOMY_CELLS, ROOMY_ROWS = 64, 20
"""On a large screen: what they take, and below them a second drawing may find room."""
LARGE = 130
LONGEST = 10_000
"""Characters of an address or a code: far more than any screen has room for."""
BESIDE, BESIDE_LARGE, ALONE = 36, 58, 70
"""Columns of the words, as the style sheet makes them."""
USUAL_AIR, AIR = 4, {"-tight": 1, "-high": 8}
"""Empty rows between them, also by the class of the screen."""

THEN = _("Then confirm in the e-CPS app.")
OR_PAGE = _("Or open this page:")
PAGE = _("Open this page on your phone:")
AND_CODE = _("and type this code:")
IF_ASKED = _("If a code is asked for:")
ANOTHER_WAY = _("Insert your CPS card instead, or use another workstation.")
ENROL = _("To activate the e-CPS app:")
LAPSES = {
    Lapse.EXPIRED: _("The code before has expired: this is a new one."),
    Lapse.SPENT: _("Your answer was lost on the way: please do it once more."),
}
REPLACED = _("A new code follows by itself.")


class PhoneCode(Horizontal):
    """The words are always there; the drawing where it fits."""

    def __init__(self, words: Words) -> None:
        super().__init__(id="phone-code")
        self._words = words

    def compose(self) -> ComposeResult:
        with Vertical(id="drawn"):
            yield QrCode(id="sign-in-code")
        with Vertical(id="beside"):
            yield Line(id="lapse", classes="warning gap")
            yield Line(id="page-words")
            yield Line(id="page-address")
            yield Line(id="code-words")
            yield Line(id="user-code")
            yield Line(id="then")
            yield Line(id="remaining", classes="quiet")
            yield AppNeeded(self._words)
            with Vertical(id="enrol"):
                yield Line(self._words.text(ENROL), id="enrol-label", classes="quiet")
                yield QrCode(id="enrol-code")

    def draw(self, link: str, room: Size) -> bool:
        """Whether it could be drawn in this room. Forgets the link before when there is none."""
        large = room.width >= LARGE
        beside = ROOMY_CELLS if large else WORDS_CELLS
        code = self.query_one("#sign-in-code", QrCode)
        code.show(link, room.width - beside, room.height)
        self.set_class(large, "large")
        self.set_class(not code.fits, "alone")
        enrol = self.query_one("#enrol-code", QrCode)
        rows = room.height - ROOMY_ROWS if large and code.fits else 0
        enrol.show(self._words.view.enrol_url, beside, rows)
        self.query_one("#enrol").display = enrol.fits
        return code.fits

    def show(self, state: AwaitingPhone, asked: CodeAsked | None, room: Size) -> bool:
        """Whether it could be shown; forgets the code before when there is none.

        Whatever has to be typed is there whole or not at all.
        """
        self.display = asked is not None
        drawn = self.query_one("#sign-in-code", QrCode).fits
        self._say("#lapse", self._words.text(LAPSES[state.lapse]) if asked and state.lapse else "")
        self._say("#page-words", self._words.text(OR_PAGE if drawn else PAGE))
        self._say("#page-address", plain(asked.page, LONGEST) if asked else "")
        self._say("#code-words", self._words.text(AND_CODE))
        self._say("#user-code", plain(asked.code, LONGEST) if asked else "")
        self._say("#then", self._words.text(THEN))
        self._say("#remaining", self._remaining(state, asked) if asked else "")
        self.query_one(AppNeeded).display = True
        if asked is None or self._has_room(drawn=drawn, room=room):
            return True
        self._leave_out(drawn=drawn)
        return drawn

    def _has_room(self, *, drawn: bool, room: Size) -> bool:
        """Whether the words can be read whole; asked before the first layout, they can."""
        width = (BESIDE_LARGE if self.has_class("large") else BESIDE) if drawn else ALONE
        air = next((rows for size, rows in AIR.items() if self.screen.has_class(size)), USUAL_AIR)
        lines = self.query("#beside > Line").results(Line)
        rows = sum(line.rows(width) for line in lines) + air
        return not room.height or rows <= room.height

    def _leave_out(self, *, drawn: bool) -> None:
        """Beside a drawing, the address; without one, all."""
        self._say("#page-address", "")
        if drawn:
            self._say("#page-words", "")
            self._say("#code-words", self._words.text(IF_ASKED))
            return
        self._say("#page-words", self._words.text(ANOTHER_WAY))
        for selector in ("#lapse", "#code-words", "#user-code", "#then", "#remaining"):
            self._say(selector, "")
        self.query_one(AppNeeded).display = False

    def _remaining(self, state: AwaitingPhone, asked: CodeAsked) -> str:
        left = self._words.lasts(GOOD_FOR, asked.expires - state.desk.now)
        if state.renewals >= state.desk.rules.code_renewals:
            return left
        return f"{left}. {self._words.text(REPLACED)}"

    def _say(self, selector: str, text: str) -> None:
        self.query_one(selector, Line).say(text)
