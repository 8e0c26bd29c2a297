"""Whose phone has answered, and what becomes of the tokens, at a provider that says anything."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.flow.phone import PhoneFlow
from kiosk.identity import Holder, Identifier
from kiosk.signin.oauth import grant
from kiosk.signin.oauth.ending import TokensEnd
from kiosk.signin.oauth.errors import IdentityUnproven
from kiosk.signin.provider_phone import ProviderPhone
from tests.support.ecps_site import ecps_way
from tests.support.id_tokens import claims, publish, published, sign, signing_key
from tests.support.provider_stub import BACKCHANNEL, TOKEN, TOKENS, Stub, document

NUMBER = "899700366240"
OTHER = "899700218896"
REVOKE = "/revoke"


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grant, "LEAST_INTERVAL", 0.01)


class Phone:
    """One that says yes at once, as the doctor of a number."""

    def __init__(self, stub: Stub, flow: PhoneFlow = PhoneFlow.PUSH) -> None:
        self.stub = stub
        self.ahead = timedelta()
        """By which the kiosk's clock is wrong."""
        self.kept: list[TokensEnd] = []
        publish(stub.site, published(signing_key()))
        stub.publish(revocation_endpoint=stub.site.url(REVOKE))
        stub.site.pages[REVOKE] = document({})
        stub.answers(BACKCHANNEL, document({"auth_req_id": "4", "expires_in": 60, "interval": 0}))
        way = ecps_way(stub.site, stub.authority, flow=flow)
        self._phone = ProviderPhone(way, stub.provider(), now=self._now)

    def answers(self, issued: timedelta = timedelta(), **told: object) -> None:
        """Yes: with a token that was issued then, counted from now, and tells this."""
        moment = int((datetime.now(UTC) + issued).timestamp())
        good = claims(iss=self.stub.site.url(""), iat=moment, exp=moment + 3600, **told)
        self.stub.answers(TOKEN, document(TOKENS | {"id_token": sign(good)}))

    async def ask(self, meanwhile: Callable[[], None] = lambda: None) -> Holder:
        holder, _ = await self._phone.ask(
            Identifier(NUMBER), "42", lambda _: meanwhile(), self.kept.append
        )
        return holder

    def set_right(self) -> None:
        """What NTP does sooner or later."""
        self.ahead = timedelta()

    def _now(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@pytest.fixture
def phone(stub: Stub) -> Phone:
    return Phone(stub)


@pytest.mark.parametrize("told", [NUMBER, NUMBER[1:], "8 99700366240", None, "cmartin"])
async def test_whoever_has_that_number_or_tells_none_is_believed(
    phone: Phone, told: str | None
) -> None:
    phone.answers(SubjectNameID=told)
    assert (await phone.ask()).number in ("", NUMBER)


async def test_nobody_answers_for_another_person(phone: Phone) -> None:
    phone.answers(SubjectNameID=OTHER)
    with pytest.raises(IdentityUnproven, match="another person"):
        await phone.ask()
    (end,) = phone.kept
    assert await end.end(visited=True)
    assert len(phone.stub.site.asked(REVOKE)) == 2


@pytest.mark.parametrize("hours", [1, -1])
async def test_the_clock_may_be_set_right_while_she_confirms(phone: Phone, hours: int) -> None:
    phone.ahead = timedelta(hours=hours)
    phone.answers()
    assert (await phone.ask(phone.set_right)).family_name == ""


async def test_a_clock_that_is_set_right_makes_no_old_token_new(phone: Phone) -> None:
    phone.ahead = timedelta(hours=-1)
    phone.answers(issued=timedelta(minutes=-5))
    with pytest.raises(IdentityUnproven, match="before it was asked for"):
        await phone.ask(phone.set_right)
