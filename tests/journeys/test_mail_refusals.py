"""What the portal or the kiosk itself refuses by mail: said, kept in the journal, nothing left."""

from collections.abc import Callable
from itertools import product

import pytest

from kiosk.trouble import Trouble
from tests.journeys.mail import F10, NUMBER, PASSWORD, WELCOME, MailVisit, Visiting
from tests.journeys.test_main_job import sign_in
from tests.journeys.test_refusals import refused
from tests.support.cps3_cards import cps3_card
from tests.support.mail_ways import OURS
from tests.support.portal_accounts import AGATHE, LATE, MOST_PASSWORDS
from tests.support.terminal import ENTER
from tests.support.waiting import wait_for

FREE = 4
"""So many wrong passwords are tried at once."""
REJECTED = "rejected password-rejected"
SLOWED = "Trop d’essais erronés"
NOT_ACCEPTED = "n’a pas accepté ce numéro avec ce mot de passe"


def never_came_by_card(visit: MailVisit) -> None:
    visit.says_who(visit.portal.newcomer)
    visit.says_password(visit.portal.newcomer.password)


def has_an_old_password(visit: MailVisit) -> None:
    visit.says_who(LATE)
    visit.says_password(LATE.password)


def is_locked_out(visit: MailVisit) -> None:
    visit.portal.steered.accounts.wrong[AGATHE.number] = MOST_PASSWORDS
    visit.says_who()
    visit.says_password()


def finds_it_closed(visit: MailVisit) -> None:
    visit.portal.steered.closed = True
    visit.kiosk.type("m")


REFUSALS: dict[Trouble, Callable[[MailVisit], None]] = {
    Trouble.FIRST_SIGN_IN: never_came_by_card,
    Trouble.PASSWORD_OUTDATED: has_an_old_password,
    Trouble.ACCOUNT_LOCKED: is_locked_out,
    Trouble.PORTAL_CLOSED: finds_it_closed,
}


@pytest.mark.parametrize(
    ("mail_portal", "trouble"),
    [*product(OURS, REFUSALS), ("demo", Trouble.FIRST_SIGN_IN)],
    indirect=["mail_portal"],
)
def test_whoever_is_refused_is_told_why_and_may_use_a_card(
    visiting: Visiting, trouble: Trouble
) -> None:
    with visiting() as visit:
        REFUSALS[trouble](visit)
        visit.kiosk.sees(trouble.code)
        wait_for(lambda: visit.stack.outcomes == ["started", refused(trouble)])
        visit.stack.waits_until_bare(visit.kiosk)
        assert visit.portal.site.signed_in == []
        visit.stack.pcsc.readers[0].insert(cps3_card())
        visit.kiosk.sees("Dr Agathe VALBRUNE-ESSAI")


def test_the_first_sign_in_is_said_to_need_a_card_before_and_after(visiting: Visiting) -> None:
    with visiting() as visit:
        visit.kiosk.type("m")
        visit.kiosk.sees("Première connexion ? Elle se fait par carte CPS.")
        visit.kiosk.type(visit.portal.newcomer.number + ENTER)
        visit.kiosk.sees(PASSWORD)
        visit.says_password(visit.portal.newcomer.password)
        visit.kiosk.sees("La première connexion se fait par carte CPS")


def test_many_wrong_passwords_make_her_wait_even_over_a_restart(visiting: Visiting) -> None:
    with visiting() as visit:
        uses_up_what_is_free(visit)
        is_slowed(visit)
        visit.kiosk.type(F10)
        visit.kiosk.sees(WELCOME)
        visit.stack.waits_until_bare(visit.kiosk)
    with visiting() as visit:
        visit.says_who()
        is_slowed(visit)
        assert len(visit.portal.submitted()) == FREE
        was_rejected(visit, FREE)


def uses_up_what_is_free(visit: MailVisit) -> None:
    """Wrong passwords, each once the one before was refused."""
    visit.says_who()
    for number in range(FREE):
        visit.says_password(f"faux numéro {number}")
        was_rejected(visit, number + 1)
        visit.kiosk.sees(NOT_ACCEPTED)


def was_rejected(visit: MailVisit, times: int) -> None:
    """The journal knows it before the next password may be typed."""
    wait_for(lambda: visit.stack.outcomes.count(REJECTED) == times)


def is_slowed(visit: MailVisit) -> None:
    """Not even the right password is tried."""
    visit.says_password()
    visit.kiosk.sees(SLOWED)


def test_a_card_is_still_taken_while_passwords_have_to_wait(visiting: Visiting) -> None:
    with visiting() as visit:
        uses_up_what_is_free(visit)
        is_slowed(visit)
        sign_in(visit.stack, visit.kiosk)


def test_a_portal_that_goes_away_midway_is_told_of_the_end_when_it_is_back(
    visiting: Visiting,
) -> None:
    with visiting() as visit:
        visit.says_who()
        visit.says_password()
        code = visit.reads_code()
        visit.portal.service.vanish()
        visit.pastes(code)
        visit.kiosk.sees(Trouble.PORTAL_UNREACHABLE.code)
        wait_for(lambda: refused(Trouble.PORTAL_UNREACHABLE) in visit.stack.outcomes)
        visit.stack.waits_until_bare(visit.kiosk)
        visit.portal.service.come_back()
        wait_for(lambda: visit.stack.outcomes[-1] == "cleared", 30)


def test_leaving_at_the_password_leaves_nothing(visiting: Visiting) -> None:
    with visiting() as visit:
        visit.says_who()
        visit.kiosk.type("à moitié")
        visit.kiosk.type(F10)
        visit.kiosk.sees(WELCOME)
        visit.stack.waits_until_bare(visit.kiosk)
        wait_for(lambda: visit.stack.outcomes == ["started", "abandoned end-key"])
        assert visit.portal.submitted() == []
        visit.kiosk.type("m")
        visit.kiosk.sees(NUMBER)
        assert "899" not in visit.kiosk.text().replace(" ", "")
