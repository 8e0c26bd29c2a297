"""Passwords and mailed codes of the demo's portal: how often, for how long, and only once."""

import pytest

from kiosk.demo.doctors import MARTIN, MOREAU, PETIT
from kiosk.demo.portal.facts import CodeOver, CodeSent, Fact
from kiosk.demo.portal.gestures import Gesture
from kiosk.demo.portal.mail.accounts import LOCK_SECONDS, WRONG_AT_MOST, Accounts, Refused
from kiosk.demo.portal.mail.codes import (
    CODE_SECONDS,
    CODES_AT_MOST,
    PAUSE_SECONDS,
    TRIES,
    Judged,
    SignIn,
    SignIns,
)
from tests.demo.clock import Clock


class Desk:
    """Sign-ins, what they tell, and when they want to be woken."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.facts: list[Fact] = []
        self.alarms: list[float] = []
        self.sign_ins = SignIns(
            self.clock, self.facts.append, lambda seconds, _: self.alarms.append(seconds)
        )

    def begin(self) -> tuple[SignIn, str]:
        """Somebody whose password was right, and her code."""
        sign_in = self.sign_ins.open(MARTIN)
        return sign_in, self.sign_ins.next_code(sign_in)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_a_code_is_good_until_its_time_is_over(desk: Desk) -> None:
    sign_in, code = desk.begin()
    assert desk.alarms == [CODE_SECONDS]
    desk.clock.now += CODE_SECONDS - 1
    assert desk.sign_ins.judge(sign_in, code) is Judged.RIGHT
    assert desk.facts == [CodeSent(1, MARTIN.number), CodeOver(1, "used")]

    sign_in, code = desk.begin()
    desk.clock.now += CODE_SECONDS
    desk.sign_ins.sweep()
    assert desk.facts[-1] == CodeOver(2, "expired")
    for typed in (code, wrong(code)):
        assert desk.sign_ins.judge(sign_in, typed) is Judged.EXPIRED
    assert sign_in.tries == TRIES, "no code could have been right"


def test_a_hand_can_let_the_last_code_run_out(desk: Desk) -> None:
    first, first_code = desk.begin()
    second, second_code = desk.begin()
    desk.sign_ins.take(Gesture.APPROVE)
    desk.sign_ins.take(Gesture.EXPIRE)
    desk.sign_ins.take(Gesture.EXPIRE)
    assert [fact for fact in desk.facts if isinstance(fact, CodeOver)] == [CodeOver(2, "expired")]
    assert desk.sign_ins.judge(second, second_code) is Judged.EXPIRED
    assert desk.sign_ins.judge(first, first_code) is Judged.RIGHT


def test_another_code_takes_the_place_of_the_one_before_but_gives_no_tries_back(desk: Desk) -> None:
    sign_in, old = desk.begin()
    assert desk.sign_ins.judge(sign_in, wrong(old)) is Judged.WRONG
    new = desk.sign_ins.next_code(sign_in)
    assert desk.facts[1:] == [CodeOver(1, "replaced"), CodeSent(2, MARTIN.number)]
    assert desk.sign_ins.judge(sign_in, old if old != new else wrong(new)) is Judged.WRONG
    assert sign_in.tries == 1
    assert desk.sign_ins.judge(sign_in, new) is Judged.RIGHT


def test_the_place_of_one_that_ran_out_can_be_taken_too(desk: Desk) -> None:
    sign_in, _old = desk.begin()
    desk.sign_ins.take(Gesture.EXPIRE)
    new = desk.sign_ins.next_code(sign_in)
    assert desk.facts[-2:] == [CodeOver(1, "expired"), CodeSent(2, MARTIN.number)]
    assert desk.sign_ins.judge(sign_in, new) is Judged.RIGHT


def test_codes_are_not_sent_too_soon_nor_too_often(desk: Desk) -> None:
    sign_in, _code = desk.begin()
    assert sign_in.too_soon(desk.clock.now)
    desk.clock.now += PAUSE_SECONDS
    assert not sign_in.too_soon(desk.clock.now)
    for _ in range(CODES_AT_MOST - 1):
        assert sign_in.renewable
        desk.sign_ins.next_code(sign_in)
    assert not sign_in.renewable


def test_the_last_wrong_code_is_the_end_of_the_sign_in(desk: Desk) -> None:
    sign_in, code = desk.begin()
    judged = [desk.sign_ins.judge(sign_in, wrong(code)) for _ in range(TRIES)]
    assert judged == [*[Judged.WRONG] * (TRIES - 1), Judged.OVER]
    assert desk.sign_ins.find(sign_in.secret) is None


def test_codes_are_six_digits_and_no_secret_is_in_what_a_sign_in_says_of_itself(
    desk: Desk,
) -> None:
    seen = set()
    for _ in range(20):
        sign_in, code = desk.begin()
        assert (len(code), code.isdigit()) == (6, True)
        assert not any(secret in repr(sign_in) for secret in (code, sign_in.secret))
        seen.add(code)
    assert len(seen) > 15


def test_a_lock_ends_by_itself_and_a_right_password_forgives_the_wrong_ones() -> None:
    clock = Clock()
    accounts = Accounts(clock)
    for _ in range(2):
        for _ in range(WRONG_AT_MOST - 1):
            assert accounts.check(MARTIN.number, "menthe") is Refused.WRONG
        assert accounts.check(MARTIN.number, MARTIN.password) is MARTIN
    wrongs = [accounts.check(PETIT.number, "menthe") for _ in range(WRONG_AT_MOST)]
    assert wrongs[-1] is Refused.LOCKED
    clock.now += LOCK_SECONDS - 1
    assert accounts.check(PETIT.number, PETIT.password) is Refused.LOCKED
    clock.now += 1
    assert accounts.check(PETIT.number, PETIT.password) is PETIT


def test_whoever_has_been_here_by_another_way_may_come_by_mail() -> None:
    accounts = Accounts(Clock())
    assert accounts.check(MOREAU.number, MOREAU.password) is Refused.FIRST
    accounts.seen(MOREAU.number)
    assert accounts.check(MOREAU.number, MOREAU.password) is MOREAU
