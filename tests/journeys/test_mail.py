"""No card, no phone: the number, the password, the code from the mailbox, the page, F10, nothing.

Every component is real: forms of three portals behind nginx, mails by SMTP, Chromium at the end.
"""

import time
from collections.abc import Callable

import pytest

from tests.journeys.mail import (
    CODE,
    F10,
    NUMBER,
    PASSWORD,
    MailVisit,
    Visiting,
    mail_visit,
)
from tests.journeys.stack import Stack
from tests.support.cps3_cards import cps3_card
from tests.support.mail_server import MailServer
from tests.support.mail_ways import webforms
from tests.support.terminal import ENTER, ESCAPE
from tests.support.waiting import wait_for
from tests.support.webforms_portal import WebFormsPortal
from tests.support.webforms_portal_site import DEVICE_SECONDS, SESSION, TICKET

SIGNED_IN = ["started", "signed-in", "ended end-key", "cleared"]


def test_a_doctor_sees_her_own_page_and_nothing_is_left_when_she_ends_it(
    visiting: Visiting,
) -> None:
    with visiting() as visit:
        visit.says_who()
        visit.says_password()
        code = visit.reads_code()
        visit.kiosk.sees(visit.doctor.masked)
        visit.pastes(code)
        visit.sees_space()
        wait_for(lambda: visit.portal.lets_in(visit.doctor))
        assert len(visit.portal.login_pages()) == 1
        assert tuple(visit.portal.forms.pressed) == visit.portal.markup.right_buttons

        visit.kiosk.type(F10)
        visit.is_over()
        assert visit.stack.outcomes == SIGNED_IN
        assert visit.stack.journal.verify() is None
        cells = [row.cells for row in visit.stack.journal.rows()][1:]
        assert {cell["method"] for cell in cells} == {"email"}
        assert cells[0]["holder_number"] == visit.doctor.number


def test_neither_password_nor_code_can_be_read_anywhere(visiting: Visiting) -> None:
    with visiting() as visit:
        visit.says_who()
        visit.kiosk.type(visit.doctor.password)
        assert visit.betrays(visit.doctor.password) == []
        visit.kiosk.type(ENTER)
        code = visit.reads_code()
        visit.kiosk.type(code)
        assert visit.betrays(code) == []
        visit.kiosk.type(ENTER)
        visit.sees_space()
        assert visit.betrays(visit.doctor.password) + visit.betrays(code) == []
        visit.kiosk.type(F10)
        visit.is_over()
        assert visit.betrays(visit.doctor.password) + visit.betrays(code) == []
        assert {"terminal", "journal"} <= {*visit.betrays(visit.doctor.number)}, (
            "as it would be found"
        )


def test_cookies_reach_the_browser_as_the_portal_has_set_them(
    stack: Stack, webforms_portal: WebFormsPortal, mail_server: MailServer
) -> None:
    with mail_visit(stack, webforms(webforms_portal), mail_server) as visit:
        before = time.time()
        visit.signs_in()
        site = webforms_portal.site
        wait_for(lambda: site.told)
        by_chromium = site.visited("/espace")[-1]
        assert by_chromium.cookies.keys() == {SESSION, TICKET, "preferences", "appareil"}
        told = {str(cookie["name"]): cookie for cookie in site.told}
        assert told.keys() == {"preferences", "appareil"}, "the others are HttpOnly"
        assert {name: attributes(cookie) for name, cookie in told.items()} == {
            "preferences": (None, "/", True, "lax"),
            "appareil": (None, "/", True, "strict"),
        }
        assert told["preferences"]["expires"] is None
        expires = float(str(told["appareil"]["expires"])) / 1000
        assert before - 1 <= expires - DEVICE_SECONDS <= time.time()


def attributes(cookie: dict[str, object]) -> tuple[object, ...]:
    """As a script sees them; no domain: for this host alone."""
    return tuple(cookie[name] for name in ("domain", "path", "secure", "sameSite"))


def test_a_wrong_password_may_be_typed_again(visiting: Visiting) -> None:
    with visiting() as visit:
        visit.says_who()
        visit.says_password("pas celui-ci")
        visit.kiosk.sees("n’a pas accepté ce numéro avec ce mot de passe")
        visit.says_password()
        visit.pastes(visit.reads_code())
        visit.sees_space()
        assert len(visit.portal.login_pages()) == 1
        rejected = "rejected password-rejected"
        wait_for(lambda: visit.stack.outcomes == ["started", rejected, "signed-in"])


def test_a_wrong_code_may_be_typed_again(visiting: Visiting) -> None:
    with visiting() as visit:
        visit.says_who()
        visit.says_password()
        code = visit.reads_code()
        visit.kiosk.type(other_than(code) + ENTER)
        visit.kiosk.sees("n’a pas accepté ce code")
        visit.kiosk.sees(visit.portal.markup.tries_left.format(n=2))
        visit.kiosk.type(code + ENTER)
        visit.sees_space()
        rejected = "rejected code-rejected"
        wait_for(lambda: visit.stack.outcomes == ["started", rejected, "signed-in"])


def test_a_key_that_is_pressed_too_often_sends_nothing_twice(visiting: Visiting) -> None:
    with visiting() as visit:
        visit.says_who()
        visit.says_password(visit.doctor.password + ENTER + ENTER)
        code = visit.reads_code()
        visit.kiosk.type(code + ENTER + ENTER + ENTER)
        visit.sees_space()
        assert len(visit.portal.submitted()) == 2


def test_three_wrong_codes_lead_back_to_the_password(visiting: Visiting) -> None:
    with visiting() as visit:
        visit.says_who()
        visit.says_password()
        wrong = other_than(visit.reads_code())
        for left in (2, 1):
            visit.kiosk.type(wrong + ENTER)
            visit.kiosk.sees(visit.portal.markup.tries_left.format(n=left))
        visit.kiosk.type(wrong + ENTER)
        visit.kiosk.sees("saisissez de nouveau votre mot de passe")
        visit.says_password()
        visit.pastes(visit.reads_code(2))
        visit.sees_space()


def test_another_code_may_be_asked_for_and_makes_the_former_one_void(visiting: Visiting) -> None:
    with visiting() as visit:
        visit.says_who()
        visit.says_password()
        visit.reads_code()
        visit.asks_for_another_code()
        visit.pastes(visit.reads_code(2))
        visit.sees_space()
        assert len(visit.portal.login_pages()) == 1


def test_a_code_that_came_too_late_is_replaced(visiting: Visiting) -> None:
    with visiting() as visit:
        visit.says_who()
        visit.says_password()
        code = visit.reads_code()
        visit.portal.let_codes_expire()
        visit.pastes(code)
        visit.kiosk.sees("Ce code a expiré")
        visit.asks_for_another_code()
        visit.pastes(visit.reads_code(2))
        visit.sees_space()


def test_going_back_from_the_code_keeps_the_number(visiting: Visiting) -> None:
    with visiting() as visit:
        visit.says_who()
        visit.says_password()
        visit.reads_code()
        visit.kiosk.type(ESCAPE)
        visit.kiosk.sees(PASSWORD)
        visit.kiosk.sees("8 997 003 662 40")
        visit.says_password()
        visit.pastes(visit.reads_code(2))
        visit.sees_space()


def asked_for_the_number(visit: MailVisit) -> None:
    visit.kiosk.type("m")
    visit.kiosk.sees(NUMBER)


def asked_for_the_password(visit: MailVisit) -> None:
    visit.says_who()


def asked_for_the_code(visit: MailVisit) -> None:
    visit.says_who()
    visit.says_password()
    visit.kiosk.sees(CODE)


STEPS = (asked_for_the_number, asked_for_the_password, asked_for_the_code)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_a_card_that_is_inserted_ends_whatever_began_without_one(
    visiting: Visiting, step: Callable[[MailVisit], None]
) -> None:
    with visiting() as visit:
        step(visit)
        visit.stack.pcsc.readers[0].insert(cps3_card())
        visit.kiosk.sees("Dr Agathe VALBRUNE-ESSAI")
        wait_for(lambda: visit.stack.outcomes[:2] == ["started", "abandoned card-inserted"])
        assert visit.portal.site.signed_in == []


def test_a_card_that_is_inserted_ends_her_session(visiting: Visiting) -> None:
    with visiting() as visit:
        visit.signs_in()
        visit.stack.pcsc.readers[0].insert(cps3_card())
        visit.kiosk.sees("Dr Agathe VALBRUNE-ESSAI")
        wait_for(lambda: not visit.portal.site.signed_in)
        wait_for(lambda: visit.stack.outcomes[-2:] == ["ended card-inserted", "cleared"])


def other_than(code: str) -> str:
    """As many digits, and wrong."""
    return f"{(int(code) + 1) % 1_000_000:06}"
