"""Every way out of a session: everything of hers is gone, and the journal says why."""

import os
import signal
from collections.abc import Callable

import pytest

from tests.journeys.stack import Stack
from tests.journeys.test_main_job import sign_in
from tests.support import pki
from tests.support.cps3_cards import VITALE_ATR, cps3_card
from tests.support.portal_site import Manner
from tests.support.processes import alive, children, descendants
from tests.support.terminal import ESCAPE, Terminal
from tests.support.vpcd import SilentCard
from tests.support.waiting import wait_for

WELCOME = "Insérez votre carte CPS"


def pull_the_card(stack: Stack, _: Terminal) -> None:
    stack.pcsc.readers[0].remove()


def press_the_end_key(_: Stack, kiosk: Terminal) -> None:
    kiosk.type(ESCAPE)


def unplug_the_reader(stack: Stack, _: Terminal) -> None:
    stack.pcsc.detach_reader(0)


def lose_the_service(stack: Stack, _: Terminal) -> None:
    stack.pcsc.kill()


def kill_the_browser(_: Stack, kiosk: Terminal) -> None:
    (browser,) = children(kiosk.process.pid, "chromium")
    os.kill(browser, signal.SIGKILL)


ENDINGS: dict[str, Callable[[Stack, Terminal], None]] = {
    "card-removed": pull_the_card,
    "end-key": press_the_end_key,
    "reader-lost": unplug_the_reader,
    "service-lost": lose_the_service,
    "browser-closed": kill_the_browser,
}


@pytest.mark.parametrize("reason", ENDINGS)
def test_a_session_that_ends_leaves_nothing_and_says_why(stack: Stack, reason: str) -> None:
    with stack.kiosk() as kiosk:
        sign_in(stack, kiosk)
        ENDINGS[reason](stack, kiosk)
        stack.waits_until_bare(kiosk)
        wait_for(lambda: not stack.portal.site.signed_in)
        wait_for(lambda: stack.outcomes[-2:] == [f"ended {reason}", "cleared"])


def test_another_card_ends_the_session_and_starts_its_own(stack: Stack) -> None:
    other = cps3_card(pki.COLLEAGUE, pki.COLLEAGUE_NUMBER)
    with stack.kiosk() as kiosk:
        sign_in(stack, kiosk)
        stack.pcsc.readers[1].insert(other)
        kiosk.sees("SORBIER-ESSAI")
        wait_for(lambda: not stack.portal.site.signed_in)
        wait_for(lambda: stack.outcomes[-2:] == ["ended other-card", "cleared"])
        assert "VALBRUNE" not in kiosk.text()


def test_a_swap_too_quick_to_be_seen_never_hands_the_session_over(stack: Stack) -> None:
    other = cps3_card(pki.COLLEAGUE, pki.COLLEAGUE_NUMBER)
    with stack.kiosk() as kiosk:
        sign_in(stack, kiosk)
        stack.pcsc.readers[0].swap(other)
        kiosk.sees("SORBIER-ESSAI")
        wait_for(lambda: not stack.portal.site.signed_in)


def test_a_patients_card_beside_hers_disturbs_nobody(stack: Stack) -> None:
    with stack.kiosk() as kiosk:
        sign_in(stack, kiosk)
        stack.pcsc.readers[1].insert(SilentCard(VITALE_ATR))
        kiosk.sees("Pour terminer, retirez votre carte")
        assert stack.portal.site.signed_in


def test_a_portal_that_is_gone_is_told_of_the_end_when_it_is_back(stack: Stack) -> None:
    with stack.kiosk() as kiosk:
        sign_in(stack, kiosk)
        stack.portal.vanish()
        stack.pcsc.readers[0].remove()
        kiosk.sees(WELCOME)
        stack.waits_until_bare(kiosk)
        stack.portal.come_back()
        wait_for(lambda: not stack.portal.site.signed_in, 30)
        wait_for(lambda: stack.outcomes[-1] == "cleared")


def test_a_portal_that_renews_its_cookies_is_logged_out_all_the_same(stack: Stack) -> None:
    stack.portal.site.manner = Manner.RENEWING
    with stack.kiosk() as kiosk:
        sign_in(stack, kiosk)
        assert stack.portal.site.signed_in
        stack.pcsc.readers[0].remove()
        wait_for(lambda: not stack.portal.site.signed_in)
        wait_for(lambda: stack.outcomes[-1] == "cleared")


def test_a_kiosk_told_to_stop_takes_everything_with_it(stack: Stack) -> None:
    with stack.kiosk() as kiosk:
        sign_in(stack, kiosk)
        family = descendants(kiosk.process.pid)
        kiosk.process.send_signal(signal.SIGTERM)
        assert kiosk.ends() == 0
        assert not stack.left_on_disk()
        assert not stack.portal.site.signed_in
        assert not [pid for pid in family if alive(pid)]
        assert stack.outcomes[-3:] == ["ended stopped", "stopped", "cleared"]


def test_a_killed_kiosk_takes_its_children_with_it_and_the_next_start_wipes(stack: Stack) -> None:
    with stack.kiosk() as kiosk:
        sign_in(stack, kiosk)
        family = descendants(kiosk.process.pid)
        kiosk.process.kill()
        wait_for(lambda: not [pid for pid in family if alive(pid)])
        assert stack.left_on_disk()
    stack.pcsc.readers[0].remove()
    with stack.kiosk() as kiosk:
        stack.waits_until_bare(kiosk)
        wait_for(lambda: stack.outcomes[-2:] == ["started", "not-cleared logout-unconfirmed"])
