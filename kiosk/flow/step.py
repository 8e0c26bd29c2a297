"""The kiosk's behaviour: what every event means in every state.

Invariants, checked on every edge of the flow by tests/flow/:

1. A browser session exists only in SessionOpen, and in AtPage a window in which one may begin;
   every way out closes the browser, logs out at the portal and wipes the profile.
2. From any state, the removal of the card that opened it, or the loss of its reader or of the
   PC/SC service, leads to Welcome in one step, and everything that runs is cancelled.
3. A session belongs to one insertion of one card, or to no card. Another card never inherits it:
   its insertion ends it.
4. A PIN reaches the card only as exactly four digits, only once per submission, and never when
   the last try is left unless the doctor has confirmed that she knows it.
5. No state, event, effect, log line or journal row holds a secret in clear: a PIN, a password or a
   mailed code travels as a Secret that can be taken once; cookies and tokens never come here.
6. Every effect ends in exactly one event (flow/effects.py, ENDINGS). No state waits for ever: each
   has a deadline, or is Welcome.
7. A refusal says why, what to do, and offers what else is possible.

Reading order: what holds in every state first (stopping, the card's removal, another card), then
the states in the order a doctor meets them.
"""

from dataclasses import replace

from devices.events import (
    CardFamily,
    CardInserted,
    CardRemoved,
    Loss,
    ReaderDetached,
    ServiceLost,
)
from kiosk.flow.at_page import at_page
from kiosk.flow.by_mail import (
    at_code_entry,
    at_password_entry,
    at_password_help,
    at_portal_form,
)
from kiosk.flow.by_phone import at_awaiting_phone, at_number_entry
from kiosk.flow.desk import SIGN_IN_FAMILIES
from kiosk.flow.effects import EndReason
from kiosk.flow.events import (
    BrowserClosed,
    EndRequested,
    Event,
    KioskStarted,
    LeftBehind,
    StartRequested,
    StopRequested,
    Tick,
    Touched,
    VisitEnded,
    WayChosen,
)
from kiosk.flow.moves import (
    Step,
    begin,
    conclude,
    give_way,
    leave,
    leave_behind,
    refuse,
    start,
    stay,
    stop,
)
from kiosk.flow.signing_in import at_last_try, at_pin_entry, at_signing_in
from kiosk.flow.state import (
    AtPage,
    AwaitingPhone,
    CodeEntry,
    LastTryWarning,
    NumberEntry,
    PasswordEntry,
    PasswordHelp,
    PinEntry,
    Refusal,
    SessionOpen,
    SigningIn,
    State,
    Stopped,
    Welcome,
    card_of,
)
from kiosk.flow.without_card import begin_without_card
from kiosk.trouble import Trouble

NOT_FOR_SIGN_IN = {
    CardFamily.VITALE: Trouble.VITALE,
    CardFamily.MUTE: Trouble.CARD_MUTE,
    CardFamily.UNKNOWN: Trouble.CARD_UNKNOWN,
    CardFamily.CPS_CONTACTLESS: Trouble.CARD_CONTACTLESS,
}


def step(state: State, event: Event) -> Step:  # noqa: PLR0912  # the specification is one match
    """The next state, and the effects to perform. Pure: no I/O, no clock."""
    state = replace(state, desk=state.desk.after(event))
    match state, event:
        case _, VisitEnded():
            return conclude(state, event)
        case _, LeftBehind():
            return leave_behind(state, event)
        case Stopped(), _:
            return stay(state)
        case _, StopRequested():
            return stop(state)
        case _, CardInserted(card, family) if family in SIGN_IN_FAMILIES:
            return begin(state, card, family)
        case _ if not _in_sight(state):
            return _lose_sight(state, event)
        case ((Welcome() | Refusal()), CardInserted(card, family)):
            return refuse(state, NOT_FOR_SIGN_IN[family], card)
        case ((Welcome() | Refusal()), WayChosen(method)):
            return begin_without_card(state, method)
        case Welcome(), _:
            return _at_welcome(state, event)
        case PinEntry(), _:
            return at_pin_entry(state, event)
        case LastTryWarning(), _:
            return at_last_try(state, event)
        case NumberEntry(), _:
            return at_number_entry(state, event)
        case AwaitingPhone(), _:
            return at_awaiting_phone(state, event)
        case AtPage(), _:
            return at_page(state, event)
        case PasswordEntry(), _:
            return at_password_entry(state, event)
        case PasswordHelp(), _:
            return at_password_help(state, event)
        case CodeEntry(), _:
            return at_code_entry(state, event)
        case SigningIn(number=number), _ if number is not None:
            return at_portal_form(state, number, event)
        case SigningIn(), _:
            return at_signing_in(state, event)
        case SessionOpen(), _:
            return _in_session(state, event)
        case Refusal(), _:
            return _at_refusal(state, event)


def _in_sight(state: State) -> bool:
    card = card_of(state)
    return card is None or state.desk.holds(card)


def _lose_sight(state: State, event: Event) -> Step:
    """What cannot be seen is gone: fail closed, whatever event made it so."""
    if isinstance(state, Refusal):
        return give_way(state)
    match event:
        case ServiceLost() | CardRemoved(loss=Loss.SERVICE):
            return leave(state, EndReason.SERVICE_LOST)
        case ReaderDetached() | CardRemoved(loss=Loss.READER):
            return leave(state, EndReason.READER_LOST)
        case _:
            return leave(state, EndReason.CARD_REMOVED)


def _at_welcome(state: Welcome, event: Event) -> Step:
    match event:
        case KioskStarted():
            return start(state, event)
        case StartRequested():
            return _start_again(state)
        case Tick(now) if state.notice is not None and now >= state.notice.until:
            return stay(replace(state, notice=None))
        case _:
            return stay(state)


def _in_session(state: SessionOpen, event: Event) -> Step:
    match event:
        case Touched():
            return stay(replace(state, touched=state.desk.now))
        case BrowserClosed(visit) if visit == state.visit:
            return leave(state, EndReason.BROWSER_CLOSED)
        case EndRequested(visit) if visit == state.visit:
            return leave(state, EndReason.END_KEY)
        case Tick(now) if now >= state.idle_at:
            return leave(state, EndReason.IDLE)
        case Tick(now) if now >= state.deadline:
            return leave(state, EndReason.LIMIT)
        case _:
            return stay(state)


def _at_refusal(state: Refusal, event: Event) -> Step:
    match event:
        case StartRequested():
            return _start_again(state)
        case Touched():
            return stay(replace(state, deadline=state.desk.now + state.desk.rules.reading_trouble))
        case EndRequested(visit=None):
            return stay(Welcome(state.desk))
        case Tick(now) if now >= state.deadline:
            return stay(Welcome(state.desk))
        case _:
            return stay(state)


def _start_again(state: Welcome | Refusal) -> Step:
    """With the card that already lies in the reader, if one does."""
    seat = state.desk.waiting_card
    if seat is None or seat.card is None or seat.family is None:
        return stay(Welcome(state.desk))
    return begin(state, seat.card, seat.family)
