"""A provider that misbehaves, seen from the whole kiosk: refused by name, and nobody polls."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.flow.effects import EndReason
from kiosk.flow.events import EndRequested, WayChosen
from kiosk.flow.state import AwaitingPhone, Notice, Refusal, SigningIn, Welcome
from kiosk.identity import Method
from kiosk.journal import AsyncJournal, Journal
from kiosk.trouble import Trouble
from tests.effects.phone_kiosk import CODE, Kiosk
from tests.support.https_site import Authority, Page
from tests.support.id_tokens import CLIENT_ID, encoded, sign, signing_key
from tests.support.provider_stub import (
    DEVICE_AUTHORIZATION,
    DISCOVERY,
    HTML,
    HUGE,
    PENDING,
    TOKEN,
    Stub,
    document,
    refusal,
)
from tests.support.waiting import eventually


@pytest.fixture
async def kiosk(stub: Stub, tmp_path: Path) -> AsyncIterator[Kiosk]:
    async with AsyncJournal(Journal(tmp_path / "journal.sqlite")) as journal:
        kiosk = Kiosk(stub, journal)
        kiosk.start()
        yield kiosk
        kiosk.engine.close()
        await eventually(lambda: asyncio.all_tasks() == {asyncio.current_task()})


def claims(stub: Stub, **changes: object) -> dict[str, object]:
    """Good ones, of this moment."""
    now = int(datetime.now(UTC).timestamp())
    good = {
        "iss": stub.site.url(""),
        "sub": "899700366240",
        "aud": CLIENT_ID,
        "iat": now + 1,
        "exp": now + 120,
    }
    return good | changes


def wrong_issuer(kiosk: Kiosk) -> None:
    kiosk.stub.publish(issuer="https://ailleurs.test")


def hangs(kiosk: Kiosk) -> None:
    kiosk.timeout = 0.5
    kiosk.stub.answers(DISCOVERY, Page("", gate=threading.Event()))


def closes(kiosk: Kiosk) -> None:
    kiosk.stub.answers(DISCOVERY, Page("{}" * 40, cut=10))


def html(kiosk: Kiosk) -> None:
    kiosk.stub.answers(DEVICE_AUTHORIZATION, HTML)


def huge(kiosk: Kiosk) -> None:
    kiosk.stub.answers(DEVICE_AUTHORIZATION, HUGE)


def elsewhere(kiosk: Kiosk) -> None:
    link = {**CODE, "verification_uri": "https://ailleurs.test/d"}
    kiosk.stub.answers(DEVICE_AUTHORIZATION, document(link))


def impostor(kiosk: Kiosk) -> None:
    kiosk.stub.authority = Authority(_folder(kiosk, "autre"), "Autre autorité")


def unknown_client(kiosk: Kiosk) -> None:
    kiosk.stub.answers(DEVICE_AUTHORIZATION, refusal("invalid_client", 401))


def html_while_polled(kiosk: Kiosk) -> None:
    kiosk.stub.answers(TOKEN, PENDING, HTML)


def foreign_token(kiosk: Kiosk) -> None:
    kiosk.gives(sign(claims(kiosk.stub, iss="https://ailleurs.test")))


def old_token(kiosk: Kiosk) -> None:
    now = int(datetime.now(UTC).timestamp())
    kiosk.gives(sign(claims(kiosk.stub, iat=now - 400, exp=now - 300)))


def forged_token(kiosk: Kiosk) -> None:
    kiosk.gives(sign(claims(kiosk.stub), signing_key(name="somebody else's")))


def unsigned_token(kiosk: Kiosk) -> None:
    header, payload = (encoded(part) for part in (b'{"alg": "none"}', b"{}"))
    kiosk.gives(f"{header}.{payload}.")


FAULTS: dict[Callable[[Kiosk], None], Trouble] = {
    wrong_issuer: Trouble.PROVIDER_UNCLEAR,
    hangs: Trouble.PROVIDER_SLOW,
    closes: Trouble.PROVIDER_BROKEN,
    html: Trouble.PROVIDER_UNCLEAR,
    huge: Trouble.PROVIDER_UNCLEAR,
    elsewhere: Trouble.PROVIDER_OFF_LIMITS,
    impostor: Trouble.PROVIDER_UNTRUSTED,
    unknown_client: Trouble.PROVIDER_REFUSED_KIOSK,
    html_while_polled: Trouble.PROVIDER_UNCLEAR,
    foreign_token: Trouble.IDENTITY_UNPROVEN,
    old_token: Trouble.IDENTITY_UNPROVEN,
    forged_token: Trouble.IDENTITY_UNPROVEN,
    unsigned_token: Trouble.IDENTITY_UNPROVEN,
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
async def test_a_fault_of_the_provider_is_told_by_name(
    kiosk: Kiosk, fault: Callable[[Kiosk], None]
) -> None:
    fault(kiosk)
    kiosk.choose()
    assert await kiosk.refused() is FAULTS[fault]


async def test_a_token_that_was_used_before_signs_nobody_in(kiosk: Kiosk) -> None:
    kiosk.gives(sign(claims(kiosk.stub)))
    kiosk.choose()
    await kiosk.reaches(lambda state: isinstance(state, SigningIn | Refusal))
    await kiosk.refused()  # this portal knows no session_url
    kiosk.ended.clear()
    kiosk.engine.post(WayChosen(Method.ECPS))
    await kiosk.reaches(lambda state: isinstance(state, AwaitingPhone))
    assert await kiosk.refused() is Trouble.IDENTITY_UNPROVEN


async def test_codes_that_nobody_uses_are_replaced_so_often_and_then_no_more(kiosk: Kiosk) -> None:
    kiosk.stub.answers(TOKEN, refusal("expired_token"))
    kiosk.choose()
    state = await kiosk.reaches(lambda state: isinstance(state, Welcome) and bool(state.notice))
    assert isinstance(state, Welcome)
    assert isinstance(state.notice, Notice)
    assert state.notice.about is EndReason.UNANSWERED
    assert len(kiosk.stub.site.asked(DEVICE_AUTHORIZATION)) == 2
    await eventually(lambda: kiosk.ended)


async def test_whoever_goes_back_leaves_nobody_polling(kiosk: Kiosk) -> None:
    kiosk.stub.answers(TOKEN, PENDING)
    kiosk.choose()
    await eventually(lambda: kiosk.stub.site.asked(TOKEN))
    kiosk.engine.post(EndRequested(kiosk.engine.state.visit))
    await eventually(lambda: kiosk.ended)


def _folder(kiosk: Kiosk, name: str) -> Path:
    folder = kiosk.stub.folder / name
    folder.mkdir()
    return folder
