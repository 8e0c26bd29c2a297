"""What waits on the demo's phone is answered once, by a hand or by the clock."""

import pytest

from kiosk.demo.doctors import MARTIN, PETIT
from kiosk.demo.portal.facts import Fact, PhoneAnswered, PhoneAsked
from kiosk.demo.portal.gestures import Gesture
from kiosk.demo.portal.provider.errors import OAuthError
from kiosk.demo.portal.provider.grants import CIBA, DEVICE, Grants
from kiosk.demo.portal.provider.phone import ASK_SECONDS, Phone
from kiosk.demo.portal.visitor import Way
from tests.demo.clock import Clock


class House:
    """A phone, what it tells, and what can be polled for."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.facts: list[Fact] = []
        self.alarms: list[float] = []
        self.phone = Phone(self.clock, self.facts.append, lambda s, _: self.alarms.append(s))
        self.grants = Grants(self.clock)

    def open(self) -> str:
        return self.grants.open(DEVICE, self.phone.ask(Way.QR, "WDJB-MJHT", MARTIN))

    def poll(self, secret: str, kind: str = DEVICE) -> str:
        """The error, or whose phone has said yes."""
        try:
            return self.grants.poll(kind, secret).doctor.family_name
        except OAuthError as error:
            return error.error


@pytest.fixture
def house() -> House:
    return House()


def test_a_question_is_told_with_what_the_phone_shows(house: House) -> None:
    house.phone.ask(Way.PUSH, "47", PETIT)
    assert house.facts == [PhoneAsked(1, "push", "47", PETIT.number)]


@pytest.mark.parametrize(
    ("gesture", "answer", "polled"),
    [
        (Gesture.APPROVE, "approved", "MARTIN"),
        (Gesture.REFUSE, "refused", "access_denied"),
        (Gesture.EXPIRE, "expired", "expired_token"),
    ],
)
def test_the_kiosk_hears_what_was_done(
    house: House, gesture: Gesture, answer: str, polled: str
) -> None:
    secret = house.open()
    house.phone.take(gesture)
    assert house.facts[1:] == [PhoneAnswered(1, answer)]
    assert house.poll(secret) == polled


def test_the_first_answer_stays(house: House) -> None:
    secret = house.open()
    house.phone.take(Gesture.REFUSE)
    house.phone.take(Gesture.APPROVE)
    assert house.poll(secret) == "access_denied"
    assert len(house.facts) == 2


def test_the_last_question_is_the_one_on_the_screen(house: House) -> None:
    first, second = house.open(), house.open()
    house.phone.take(Gesture.APPROVE)
    assert house.poll(first) == "authorization_pending"
    assert house.poll(second) == "MARTIN"


def test_a_hand_on_a_phone_where_nothing_waits_does_nothing(house: House) -> None:
    house.phone.take(Gesture.APPROVE)
    assert house.facts == []


def test_a_question_nobody_answers_expires_by_itself(house: House) -> None:
    secret = house.open()
    assert house.alarms == [ASK_SECONDS]
    house.clock.now += ASK_SECONDS
    house.phone.sweep()
    assert house.facts[1:] == [PhoneAnswered(1, "expired")]
    house.phone.take(Gesture.APPROVE)
    assert house.poll(secret) == "expired_token"


def test_an_approval_is_given_once(house: House) -> None:
    secret = house.open()
    house.phone.take(Gesture.APPROVE)
    assert house.poll(secret) == "MARTIN"
    assert house.poll(secret) == "invalid_grant"


def test_a_secret_is_good_for_its_own_grant_type_alone(house: House) -> None:
    secret = house.open()
    assert house.poll(secret, CIBA) == "invalid_grant"
    assert house.poll("") == "invalid_grant"


def test_whoever_polls_too_fast_has_to_wait_longer_each_time(house: House) -> None:
    secret = house.open()
    pauses = [0.0, 2, 1.9, 6.9, 12, 11.9, 17]
    said = []
    for pause in pauses:
        house.clock.now += pause
        said.append(house.poll(secret))
    pending, slow = "authorization_pending", "slow_down"
    assert said == [pending, pending, slow, slow, pending, slow, pending]
