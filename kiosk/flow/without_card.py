"""Signing in without a card: what events mean until the provider has said who she is."""

from dataclasses import replace

from kiosk.flow.effects import (
    AskPhone,
    EndReason,
    OpenPortal,
    OpenProviderPage,
)
from kiosk.flow.events import (
    BrowserClosed,
    CodeLapsed,
    Event,
    LandingReached,
    NumberSubmitted,
    PhoneApproved,
    PhoneAsked,
    ProviderPageOpened,
    SignInFailed,
    Tick,
    Touched,
)
from kiosk.flow.moves import Step, admit, leave, open_session, refuse, stay
from kiosk.flow.phone import Asked, Lapse, NumberHint, PhoneFlow
from kiosk.flow.state import (
    AtProvider,
    AwaitingPhone,
    NumberEntry,
    Refusal,
    SigningIn,
    SignInStep,
    Welcome,
)
from kiosk.flow.visiting import while_visiting
from kiosk.identity import (
    Holder,
    Identifier,
    IdentifierError,
    IdentifierLength,
    IdentifierMissing,
    Method,
)
from kiosk.trouble import Trouble

ANSWER_SECONDS = 75.0
"""After a code has run out: a push that is being polled may be held for 35 seconds, and whoever
said yes in the last of them is still to be recognised, with the provider's keys."""


def begin_without_card(state: Welcome | Refusal, method: Method) -> Step:
    """A visit opens by the way that was chosen, if there is such a way here."""
    flow = state.desk.rules.phone
    if method is not Method.ECPS or flow is None:
        return stay(state)
    desk, visit, warming = admit(state, method)
    match flow:
        case PhoneFlow.QR:
            waiting = AwaitingPhone(desk, visit, desk.now + desk.rules.signing_in)
            return waiting, (AskPhone(visit), *warming)
        case PhoneFlow.PUSH:
            number = state.number if isinstance(state, Refusal) else None
            typed = "" if number is None else str(number)
            deadline = desk.now + desk.rules.typing
            return NumberEntry(desk, visit, deadline, typed, doubted=number), warming
        case PhoneFlow.BROWSER:
            page = AtProvider(desk, visit, deadline=0.0, began=desk.now)
            return _touched(page), (OpenProviderPage(visit),)


def at_number_entry(state: NumberEntry, event: Event) -> Step:
    """Nothing that is typed here is a dead end: she may know better than a check digit."""
    match event:
        case NumberSubmitted(visit, text) if visit == state.visit:
            return _submit(state, text)
        case _:
            return while_visiting(state, event)


def _submit(state: NumberEntry, text: str) -> Step:
    try:
        number = Identifier.parse(text)
    except IdentifierMissing:
        return stay(replace(state, hint=NumberHint.MISSING))
    except IdentifierLength:
        return stay(replace(state, hint=NumberHint.LENGTH))
    except IdentifierError:
        return stay(replace(state, hint=NumberHint.MALFORMED))
    if not number.plausible and number != state.doubted:
        return stay(replace(state, hint=NumberHint.DOUBTFUL, doubted=number))
    return _ask(state, number)


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


def at_provider(state: AtProvider, event: Event) -> Step:
    """Her hands are on the provider's page; the kiosk sees where it leads, and nothing else."""
    match event:
        case ProviderPageOpened(visit) if visit == state.visit:
            return stay(replace(state, opened=True))
        case LandingReached(visit, holder, page) if visit == state.visit:
            return open_session(state, holder, page)
        case BrowserClosed(visit) if visit == state.visit:
            return leave(state, EndReason.BROWSER_CLOSED)
        case Touched():
            return stay(_touched(state))
        case _:
            return while_visiting(state, event)


def _touched(state: AtProvider) -> AtProvider:
    """She may already be in the portal there, so no limit of a session is exceeded."""
    rules = state.desk.rules
    idle = state.desk.now + min(rules.at_provider, rules.idle)
    return replace(state, deadline=min(idle, state.began + rules.longest))


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
