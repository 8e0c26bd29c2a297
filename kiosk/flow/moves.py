"""The few ways to go from one state to another, each with everything it entails.

Whoever leaves a visit, by whatever way, goes through `ending`: that is what makes invariants 1
and 2 hold by construction.
"""

from dataclasses import replace

from devices.events import CardFamily, Insertion
from devices.kit import PageSeen
from devices.pin import PinTries
from kiosk.flow.desk import Desk
from kiosk.flow.effects import (
    Effect,
    EndReason,
    EndVisit,
    OpenBrowser,
    ReadCard,
    Record,
    SignInWithCard,
    WarmBrowser,
)
from kiosk.flow.events import KioskStarted, LeftBehind, VisitEnded
from kiosk.flow.rows import row
from kiosk.flow.state import (
    AtPage,
    AwaitingPhone,
    CodeEntry,
    LastTryWarning,
    Notice,
    PasswordEntry,
    PasswordHelp,
    PinEntry,
    PinHint,
    Refusal,
    SessionOpen,
    SigningIn,
    SignInStep,
    State,
    Stopped,
    Visiting,
    Welcome,
    card_of,
)
from kiosk.flow.visit import KnownCard, Visit
from kiosk.identity import Holder, Identifier, Method
from kiosk.outcome import Outcome
from kiosk.secret import Secret
from kiosk.trouble import Trouble

Step = tuple[State, tuple[Effect, ...]]

Numbered = AwaitingPhone | PasswordEntry | PasswordHelp | CodeEntry | AtPage | SigningIn
"""States that may know somebody by her number."""


def stay(state: State, *effects: Effect) -> Step:
    """No change but what was asked for."""
    return state, effects


def begin(state: State, card: Insertion, family: CardFamily) -> Step:
    """A visit opens with a card; whatever was going on gives way to it."""
    desk, visit, warming = admit(state, Method.CARD, card, family)
    entry = PinEntry(desk, visit, deadline=desk.now + desk.rules.typing)
    reason = EndReason.CARD_INSERTED if card_of(state) is None else EndReason.OTHER_CARD
    return entry, (*ending(state, reason), ReadCard(visit), *warming)


def admit(
    state: State, method: Method, card: Insertion | None = None, family: CardFamily | None = None
) -> tuple[Desk, Visit, tuple[Effect, ...]]:
    """The next visit, the desk that counts it, and what makes its browser ready meanwhile."""
    desk = replace(state.desk, visits=state.desk.visits + 1)
    visit = Visit(desk.visits, method, card, family)
    return desk, visit, (WarmBrowser(visit),) if desk.rules.warm_browser else ()


def leave(state: State, reason: EndReason) -> Step:
    """Back to Welcome, which still says why."""
    notice = _notice(state, reason, had_session=isinstance(state, SessionOpen))
    return Welcome(state.desk, notice), ending(state, reason)


def give_way(state: Refusal) -> Step:
    """The card of a refusal has gone: Welcome keeps its message in sight."""
    return stay(Welcome(state.desk, _notice(state, state.trouble)))


def refuse(
    state: State,
    trouble: Trouble,
    card: Insertion | None = None,
    holder: Holder | None = None,
) -> Step:
    """Says what happened; a visit that was under way has ended."""
    visit = state.visit
    refused = row(Outcome.REFUSED, visit, trouble, holder or _holder_of(state))
    if visit is None:
        return _refusal(state, trouble, card), (refused,)
    refusal = replace(
        _refusal(state, trouble, visit.card), method=visit.method, number=_number_of(state)
    )
    return refusal, (EndVisit(visit), refused)


def stop(state: State) -> Step:
    """The kiosk goes down, and takes everything with it."""
    return Stopped(state.desk), (*ending(state, EndReason.STOPPED), Record(Outcome.STOPPED))


def greet(state: PinEntry, card: KnownCard) -> Step:
    """The card was read: its tries decide whether the code may be asked for."""
    match card.tries:
        case PinTries.LOCKED:
            return refuse(replace(state, card=card), Trouble.PIN_LOCKED)
        case PinTries.LAST:
            return warn_of_last_try(state, card)
    if state.pending is not None:
        return present_pin(state, card, state.pending)
    return stay(replace(state, card=card))


def warn_of_last_try(
    state: PinEntry | SigningIn, card: KnownCard, hint: PinHint | None = None
) -> Step:
    """Any code typed so far is forgotten; a question comes first."""
    deadline = state.desk.now + state.desk.rules.typing
    return stay(LastTryWarning(state.desk, state.visit, deadline, card, hint))


def ask_pin(
    state: LastTryWarning | SigningIn, card: KnownCard, *, confirmed: bool, hint: PinHint | None
) -> Step:
    """The boxes, empty, for a card already read."""
    deadline = state.desk.now + state.desk.rules.typing
    return stay(PinEntry(state.desk, state.visit, deadline, card, hint, confirmed))


def present_pin(state: PinEntry, card: KnownCard, pin: Secret) -> Step:
    """The one place where a PIN sets out for the card."""
    if card.tries is PinTries.LAST and not state.last_try_confirmed:
        return warn_of_last_try(state, card)
    deadline = state.desk.now + state.desk.rules.signing_in
    signing_in = SigningIn(state.desk, state.visit, deadline, card.holder, card)
    return signing_in, (SignInWithCard(state.visit, card, pin, state.last_try_confirmed),)


def reject_pin(state: SigningIn, card: KnownCard, tries: PinTries) -> Step:
    """The card said no: how many tries remain decides what comes next."""
    card = replace(card, tries=tries)
    match tries:
        case PinTries.LOCKED:
            return refuse(replace(state, card=card), Trouble.PIN_LOCKED)
        case PinTries.LAST:
            return warn_of_last_try(state, card, PinHint.REJECTED)
    return ask_pin(state, card, confirmed=False, hint=PinHint.REJECTED)


def hand_over(state: SigningIn) -> Step:
    """The portal let her in: now the browser."""
    return replace(state, step=SignInStep.OPENING_PAGE), (OpenBrowser(state.visit),)


def open_session(state: SigningIn | AtPage, holder: Holder, page: PageSeen) -> Step:
    """Her page is on screen."""
    now = state.desk.now
    session = SessionOpen(state.desk, state.visit, holder, page, opened=now, touched=now)
    return session, (row(Outcome.SIGNED_IN, state.visit, holder=holder),)


def leave_behind(state: State, left: LeftBehind) -> Step:
    """Journalled, and said aloud where that interrupts nobody."""
    visit = left.visit
    left_over = row(Outcome.NOT_CLEARED, visit, left.trouble)
    if not isinstance(state, Welcome):
        return stay(state, left_over)
    card = visit.card if visit.card and state.desk.holds(visit.card) else None
    return _refusal(state, left.trouble, card), (left_over,)


def conclude(state: State, ended: VisitEnded) -> Step:
    """A visit's clearing came to its end. One that never had a session leaves nothing to tell."""
    if ended.logged_out is False:
        return stay(state, row(Outcome.NOT_CLEARED, ended.visit, Trouble.LOGOUT_UNCONFIRMED))
    if ended.logged_out and ended.wiped and ended.card_reset:
        return stay(state, row(Outcome.CLEARED, ended.visit))
    return stay(state)


def start(state: Welcome, started: KioskStarted) -> Step:
    """What a kiosk that died had open is wiped by now, but its portal sessions run out alone."""
    rows = [Record(Outcome.STARTED)]
    if started.leftovers:
        rows.append(Record(Outcome.NOT_CLEARED, about=Trouble.LOGOUT_UNCONFIRMED))
    if state.desk.left_behind:
        rows.append(Record(Outcome.NOT_CLEARED, about=Trouble.WIPE_FAILED))
    return stay(state, *rows)


def ending(state: State, reason: EndReason) -> tuple[Effect, ...]:
    """What leaving this state asks for: nothing, unless a visit was under way."""
    if not isinstance(state, Visiting):
        return ()
    visit = state.visit
    outcome = Outcome.ENDED if isinstance(state, SessionOpen) else Outcome.ABANDONED
    return EndVisit(visit), row(outcome, visit, reason, _holder_of(state))


def _refusal(state: State, trouble: Trouble, card: Insertion | None) -> Refusal:
    deadline = state.desk.now + state.desk.rules.reading_trouble
    return Refusal(state.desk, trouble, deadline, card)


def _notice(state: State, about: EndReason | Trouble, *, had_session: bool = True) -> Notice:
    until = state.desk.now + state.desk.rules.reading_notice
    return Notice(about, until, had_session)


def _number_of(state: State) -> Identifier | None:
    """What was typed, where somebody typed it."""
    return state.number if isinstance(state, Numbered) else None


def _holder_of(state: State) -> Holder | None:
    return state.holder if isinstance(state, Visiting) else None
