"""Two fields: her number, then her password at the portal."""

from collections.abc import Sequence
from functools import partial

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kiosk.flow.events import (
    BackRequested,
    EndRequested,
    Event,
    NumberSubmitted,
    PasswordForgotten,
    PasswordSubmitted,
)
from kiosk.flow.numbers import judged
from kiosk.flow.state import PasswordEntry
from kiosk.i18n import _
from kiosk.identity import Identifier
from screens.bounce import Bounce
from screens.kiosk_screen import KioskScreen
from screens.number_hints import ASK
from screens.offer import END_KEY, FORGOTTEN_KEY, Offer
from screens.password_hints import SPOKEN, password_hint
from screens.ways import mail_way
from screens.widgets.line import Line
from screens.widgets.number_drawing import LEGEND, NumberedCard
from screens.widgets.number_field import NumberField
from screens.widgets.password_field import PasswordField
from screens.words import quoted

ASK_PASSWORD = _("Type your {portal} password")
FIRST_BY_CARD = _(
    "Your first sign-in? It has to be by CPS card. From then on, your password and a code sent by "
    "e-mail are enough."
)
FIRST_BY_CARD_OR_PHONE = _(
    "Your first sign-in? It has to be by CPS card or e-CPS. From then on, your password and a "
    "code sent by e-mail are enough."
)
NUMBER = _("Number on the card")
PASSWORD = _("Password")
LEAVING = ("tab", "down")
"""Keys that lead to the next field on a form: whoever presses one goes on typing her password."""


class PasswordScreen(KioskScreen[PasswordEntry]):
    """One field at a time takes the keys."""

    _submitted: str | None = None
    """The number, as it was typed last."""
    _ahead = False
    """The number is good, as the next state will say: what is typed meanwhile is the password."""

    def body(self) -> ComposeResult:
        yield Line(id="first-by-card")
        with Horizontal(id="identity"):
            with Vertical(id="fields"):
                yield NumberField(self.words.text(NUMBER))
                yield PasswordField(self.words, self.words.text(PASSWORD))
            yield NumberedCard(self.words)
        yield Line(self.words.text(LEGEND), id="where", classes="quiet")
        # Of fixed height: the fields do not move when something is said below them.
        with Vertical(id="answers"):
            yield Line(id="hint")
            yield Line(id="said")

    def on_mount(self) -> None:
        self._enter, self._back = Bounce(), Bounce()
        self._number.put(self.state.typed)
        super().on_mount()

    def fill(self, state: PasswordEntry) -> None:
        if state.number is not None:
            self._ahead = False
            self._number.put(str(state.number))
        self.say("#sentence", ASK_PASSWORD if self._at_password else ASK)
        phone = state.desk.rules.phone is not None
        self.say("#first-by-card", FIRST_BY_CARD_OR_PHONE if phone else FIRST_BY_CARD)
        self._number.activate(active=not self._at_password)
        self._password.activate(active=self._at_password)
        typed = state.typed if self._submitted is None else self._submitted
        text, tone = password_hint(self.words, state, typed)
        hint = self.query_one("#hint", Line)
        hint.say(text)
        hint.set_classes(tone)
        said = quoted(self.words, state.said) if state.hint in SPOKEN else ""
        self.query_one("#said", Line).say(said)

    def offers(self, state: PasswordEntry) -> Sequence[Offer]:
        cancel = partial(EndRequested, state.visit)
        if self._at_password:
            return (
                Offer("enter", _("Confirm"), self._submit),
                Offer("backspace", _("Erase"), self._erase),
                Offer("delete", _("Erase all"), self._password.clear),
                *self._help(state),
                Offer("escape", _("Back"), self._go_back, also="up", unsaid=("shift+tab",)),
                Offer(END_KEY, _("Cancel"), cancel),
            )
        return (
            Offer("enter", _("Confirm"), self._submit, unsaid=LEAVING),
            Offer("backspace", _("Erase"), self._erase),
            Offer("delete", _("Erase all"), self._number.clear),
            *self._help(state),
            Offer(END_KEY, _("Cancel"), cancel, also="escape"),
        )

    def typed(self, character: str | None) -> None:
        (self._password if self._at_password else self._number).type(character)

    @property
    def _at_password(self) -> bool:
        return self._ahead or self.state.number is not None

    @property
    def _number(self) -> NumberField:
        return self.query_one(NumberField)

    @property
    def _password(self) -> PasswordField:
        return self.query_one(PasswordField)

    def _help(self, state: PasswordEntry) -> Sequence[Offer]:
        if not mail_way(state.desk).forgotten_url:
            return ()
        forgotten = partial(PasswordForgotten, state.visit, self._number.text)
        return (Offer(FORGOTTEN_KEY, _("Password forgotten"), forgotten),)

    def _submit(self) -> Event | None:
        held = self._enter.held()
        if not self._at_password:
            return self._submit_number(held=held)
        if held and self._password.empty:
            return None
        return PasswordSubmitted(self.state.visit, self._password.hand_over())

    def _submit_number(self, *, held: bool) -> Event | None:
        typed = self._number.text
        if held and typed == self._submitted:
            return None
        self._submitted = typed
        self._ahead = isinstance(judged(typed, self.state.doubted), Identifier)
        return NumberSubmitted(self.state.visit, typed)

    def _erase(self) -> Event | None:
        held = self._back.held()
        if not self._at_password:
            self._number.erase()
        elif not self._password.empty:
            self._password.erase()
        elif not held:
            return self._go_back()
        return None

    def _go_back(self) -> Event:
        self._ahead, self._submitted = False, None
        self._password.clear()
        return BackRequested(self.state.visit)
