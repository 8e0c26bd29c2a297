"""The boxes for the code that the portal has mailed."""

from collections.abc import Sequence
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from kiosk.flow.events import (
    AnotherCodeRequested,
    BackRequested,
    CodeSubmitted,
    EndRequested,
    Event,
    Touched,
)
from kiosk.flow.state import CodeEntry
from kiosk.i18n import _
from screens.code_hints import PASTE_ALONE, code_hint, lifetime, not_received, resend_in
from screens.kiosk_screen import KioskScreen
from screens.offer import END_KEY, RESEND_KEY, Offer
from screens.said import Said
from screens.ways import mail_way
from screens.widgets.code_boxes import CodeBoxes
from screens.widgets.line import Line
from screens.words import FACT_CELLS, brief, quoted

ASK = _("Type the code that was sent to you by e-mail")
RESENDING = _("Another code is being asked for…")
MAILED = _("{portal} has sent it to {address}.")
MAILED_SOMEWHERE = _("{portal} has sent it to the e-mail address it knows of you.")


class CodeScreen(KioskScreen[CodeEntry]):
    """The one place where something can be pasted: the mail may be open on this workstation."""

    _unpasted = False
    """What was pasted last held no code, or more than one; until the next key."""

    def body(self) -> ComposeResult:
        mail = mail_way(self.state.desk)
        yield Line(id="mailed")
        yield CodeBoxes(mail.code_length, letters=mail.code_letters)
        # Of fixed height: the boxes do not move when something is said below them.
        with Vertical(id="about-code"):
            yield Line(id="hint")
            yield Line(id="said")
            yield Line(id="lifetime", classes="quiet")
            yield Line(id="not-received", classes="quiet")

    def fill(self, state: CodeEntry) -> None:
        self.say("#sentence", RESENDING if state.resending else ASK)
        if state.resending:
            # What was typed of the one before is good for nothing.
            self._boxes.clear()
        address = brief(state.mailed.address, FACT_CELLS)
        self.say("#mailed", MAILED if address else MAILED_SOMEWHERE, address=address)
        pasting = Said(self.words.text(PASTE_ALONE), "alarm")
        text, tone = pasting if self._unpasted else code_hint(self.words, state)
        hint = self.query_one("#hint", Line)
        hint.say(text)
        hint.set_classes(tone)
        self.query_one("#said", Line).say(quoted(self.words, state.mailed.said))
        self.query_one("#lifetime", Line).say(lifetime(self.words, state))
        self.query_one("#not-received", Line).say(not_received(self.words, state))

    def offers(self, state: CodeEntry) -> Sequence[Offer]:
        end = Offer(END_KEY, _("Cancel"), partial(EndRequested, state.visit))
        if state.resending:
            return (end,)
        another = Offer(RESEND_KEY, _("Another code"), partial(AnotherCodeRequested, state.visit))
        return (
            Offer("enter", _("Confirm"), self._submit),
            Offer("backspace", _("Erase"), self._boxes.erase),
            *((another,) if resend_in(state) == 0 else ()),
            Offer("escape", _("Back"), partial(BackRequested, state.visit)),
            end,
        )

    def typed(self, character: str | None) -> None:
        if not self.state.resending:
            self._boxes.type(character)

    def on_key(self, event: events.Key) -> None:
        """Textual calls the method of the base class as well, after this one."""
        del event
        self._unpasted = False

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.announce(Touched())
        if not self.state.resending:
            self._unpasted = not self._boxes.paste(event.text)
            self.fill(self.state)

    @property
    def _boxes(self) -> CodeBoxes:
        return self.query_one(CodeBoxes)

    def _submit(self) -> Event:
        return CodeSubmitted(self.state.visit, self._boxes.hand_over())
