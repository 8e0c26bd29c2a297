"""Whose phone has answered, and what becomes of the tokens, at a provider that says anything."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.flow.phone import PhoneFlow
from kiosk.identity import Holder, Identifier
from kiosk.signin.oauth import grant
from kiosk.signin.oauth.ending import TokensEnd
from kiosk.signin.oauth.errors import IdentityUnproven, ProviderError
from kiosk.signin.provider_phone import ProviderPhone
from tests.support.ecps_site import ecps_way
from tests.support.https_site import Page
from tests.support.id_tokens import claims, publish, published, sign, signing_key
from tests.support.provider_stub import (
    BACKCHANNEL,
    GIVEN,
    PENDING,
    TOKEN,
    TOKENS,
    Stub,
    document,
    refusal,
)
from tests.support.waiting import eventually

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

    async def gives_back(self) -> list[str]:
        """The tokens that are revoked by what was kept."""
        (end,) = self.kept
        assert await end.end(visited=False)
        return sorted(request.form["token"] for request in self.stub.site.asked(REVOKE))

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
    assert await phone.gives_back() == ["acc3ss", "r3fresh"]


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


@pytest.mark.parametrize(
    "changes",
    [
        {"token_type": "DPoP"},
        {"token_type": None},
        {"id_token": 5},
        {"id_token": "é"},
        {"error": "server_error"},
    ],
)
async def test_tokens_are_given_back_that_the_kiosk_cannot_use(
    phone: Phone, changes: dict[str, object]
) -> None:
    phone.stub.answers(TOKEN, document(TOKENS | changes))
    with pytest.raises(ProviderError):
        await phone.ask()
    assert await phone.gives_back() == ["acc3ss", "r3fresh"]


@pytest.mark.parametrize(
    ("changes", "given"),
    [
        ({"refresh_token": ""}, ["acc3ss"]),
        ({"refresh_token": ["r3fresh"]}, ["acc3ss"]),
        ({"access_token": None}, ["r3fresh"]),
        ({"access_token": "\ud800"}, ["r3fresh"]),
        ({"access_token": "é\n"}, ["r3fresh", "é\n"]),
    ],
)
async def test_whatever_can_be_given_back_of_an_odd_answer_is(
    phone: Phone, changes: dict[str, object], given: list[str]
) -> None:
    phone.stub.answers(TOKEN, document(TOKENS | changes))
    with pytest.raises(ProviderError):
        await phone.ask()
    assert await phone.gives_back() == given


@pytest.mark.parametrize("said", [PENDING, refusal("access_denied"), document({"a": "b"})])
async def test_where_no_token_was_given_there_is_nothing_to_end(phone: Phone, said: Page) -> None:
    phone.stub.answers(TOKEN, said, refusal("access_denied"))
    with pytest.raises(ProviderError):
        await phone.ask()
    assert phone.kept == []


async def test_a_yes_that_comes_as_she_goes_back_is_given_back(phone: Phone) -> None:
    gate = threading.Event()
    phone.stub.answers(TOKEN, replace(GIVEN, gate=gate))
    asking = asyncio.create_task(phone.ask())
    await eventually(lambda: phone.stub.site.asked(TOKEN))
    asking.cancel()
    asyncio.get_running_loop().call_soon(gate.set)
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert await phone.gives_back() == ["acc3ss", "r3fresh"]
