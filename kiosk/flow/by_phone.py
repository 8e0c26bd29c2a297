"""Signing in by e-CPS: what events mean until the provider has said who she is."""

from dataclasses import replace

from kiosk.flow.effects import AskPhone, EndReason, OpenPortal
from kiosk.flow.events import (
    CodeLapsed,
    Event,
    NumberSubmitted,
    PhoneApproved,
    PhoneAsked,
    SignInFailed,
    Tick,
    Touched,
)
from kiosk.flow.moves import Step, leave, refuse, stay
from kiosk.flow.numbers import judged
from kiosk.flow.phone import Asked, Lapse, NumberHint
from kiosk.flow.state import AwaitingPhone, NumberEntry, SigningIn, SignInStep
from kiosk.flow.visiting import while_visiting
from kiosk.identity import Holder, Identifier
from kiosk.trouble import Trouble

ANSWER_SECONDS = 75.0
"""After a code has run out: a push that is being polled may be held for 35 seconds, and whoever
said yes in the last of them is still to be recognised, with the provider's keys."""


def at_number_entry(state: NumberEntry, event: Event) -> Step:
    """Her number is being typed."""
    match event:
        case NumberSubmitted(visit, text) if visit == state.visit:
            return _submit(state, text)
        case _:
            return while_visiting(state, event)


def _submit(state: NumberEntry, text: str) -> Step:
    match judged(text, state.doubted):
        case Identifier() as number:
            return _ask(state, number)
        case hint, doubted:
            return stay(replace(state, hint=hint, doubted=doubted))


def at_awaiting_phone(state: AwaitingPhone, event: Event) -> Step:
    """The provider polls nobody but us: her phone answers it, and we ask."""
    match event:
        case PhoneAsked(visit, asked) if visit == state.visit:
            return stay(_shown(state, asked))
        case PhoneApproved(visit, holder) if visit == state.visit:
            return _recognise(state, holder)
        case CodeLapsed(visit, lapse) if visit == state.visit:
            return _renew(state, lapse)
        case SignInFailed(visit, trouble) if visit == state.visit:
            return refuse(state, trouble)
        case Tick(now) if now >= state.deadline:
            return refuse(state, Trouble.TOO_SLOW)
        case Touched():
            return stay(state)
        case _:
            return while_visiting(state, event)


def _ask(
    state: NumberEntry | AwaitingPhone,
    number: Identifier | None,
    renewals: int = 0,
    lapse: Lapse | None = None,
) -> Step:
    deadline = state.desk.now + state.desk.rules.signing_in
    waiting = AwaitingPhone(
        state.desk, state.visit, deadline, number, renewals=renewals, lapse=lapse
    )
    return waiting, (AskPhone(state.visit, number),)


def _shown(state: AwaitingPhone, asked: Asked) -> AwaitingPhone:
    return replace(state, asked=asked, deadline=asked.expires + ANSWER_SECONDS)


def _recognise(state: AwaitingPhone, holder: Holder) -> Step:
    deadline = state.desk.now + state.desk.rules.signing_in
    step = SignInStep.OPENING_PORTAL
    return SigningIn(state.desk, state.visit, deadline, holder, step=step), (
        OpenPortal(state.visit),
    )


def _renew(state: AwaitingPhone, lapse: Lapse) -> Step:
    """A fresh code without a key press, so many times; but no phone rings again by itself."""
    if state.number is not None and lapse is Lapse.EXPIRED:
        deadline = state.desk.now + state.desk.rules.typing
        hint = NumberHint.UNANSWERED
        typed = str(state.number)
        return stay(NumberEntry(state.desk, state.visit, deadline, typed, hint, state.number))
    if state.renewals >= state.desk.rules.code_renewals:
        if lapse is Lapse.SPENT:
            return refuse(state, Trouble.ANSWER_LOST)
        return leave(state, EndReason.UNANSWERED)
    return _ask(state, state.number, state.renewals + 1, lapse)
