"""One example of everything that can be on screen: for pictures and for tests."""

from dataclasses import replace
from datetime import UTC, datetime

from devices.events import CardFamily, Insertion
from devices.kit import PageSeen
from devices.pin import PinTries
from kiosk.flow.desk import Desk, Rules, Seat
from kiosk.flow.effects import EndReason
from kiosk.flow.state import (
    LastTryWarning,
    Notice,
    PinEntry,
    PinHint,
    Refusal,
    SessionOpen,
    SigningIn,
    SignInStep,
    State,
    Stopped,
    Welcome,
)
from kiosk.flow.visit import KnownCard, Visit
from kiosk.identity import Holder, Method
from kiosk.secret import Secret
from kiosk.trouble import Trouble
from screens.gallery_by_mail import by_mail
from screens.gallery_without_card import without_card
from screens.view import View

READER = "Lecteur 00 00"
CARD = Insertion(READER, 1)
HOLDER = Holder("MARTIN", "CAMILLE", "Médecin", "899700366240")
KNOWN = KnownCard("2800262487", HOLDER, PinTries.ALL)
PAGE = PageSeen(
    url="https://portail.example/espace",
    title="ViaTrajectoire · Espace Médecin Libéral",
    heading="Bonjour Dr Camille MARTIN",
)
OTHER_CARDS = {
    Trouble.VITALE: CardFamily.VITALE,
    Trouble.CARD_MUTE: CardFamily.MUTE,
    Trouble.CARD_UNKNOWN: CardFamily.UNKNOWN,
    Trouble.CARD_CONTACTLESS: CardFamily.CPS_CONTACTLESS,
}
NOW = 1000.0
WALL = datetime(2026, 11, 24, 13, 32, tzinfo=UTC)
VIEW = View(
    kiosk="Accueil",
    site="Cabinet médical des Tilleuls",
    portal="ViaTrajectoire",
    card_phone="0 825 85 2000 (0,06 €/min + prix appel)",
    card_email="monserviceclient.cartes@asipsante.fr",
    app_phone="0 809 40 00 82 (appel gratuit)",
    app_email="monserviceclient.e-cps@asipsante.fr",
    app_faq_url="https://esante.gouv.fr/securite/faq-e-cps",
    enrol_url="https://wallet.esw.esante.gouv.fr",
)


def gallery(holder: Holder = HOLDER, page: PageSeen = PAGE) -> dict[str, State]:
    """Every state by a name, with these words from card and portal."""
    rules = Rules(idle=600, longest=14400)
    alone = Desk(rules, NOW, WALL, service=True, seats=(Seat(READER),))
    desk = replace(alone, seats=(Seat(READER, CARD, CardFamily.CPS3),), visits=1)
    visit = Visit(1, Method.CARD, CARD, CardFamily.CPS3)
    known = replace(KNOWN, holder=holder)
    two, last = replace(known, tries=PinTries.TWO), replace(known, tries=PinTries.LAST)
    soon = replace(known, expires_in_days=12)
    entry = PinEntry(desk, visit, NOW + 60)
    signing = SigningIn(desk, visit, NOW + 90, holder, known)
    session = SessionOpen(desk, visit, holder, page, opened=NOW - 240, touched=NOW)
    states: dict[str, State] = {
        "welcome": Welcome(alone),
        "welcome-after-removal": Welcome(alone, Notice(EndReason.CARD_REMOVED, NOW + 30)),
        "welcome-after-refusal": Welcome(alone, Notice(Trouble.PIN_LOCKED, NOW + 30)),
        "welcome-card-left": Welcome(desk, Notice(EndReason.IDLE, NOW + 30)),
        "welcome-no-reader": Welcome(replace(alone, seats=())),
        "welcome-no-service": Welcome(replace(alone, seats=(), service=False)),
        "welcome-starting": Welcome(replace(alone, seats=(), service=None)),
        "welcome-no-journal": Welcome(replace(alone, journal_works=False)),
        "pin-reading": entry,
        "pin": replace(entry, card=known),
        "pin-typing": replace(entry, card=known),
        "pin-pending": replace(entry, pending=Secret.typed("0000")),
        "pin-three-digits": replace(entry, card=known, hint=PinHint.NOT_FOUR_DIGITS),
        "pin-rejected": replace(entry, card=two, hint=PinHint.REJECTED),
        "pin-expires-soon": replace(entry, card=soon),
        "last-try": LastTryWarning(desk, visit, NOW + 60, last),
        "last-try-rejected": LastTryWarning(desk, visit, NOW + 60, last, PinHint.REJECTED),
        "progress-code": signing,
        "progress-portal": replace(signing, step=SignInStep.OPENING_PORTAL),
        "progress-page": replace(signing, step=SignInStep.OPENING_PAGE),
        "session": session,
        "session-ending": replace(session, touched=NOW - 560),
        "stopped": Stopped(desk),
    }
    for trouble in Trouble:
        if trouble.code.startswith(("E", "L")):
            continue
        name = f"trouble-{trouble.code}-{trouble.word}"
        seat = Seat(READER, CARD, OTHER_CARDS.get(trouble, CardFamily.CPS3))
        states[name] = Refusal(replace(desk, seats=(seat,)), trouble, NOW + 90, CARD)
    occupied = desk.seats[0]
    return states | without_card(alone, occupied, holder, page) | by_mail(alone, occupied, holder)
