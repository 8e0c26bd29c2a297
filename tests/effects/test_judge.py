"""Which cards may ask for a PIN, and which of them expire soon."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from devices.certificate import CardCertificate
from devices.kit import CardFacts
from devices.pin import PinTries
from kiosk.demo.pki import ISSUER
from kiosk.effects.judge import CardPolicy, judge
from kiosk.effects.troubles import Refused
from kiosk.trouble import Trouble
from tests.support.pki import CARD_NUMBER, DOCTOR

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
FROM = datetime(2024, 3, 1, 8, 0, tzinfo=UTC)
UNTIL = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)
POLICY = CardPolicy(trusted_issuers=("AC IGC-SANTE FORT PERSONNES", ISSUER), warn_expiry=30 * DAY)
FACTS = CardFacts(
    CARD_NUMBER,
    CardCertificate(DOCTOR, ISSUER, FROM, UNTIL, der=b"", key_id=b""),
    PinTries.ALL,
)


def refusal(facts: CardFacts, now: datetime, policy: CardPolicy = POLICY) -> Trouble:
    """Why the card may not ask."""
    with pytest.raises(Refused) as caught:
        judge(facts, policy, now)
    return caught.value.trouble


def test_a_good_card_is_known_by_serial_and_holder() -> None:
    known = judge(FACTS, POLICY, FROM + DAY)
    assert known.serial == CARD_NUMBER
    assert known.holder.display_name == "Dr Agathe VALBRUNE-ESSAI"
    assert known.holder.number == DOCTOR.number


@pytest.mark.parametrize("moment", [FROM, UNTIL])
def test_a_card_is_valid_from_its_first_to_its_last_second(moment: datetime) -> None:
    assert judge(FACTS, POLICY, moment).serial == CARD_NUMBER


def test_a_card_is_refused_before_its_first_second() -> None:
    assert refusal(FACTS, FROM - SECOND) is Trouble.CARD_NOT_YET_VALID


def test_a_card_is_refused_after_its_last_second() -> None:
    assert refusal(FACTS, UNTIL + SECOND) is Trouble.CARD_EXPIRED


@pytest.mark.parametrize("issuer", ["", "AC INCONNUE", ISSUER.lower(), f"{ISSUER} 2"])
def test_a_card_of_another_authority_is_refused(issuer: str) -> None:
    facts = replace(FACTS, certificate=replace(FACTS.certificate, issuer=issuer))
    assert refusal(facts, FROM) is Trouble.CARD_ISSUER


def test_a_strange_card_is_called_strange_even_when_it_has_expired() -> None:
    facts = replace(FACTS, certificate=replace(FACTS.certificate, issuer="AC INCONNUE"))
    assert refusal(facts, UNTIL + DAY) is Trouble.CARD_ISSUER


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (30 * DAY + SECOND, None),
        (30 * DAY, 30),
        (30 * DAY - SECOND, 29),
        (DAY, 1),
        (DAY - SECOND, 0),
        (SECOND, 0),
        (timedelta(), 0),
    ],
)
def test_the_whole_days_left_are_said_only_when_they_are_few(
    left: timedelta, said: int | None
) -> None:
    assert judge(FACTS, POLICY, UNTIL - left).expires_in_days == said


@pytest.mark.parametrize("left", [DAY, SECOND])
def test_a_practice_that_wants_no_warning_gets_none(left: timedelta) -> None:
    policy = replace(POLICY, warn_expiry=timedelta())
    assert judge(FACTS, policy, UNTIL - left).expires_in_days is None


@pytest.mark.parametrize("tries", PinTries)
def test_the_tries_left_are_passed_on(tries: PinTries) -> None:
    """What to do about them is for the flow."""
    assert judge(replace(FACTS, tries=tries), POLICY, FROM).tries is tries
