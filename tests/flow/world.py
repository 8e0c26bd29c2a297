"""The people, cards and answers that the exploration of the flow plays with."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from devices.events import (
    CardFamily,
    CardInserted,
    CardRemoved,
    Insertion,
    Loss,
    ReaderAttached,
    ReaderDetached,
    ServiceFound,
    ServiceLost,
)
from devices.kit import PageSeen, Wiped
from devices.pin import PinTries
from kiosk.flow import events
from kiosk.flow.desk import Desk, Rules
from kiosk.flow.events import Event
from kiosk.flow.mail import MailedCode, MailWay
from kiosk.flow.phone import CodeAsked, Lapse, PhoneFlow, PushAsked
from kiosk.flow.state import CodeEntry, Notice, PasswordEntry, SessionOpen, State, Welcome
from kiosk.flow.visit import KnownCard, Visit
from kiosk.identity import Holder, Method
from kiosk.secret import Secret
from kiosk.trouble import Trouble

WALL = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
RULES = Rules(idle=600, longest=900, phone=PhoneFlow.QR, code_renewals=1)
MAIL = MailWay(
    code_length=6,
    resend_seconds=30,
    forgotten_url="https://portail.example/oubli",
    forgotten_here=True,
)
SLOWED_SECONDS = 45.0
START = Welcome(Desk(RULES, wall=WALL))
STARTS = (
    START,
    *(
        Welcome(Desk(replace(RULES, phone=flow), wall=WALL))
        for flow in (PhoneFlow.PUSH, PhoneFlow.BROWSER, None)
    ),
    Welcome(Desk(replace(RULES, phone=None, mail=MAIL), wall=WALL)),
)
"""One kiosk for each way to reach a phone, one that reaches none, and one that asks passwords."""

READERS = {"A": (CardFamily.CPS3, CardFamily.VITALE), "B": (CardFamily.CPS4,)}
"""Two readers, for a card that may sign in in each, and a patient's card, which stands for all
that may not: the flow only looks up their sentence (test_every_family_is_answered)."""
ONE_READER = {"A": READERS["A"]}
"""Enough for the kiosks that differ in their phone alone."""

NUMBERS = {
    "": "nothing",
    "8 997 00366240": "a good one",
    "810100842904": "a wrong check digit",
    "8123": "too short",
    "8x": "no number at all",
}

HOLDER = Holder("MARTIN", "Camille", "Médecin", "899700366240")
PAGE = PageSeen("https://portail.example/espace", "Espace", "Dr Camille MARTIN")
DIGITS = "1234"
PIN = Secret.typed(DIGITS)
CODE = "WDJB-MJHT"
PASSWORD = "s3cr3t"
MAILED = "246802"
SECRETS = {
    "password": Secret.typed(PASSWORD),
    "no password": Secret.typed(""),
    "code": Secret.typed(MAILED),
    "half a code": Secret.typed(MAILED[:3]),
}
NOT_A_PIN = Secret.typed("12a4")
STALE = Visit(0, Method.CARD, Insertion("A", 0), CardFamily.CPS3)
"""A visit of the past; nothing that carries it may change anything."""


def card(tries: PinTries) -> KnownCard:
    """Dr Martin's card, with so many tries left."""
    return KnownCard("2800262487", HOLDER, tries)


def events_in(state: State) -> Iterator[Event]:
    """Every event that could arrive in this state, from everybody who may post one."""
    yield from _readers(state)
    yield from _clock(state)
    yield from _doctor()
    yield from answers(STALE, state.desk.now)
    if state.visit is not None:
        yield from answers(state.visit, state.desk.now)
    yield events.Recorded()
    yield events.RecordFailed()
    yield events.KioskStarted()
    yield events.KioskStarted((Wiped(0, 0), Wiped(0, 1)))
    yield events.StopRequested()


def _readers(state: State) -> Iterator[Event]:
    yield ServiceFound()
    yield ServiceLost()
    fresh = 1 + max((seat.card.number for seat in state.desk.seats if seat.card), default=0)
    readers = READERS if state.desk.rules.phone is PhoneFlow.QR else ONE_READER
    for reader, families in readers.items():
        yield ReaderAttached(reader)
        yield ReaderDetached(reader)
        for family in families:
            yield CardInserted(Insertion(reader, fresh), family)
    for seat in state.desk.seats:
        if seat.card is not None:
            for loss in Loss:
                yield CardRemoved(seat.card, loss)
    yield CardRemoved(Insertion("A", 0))


def _clock(state: State) -> Iterator[Event]:
    """The instants at which something is due, and the one just before."""
    now = state.desk.now
    due = {now}
    if isinstance(state, PasswordEntry | CodeEntry) and state.slowed_until > now:
        due.add(state.slowed_until)
    if isinstance(state, CodeEntry) and not state.resending:
        due.add(state.mailed.sent + MAIL.resend_seconds)
    if isinstance(state, SessionOpen):
        due |= {state.idle_at - 1, state.idle_at, state.deadline}
    elif not isinstance(state, Welcome) and (deadline := deadline_of(state)) is not None:
        due |= {deadline - 1, deadline}
    elif isinstance(state, Welcome) and isinstance(state.notice, Notice):
        due.add(state.notice.until)
    for instant in due:
        yield events.Tick(max(instant, now), WALL)


def deadline_of(state: State) -> float | None:
    """When the state gives way by itself; None for the two that need not."""
    deadline: float | None = getattr(state, "deadline", None)
    return deadline


def _doctor() -> Iterator[Event]:
    yield events.Touched()
    yield events.StartRequested()
    yield events.WayChosen(Method.ECPS)
    yield events.WayChosen(Method.EMAIL)
    yield events.EndRequested(None)


def answers(visit: Visit, now: float) -> Iterator[Event]:
    """How the effects of a visit may end, and what may be typed on its screens."""
    yield events.EndRequested(visit)
    yield events.LastTryConfirmed(visit)
    yield events.PinSubmitted(visit, PIN)
    yield events.PinSubmitted(visit, NOT_A_PIN)
    for tries in PinTries:
        yield events.CardRead(visit, card(tries))
        yield events.PinRejected(visit, tries)
    yield events.CardRefused(visit, Trouble.CARD_EXPIRED)
    yield from _phone(visit, now)
    yield from _mail(visit, now)
    yield events.BrowserWarmed(visit)
    yield events.BrowserRefused(visit, Trouble.BROWSER_FAILED)
    yield events.PinAccepted(visit)
    yield events.LastTryMet(visit)
    yield events.PortalOpened(visit)
    yield events.SignInFailed(visit, Trouble.PORTAL_BROKEN)
    yield events.BrowserOpened(visit, PAGE)
    yield events.BrowserClosed(visit)
    yield events.LeftBehind(Trouble.CARD_NOT_RESET, visit)
    yield events.LeftBehind(Trouble.WIPE_FAILED, visit)
    for clean in (True, False):
        for logged_out in (True, False, None):
            yield events.VisitEnded(visit, clean, clean, logged_out)


def _phone(visit: Visit, now: float) -> Iterator[Event]:
    for number in NUMBERS:
        yield events.NumberSubmitted(visit, number)
    yield events.PhoneAsked(visit, CodeAsked("https://idp.example/d", CODE, CODE, now + 120))
    yield events.PhoneAsked(visit, PushAsked("42", now + 120))
    yield events.PhoneApproved(visit, HOLDER)
    for lapse in Lapse:
        yield events.CodeLapsed(visit, lapse)
    yield events.PageOpened(visit)
    yield events.LandingReached(visit, Holder("", "", "", "", "Dr Camille MARTIN"), PAGE)


def _mail(visit: Visit, now: float) -> Iterator[Event]:
    yield events.FormFetched(visit)
    yield events.BackRequested(visit)
    yield events.PasswordForgotten(visit)
    yield events.PageRequested(visit)
    yield events.AnotherCodeRequested(visit)
    for secret in SECRETS.values():
        yield events.PasswordSubmitted(visit, secret)
        yield events.CodeSubmitted(visit, secret)
    yield events.FormDelayed(visit, now + SLOWED_SECONDS)
    yield events.FormRefused(visit, Trouble.FORM_MISSING)
    yield events.AttemptsSlowed(visit, now + SLOWED_SECONDS)
    yield events.PasswordRejected(visit, "Identifiant ou mot de passe incorrect")
    for mailed in (MailedCode(now), MailedCode(now, resendable=False)):
        yield events.CodeMailed(visit, mailed)
        yield events.CodeRejected(visit, mailed)
        yield events.CodeRejected(visit, mailed, expired=True)
    yield events.CodeVoided(visit)
    yield events.PortalOpened(visit, Holder("", "", "", "899700366240", "Dr Camille MARTIN"))
