"""One example of everything that can be on screen without a card."""

from collections.abc import Iterator
from dataclasses import replace

from devices.kit import PageSeen
from kiosk.flow.desk import Desk, Seat
from kiosk.flow.effects import EndReason
from kiosk.flow.phone import CodeAsked, Lapse, NumberHint, PhoneFlow, PushAsked
from kiosk.flow.state import (
    AtPage,
    AwaitingPhone,
    Notice,
    NumberEntry,
    Refusal,
    SessionOpen,
    SigningIn,
    SignInStep,
    State,
    Welcome,
)
from kiosk.flow.visit import Visit
from kiosk.identity import Holder, Identifier, Method
from kiosk.trouble import Trouble

NUMBER = Identifier("899700366240")
DOUBTED = Identifier("899700366241")
PAGE = "https://auth.example.fr/device"
CODE = "WDJB-MJHT"
LINK = f"{PAGE}?user_code={CODE}"
BINDING = "47"
ELSEWHERE = ("C", "M", "P01", "P10", "L")
"""Codes of the troubles, or their beginnings, that need a card, the mail, or no sign-in at all."""


def without_card(alone: Desk, occupied: Seat, holder: Holder, page: PageSeen) -> dict[str, State]:
    """Every state by a name; `alone` has a reader, in which there may be a card as `occupied`."""
    desk = replace(alone, rules=replace(alone.rules, phone=PhoneFlow.QR), visits=1)
    beside = replace(desk, seats=(occupied,))
    return {
        **_welcome(desk, beside),
        **_number(desk),
        **_phone(desk),
        **_signed_in(desk, holder, page),
        **dict(_refused(desk)),
        "trouble-ecps-card-left": Refusal(
            beside, Trouble.PROVIDER_SLOW, desk.now + 90, method=Method.ECPS
        ),
        "trouble-card-ecps-offered": Refusal(
            beside, Trouble.PIN_LOCKED, desk.now + 90, occupied.card
        ),
    }


def _welcome(desk: Desk, beside: Desk) -> dict[str, State]:
    until = desk.now + 30
    worst = replace(desk, journal_works=False)
    return {
        "welcome-ecps": Welcome(desk),
        "welcome-ecps-card-left": Welcome(beside, Notice(EndReason.IDLE, until)),
        "welcome-ecps-no-reader": Welcome(replace(desk, seats=())),
        "welcome-ecps-no-service": Welcome(replace(desk, seats=(), service=False)),
        "welcome-ecps-starting": Welcome(replace(desk, seats=(), service=None)),
        "welcome-ecps-unanswered": Welcome(
            desk, Notice(EndReason.UNANSWERED, until, had_session=False)
        ),
        "welcome-ecps-worst": Welcome(worst, Notice(Trouble.CARD_WITHOUT_CERTIFICATE, until)),
    }


def _number(desk: Desk) -> dict[str, State]:
    entry = NumberEntry(_by(desk, PhoneFlow.PUSH), _visit(), desk.now + 60)
    typed = replace(entry, typed=str(NUMBER))
    doubtful = replace(entry, typed=str(DOUBTED), doubted=DOUBTED, hint=NumberHint.DOUBTFUL)
    return {
        "number": entry,
        "number-typed": typed,
        "number-missing": replace(entry, hint=NumberHint.MISSING),
        "number-malformed": replace(entry, typed="8997A", hint=NumberHint.MALFORMED),
        "number-length": replace(entry, typed="8997003662", hint=NumberHint.LENGTH),
        "number-length-adeli": replace(entry, typed="00B607", hint=NumberHint.LENGTH),
        "number-length-other": replace(entry, typed="5", hint=NumberHint.LENGTH),
        "number-long": replace(entry, typed="500000001815646/CPAT00045" * 2),
        "number-doubtful": doubtful,
        "number-unanswered": replace(typed, hint=NumberHint.UNANSWERED),
    }


def _phone(desk: Desk) -> dict[str, State]:
    code = CodeAsked(PAGE, CODE, LINK, expires=desk.now + 580)
    waiting = AwaitingPhone(desk, _visit(), desk.now + 90)
    asked = replace(waiting, asked=code)
    long = f"{PAGE}/realms/professionnels-de-sante"
    pushing = replace(waiting, desk=_by(desk, PhoneFlow.PUSH), number=NUMBER)
    push = replace(pushing, asked=PushAsked(BINDING, expires=desk.now + 112))
    browsing = AtPage(_by(desk, PhoneFlow.BROWSER), _visit(), desk.now + 180, desk.now)
    return {
        "phone-asking": waiting,
        "phone-qr": asked,
        "phone-qr-renewed": replace(asked, renewals=1, lapse=Lapse.EXPIRED),
        "phone-qr-spent": replace(asked, renewals=1, lapse=Lapse.SPENT),
        "phone-qr-last": replace(
            asked, asked=replace(code, expires=desk.now + 35), renewals=3, lapse=Lapse.EXPIRED
        ),
        "phone-qr-long": replace(
            asked,
            asked=replace(code, page=long, link=f"{long}?user_code={CODE}"),
            renewals=1,
            lapse=Lapse.SPENT,
        ),
        "phone-qr-no-room": replace(asked, asked=replace(code, link=LINK + "&x" * 150)),
        "phone-qr-too-small": replace(
            asked, asked=replace(code, page=f"{PAGE}/{'x' * 700}", link=LINK + "&x" * 200)
        ),
        "phone-qr-over": replace(asked, asked=replace(code, expires=desk.now)),
        "phone-push-asking": pushing,
        "phone-push": push,
        "phone-push-spent": replace(push, renewals=1, lapse=Lapse.SPENT),
        "provider-opening": browsing,
        "provider": replace(browsing, opened=True),
    }


def _signed_in(desk: Desk, holder: Holder, page: PageSeen) -> dict[str, State]:
    signing = SigningIn(
        desk, _visit(), desk.now + 90, holder, card=None, step=SignInStep.OPENING_PORTAL
    )
    session = SessionOpen(desk, _visit(), holder, page, opened=desk.now - 240, touched=desk.now)
    return {
        "progress-without-card": signing,
        "progress-page-without-card": replace(signing, step=SignInStep.OPENING_PAGE),
        "session-without-card": session,
        "session-without-card-ending": replace(session, touched=desk.now - 560),
    }


def _refused(desk: Desk) -> Iterator[tuple[str, State]]:
    for trouble in Trouble:
        if not trouble.code.startswith(ELSEWHERE):
            name = f"trouble-{trouble.code}-{trouble.word}-ecps"
            yield name, Refusal(desk, trouble, desk.now + 90, method=Method.ECPS)


def _visit() -> Visit:
    return Visit(1, Method.ECPS, card=None)


def _by(desk: Desk, flow: PhoneFlow) -> Desk:
    return replace(desk, rules=replace(desk.rules, phone=flow))
