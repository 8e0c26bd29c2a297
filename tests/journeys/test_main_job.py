"""Card in, name, PIN, own page, card out, nothing left."""

from tests.journeys.stack import Stack
from tests.support.cps3_cards import PIN, cps3_card
from tests.support.terminal import ENTER, ESCAPE, Terminal
from tests.support.waiting import wait_for

NAME = "Dr Agathe VALBRUNE-ESSAI"


def sign_in(stack: Stack, kiosk: Terminal) -> None:
    """Up to the page."""
    stack.pcsc.readers[0].insert(cps3_card())
    kiosk.sees(NAME)
    kiosk.type(PIN.decode() + ENTER)
    kiosk.sees("Pour terminer, retirez votre carte")


def test_a_doctor_sees_her_own_page_and_nothing_is_left_when_she_pulls_her_card(
    stack: Stack,
) -> None:
    with stack.kiosk() as kiosk:
        sign_in(stack, kiosk)
        kiosk.sees("Espace de Agathe VALBRUNE-ESSAI")  # the heading that the browser displays
        assert stack.portal.site.signed_in

        stack.pcsc.readers[0].remove()
        kiosk.sees("Insérez votre carte CPS")
        stack.waits_until_bare(kiosk)
        wait_for(lambda: not stack.portal.site.signed_in)
        wait_for(lambda: stack.outcomes[-1] == "cleared")
        assert stack.outcomes == ["started", "signed-in", "ended card-removed", "cleared"]
        assert stack.journal.verify() is None
        assert PIN not in kiosk.output


def test_the_end_key_ends_the_session_and_reminds_of_the_card(stack: Stack) -> None:
    with stack.kiosk() as kiosk:
        sign_in(stack, kiosk)
        kiosk.type(ESCAPE)
        kiosk.sees("Reprenez votre carte")
        stack.waits_until_bare(kiosk)
        wait_for(lambda: not stack.portal.site.signed_in)
        assert "ended end-key" in stack.outcomes
