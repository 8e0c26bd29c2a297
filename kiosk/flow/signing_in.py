"""From the card to the page: what events mean while a doctor is signing in."""

from dataclasses import replace

from devices.pin import PinTries
from kiosk.flow.events import (
    BrowserOpened,
    CardRead,
    CardRefused,
    Event,
    LastTryConfirmed,
    LastTryMet,
    PinAccepted,
    PinRejected,
    PinSubmitted,
    PortalOpened,
    SignInFailed,
    Tick,
    Touched,
)
from kiosk.flow.moves import (
    Step,
    ask_pin,
    greet,
    hand_over,
    open_session,
    present_pin,
    refuse,
    reject_pin,
    stay,
    warn_of_last_try,
)
from kiosk.flow.state import LastTryWarning, PinEntry, PinHint, SigningIn, SignInStep
from kiosk.flow.visiting import while_visiting
from kiosk.secret import Secret
from kiosk.trouble import Trouble


def at_pin_entry(state: PinEntry, event: Event) -> Step:
    """The code is being typed, before or after the card was read."""
    match event:
        case CardRead(visit, card) if visit == state.visit:
            return greet(state, card)
        case CardRefused(visit, trouble, holder) if visit == state.visit:
            return refuse(state, trouble, holder=holder)
        case PinSubmitted(visit, pin) if visit == state.visit:
            return _submit(state, pin)
        case _:
            return while_visiting(state, event)


def _submit(state: PinEntry, pin: Secret) -> Step:
    """Only four digits go on, and only to a card that was read."""
    if not pin.is_pin():
        return stay(replace(state, hint=PinHint.NOT_FOUR_DIGITS))
    if state.card is None:
        return stay(replace(state, hint=None, pending=pin))
    return present_pin(state, state.card, pin)


def at_last_try(state: LastTryWarning, event: Event) -> Step:
    """One try is left: nothing is sent unless she says that she knows the code."""
    match event:
        case LastTryConfirmed(visit) if visit == state.visit:
            return ask_pin(state, state.card, confirmed=True, hint=state.hint)
        case _:
            return while_visiting(state, event)


def at_signing_in(state: SigningIn, event: Event) -> Step:
    """The code is on its way; the card, the portal and the browser answer."""
    match event:
        case PinAccepted(visit) if visit == state.visit:
            return stay(replace(state, step=SignInStep.OPENING_PORTAL))
        case PinRejected(visit, tries) if visit == state.visit and state.card:
            return reject_pin(state, state.card, tries)
        case LastTryMet(visit) if visit == state.visit and state.card:
            return warn_of_last_try(state, replace(state.card, tries=PinTries.LAST))
        case PortalOpened(visit, holder) if visit == state.visit:
            return hand_over(replace(state, holder=holder or state.holder))
        case SignInFailed(visit, trouble) if visit == state.visit:
            return refuse(state, trouble)
        case BrowserOpened(visit, page) if visit == state.visit:
            return open_session(state, state.holder, page)
        case Tick(now) if now >= state.deadline:
            return refuse(state, Trouble.TOO_SLOW)
        case Touched():
            return stay(state)
        case _:
            return while_visiting(state, event)
