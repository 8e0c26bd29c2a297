"""The card pulled at each step of a sign-in: Welcome at once, and nothing left anywhere."""

from collections.abc import Callable

import pytest

from tests.journeys.stack import Stack
from tests.support.cps3_cards import PIN, cps3_card
from tests.support.portal_site import Manner
from tests.support.terminal import ENTER, Terminal
from tests.support.waiting import wait_for

PULLED = "vous avez retiré votre carte"
READ_BINARY, VERIFY, SIGN = 0xB0, 0x20, 0x88


def at(instruction: int, data: int = 0) -> Callable[[bytes], bool]:
    """The first such command with more than that many bytes."""
    return lambda apdu: apdu[1] == instruction and len(apdu) > data


def while_it_is_read(stack: Stack, _: Terminal) -> None:
    stack.pcsc.readers[0].remove_at = at(READ_BINARY)
    stack.pcsc.readers[0].insert(cps3_card())


def when_the_name_is_there(stack: Stack, kiosk: Terminal) -> None:
    insert_and_greet(stack, kiosk)
    stack.pcsc.readers[0].remove()


def when_some_digits_are_typed(stack: Stack, kiosk: Terminal) -> None:
    insert_and_greet(stack, kiosk)
    kiosk.type("12")
    kiosk.sees("●")
    stack.pcsc.readers[0].remove()


def while_the_pin_is_checked(stack: Stack, kiosk: Terminal) -> None:
    insert_and_greet(stack, kiosk)
    stack.pcsc.readers[0].remove_at = at(VERIFY, 5)
    kiosk.type(PIN.decode() + ENTER)


def while_it_signs(stack: Stack, kiosk: Terminal) -> None:
    insert_and_greet(stack, kiosk)
    stack.pcsc.readers[0].remove_at = at(SIGN)
    kiosk.type(PIN.decode() + ENTER)


def while_the_portal_is_asked(stack: Stack, kiosk: Terminal) -> None:
    stack.portal.site.manner = Manner.SILENT
    insert_and_greet(stack, kiosk)
    kiosk.type(PIN.decode() + ENTER)
    wait_for(lambda: stack.portal.site.visited("/connexion/carte"))
    stack.pcsc.readers[0].remove()


def after_the_portal_has_opened_a_session(stack: Stack, kiosk: Terminal) -> None:
    stack.portal.site.manner = Manner.SILENT_LATER
    insert_and_greet(stack, kiosk)
    kiosk.type(PIN.decode() + ENTER)
    wait_for(lambda: stack.portal.site.visited("/espace"))
    stack.pcsc.readers[0].remove()


def while_the_page_opens(stack: Stack, kiosk: Terminal) -> None:
    insert_and_greet(stack, kiosk)
    kiosk.type(PIN.decode() + ENTER)
    # By then the kiosk has the session's cookie; before, nobody has it.
    wait_for(lambda: stack.portal.site.visited("/espace"))
    stack.pcsc.readers[0].remove()


def insert_and_greet(stack: Stack, kiosk: Terminal) -> None:
    stack.pcsc.readers[0].insert(cps3_card())
    kiosk.sees("VALBRUNE")


STEPS = (
    while_it_is_read,
    when_the_name_is_there,
    when_some_digits_are_typed,
    while_the_pin_is_checked,
    while_it_signs,
    while_the_portal_is_asked,
    after_the_portal_has_opened_a_session,
    while_the_page_opens,
)


@pytest.mark.parametrize("pull", STEPS, ids=lambda step: step.__name__)
def test_a_card_pulled_midway_leaves_nothing(
    stack: Stack, pull: Callable[[Stack, Terminal], None]
) -> None:
    with stack.kiosk() as kiosk:
        pull(stack, kiosk)
        kiosk.sees(PULLED)
        stack.waits_until_bare(kiosk)
        wait_for(lambda: not stack.portal.site.signed_in)
        wait_for(lambda: "card-removed" in " ".join(stack.outcomes))
        assert not any(outcome.startswith("refused") for outcome in stack.outcomes)
        assert PIN not in kiosk.output


def test_a_sign_in_that_never_came_to_a_session_is_said_to_be_cancelled(stack: Stack) -> None:
    with stack.kiosk() as kiosk:
        when_the_name_is_there(stack, kiosk)
        kiosk.sees(f"La connexion est annulée : {PULLED}")


def test_the_next_doctor_is_not_disturbed_by_the_last_one(stack: Stack) -> None:
    with stack.kiosk() as kiosk:
        while_the_page_opens(stack, kiosk)
        kiosk.sees(PULLED)
        insert_and_greet(stack, kiosk)
        kiosk.type(PIN.decode() + ENTER)
        kiosk.sees("Pour terminer, retirez votre carte")
        wait_for(lambda: len(stack.portal.site.signed_in) == 1)
