"""Whatever goes wrong: a sentence, a code, a row in the journal, and nothing left."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiosk.trouble import Trouble
from tests.journeys.stack import Stack
from tests.support import pki
from tests.support.broken_module import CRASHES, HANGS, broken_module
from tests.support.cps3 import Cps3Card
from tests.support.cps3_cards import PIN, VITALE_ATR, WRONG_PIN, cps3_card
from tests.support.portal import Gate
from tests.support.portal_site import Manner
from tests.support.terminal import ENTER
from tests.support.vpcd import MuteCard, SilentCard
from tests.support.waiting import wait_for

HOTEL_KEY = bytes.fromhex("3B00")


def refused(trouble: Trouble) -> str:
    """The journal's row."""
    return f"refused {trouble.name.lower().replace('_', '-')}"


@dataclass(frozen=True)
class Case:
    """A card that is refused before its PIN is asked for."""

    trouble: Trouble
    card: SilentCard | MuteCard | Cps3Card = field(repr=False)


BEFORE_THE_PIN = {
    "vitale": lambda: Case(Trouble.VITALE, SilentCard(VITALE_ATR)),
    "upside-down": lambda: Case(Trouble.CARD_MUTE, MuteCard()),
    "unknown": lambda: Case(Trouble.CARD_UNKNOWN, SilentCard(HOTEL_KEY)),
    "expired": lambda: Case(Trouble.CARD_EXPIRED, cps3_card(validity=pki.expired())),
    "not-yet-valid": lambda: Case(
        Trouble.CARD_NOT_YET_VALID, cps3_card(validity=pki.not_yet_valid())
    ),
    "wrong-issuer": lambda: Case(
        Trouble.CARD_ISSUER, cps3_card(issuer=pki.authority("AC D'AILLEURS"))
    ),
    "no-certificate": lambda: Case(
        Trouble.CARD_WITHOUT_CERTIFICATE, cps3_card(authentication_pair=False)
    ),
    "locked": lambda: Case(Trouble.PIN_LOCKED, cps3_card(tries=0)),
}


@pytest.mark.parametrize("name", BEFORE_THE_PIN)
def test_a_card_that_cannot_sign_in_is_told_so_at_once(stack: Stack, name: str) -> None:
    case = BEFORE_THE_PIN[name]()
    with stack.kiosk() as kiosk:
        stack.pcsc.readers[0].insert(case.card)
        kiosk.sees(case.trouble.code)
        wait_for(lambda: refused(case.trouble) in stack.outcomes)

        stack.pcsc.readers[0].remove()
        kiosk.sees("Insérez votre carte CPS")
        stack.waits_until_bare(kiosk)


GATES = {
    Gate.IMPOSTOR: Trouble.PORTAL_UNTRUSTED,
    Gate.OTHER_NAME: Trouble.PORTAL_UNTRUSTED,
    Gate.OTHER_CARDS: Trouble.PORTAL_REFUSED_CARD,
    Gate.ONLY_TLS_1_3: Trouble.PORTAL_REFUSED_CARD,
}
MANNERS = {
    Manner.FORBIDDEN: Trouble.PORTAL_REFUSED_CARD,
    Manner.BROKEN: Trouble.PORTAL_BROKEN,
    Manner.SILENT: Trouble.PORTAL_SLOW,
    Manner.OFF_LIMITS: Trouble.PORTAL_OFF_LIMITS,
    Manner.INSECURE: Trouble.PORTAL_OFF_LIMITS,
    Manner.ENDLESS: Trouble.PORTAL_REDIRECTS,
    Manner.HUGE: Trouble.PORTAL_UNCLEAR,
    Manner.NO_COOKIE: Trouble.PORTAL_UNCLEAR,
}


def sign_in_is_refused(stack: Stack, trouble: Trouble) -> None:
    with stack.kiosk() as kiosk:
        stack.pcsc.readers[0].insert(cps3_card())
        kiosk.sees("VALBRUNE")
        kiosk.type(PIN.decode() + ENTER)
        kiosk.sees(trouble.code, 40)
        wait_for(lambda: refused(trouble) in stack.outcomes)
        stack.waits_until_bare(kiosk)
        wait_for(lambda: not stack.portal.site.signed_in)

        stack.pcsc.readers[0].remove()
        kiosk.sees("Insérez votre carte CPS")


@pytest.mark.parametrize("gate", GATES)
def test_a_portal_that_cannot_be_trusted_or_does_not_trust_is_named(
    stack: Stack, gate: Gate
) -> None:
    stack.gate = gate
    sign_in_is_refused(stack, GATES[gate])


@pytest.mark.parametrize("manner", MANNERS)
def test_a_portal_that_misbehaves_is_named(stack: Stack, manner: Manner) -> None:
    stack.timeout = 3 if manner is Manner.SILENT else 15
    stack.portal.site.manner = manner
    sign_in_is_refused(stack, MANNERS[manner])


def test_a_portal_that_cannot_be_reached_is_named(stack: Stack) -> None:
    stack.portal.vanish()
    sign_in_is_refused(stack, Trouble.PORTAL_UNREACHABLE)


def test_a_missing_browser_is_named_before_the_pin_is_asked(stack: Stack) -> None:
    stack.browser = "no-such-browser"
    with stack.kiosk() as kiosk:
        stack.pcsc.readers[0].insert(cps3_card())
        kiosk.sees(Trouble.BROWSER_MISSING.code)


def test_a_missing_module_is_named(stack: Stack, tmp_path: Path) -> None:
    module = tmp_path / "module.so"
    module.write_bytes(b"no library")
    stack.module = str(module)
    with stack.kiosk() as kiosk:
        stack.pcsc.readers[0].insert(cps3_card())
        kiosk.sees(Trouble.MODULE_MISSING.code)
        stack.waits_until_bare(kiosk)


def test_three_wrong_pins_lock_the_card_and_each_is_said(stack: Stack) -> None:
    card = cps3_card()
    with stack.kiosk() as kiosk:
        stack.pcsc.readers[0].insert(card)
        kiosk.sees("VALBRUNE")
        kiosk.type(WRONG_PIN.decode() + ENTER)
        kiosk.sees("2 essais")
        kiosk.type(WRONG_PIN.decode() + ENTER)
        kiosk.sees("Dernier essai")
        # The card is not asked again until she has said that she knows her code.
        kiosk.type(ENTER)
        kiosk.sees("Composez votre code")
        kiosk.type(WRONG_PIN.decode() + ENTER)
        kiosk.sees(Trouble.PIN_LOCKED.code)
        wait_for(lambda: refused(Trouble.PIN_LOCKED) in stack.outcomes)
        assert WRONG_PIN not in kiosk.output


def test_letters_and_too_few_digits_never_reach_the_card(stack: Stack) -> None:
    card = cps3_card()
    with stack.kiosk() as kiosk:
        stack.pcsc.readers[0].insert(card)
        kiosk.sees("VALBRUNE")
        kiosk.type("12x" + ENTER)
        kiosk.sees("quatre chiffres")
        verified = [each.apdu for each in stack.pcsc.readers[0].exchanges if each.apdu[1] == 0x20]
        assert not [apdu for apdu in verified if len(apdu) > 5], (
            "an empty VERIFY asks for the tries"
        )


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [(CRASHES, Trouble.MODULE_CRASHED), (HANGS, Trouble.MODULE_HUNG)],
    ids=["crashes", "hangs"],
)
def test_a_broken_module_is_named_and_may_be_tried_again(
    stack: Stack, tmp_path: Path, fault: str, trouble: Trouble
) -> None:
    stack.module = str(broken_module(tmp_path, fault))
    with stack.kiosk() as kiosk:
        stack.pcsc.readers[0].insert(cps3_card())
        kiosk.sees(trouble.code, 40)
        stack.waits_until_bare(kiosk)
        kiosk.type(ENTER)
        kiosk.sees("Composez votre code")
        kiosk.sees(trouble.code, 40)


def test_a_browser_that_dies_at_its_start_is_named(stack: Stack) -> None:
    stack.browser = "/bin/false"
    with stack.kiosk() as kiosk:
        stack.pcsc.readers[0].insert(cps3_card())
        kiosk.sees(Trouble.BROWSER_FAILED.code)
        stack.waits_until_bare(kiosk)
