"""Flow, engine and effects together, moved by events alone, with a portal that tells its side."""

import pytest

from devices.pin import PinTries
from kiosk.demo.cards import MARTIN, PETIT
from kiosk.demo.portal.facts import SessionClosed, SessionOpened
from kiosk.flow.effects import EndReason
from kiosk.flow.events import EndRequested, LastTryConfirmed
from kiosk.flow.state import (
    LastTryWarning,
    Notice,
    PinEntry,
    PinHint,
    Refusal,
    SessionOpen,
    Stopped,
    Welcome,
)
from kiosk.trouble import Trouble
from tests.effects.house import RIGHT, House

DOCTOR = "Dr Camille MARTIN"


async def signed_in(house: House) -> SessionOpen:
    house.readers.insert("dr-martin")
    await house.reaches(PinEntry, lambda state: state.card)
    house.submit(MARTIN.pin)
    return await house.reaches(SessionOpen)


async def test_card_in_code_page_card_out_and_everything_is_gone(house: House) -> None:
    house.readers.insert("dr-martin")
    entry = await house.reaches(PinEntry, lambda state: state.card)
    assert entry.card is not None
    assert entry.card.holder.display_name == DOCTOR
    house.submit(MARTIN.pin)
    session = await house.reaches(SessionOpen)
    assert session.page.url == house.portal.home_url
    opened = await house.portal.first(SessionOpened)
    assert opened.number == MARTIN.number

    house.readers.pull()
    welcome = await house.reaches(Welcome)
    assert isinstance(welcome.notice, Notice)
    assert welcome.notice.about is EndReason.CARD_REMOVED
    closed = await house.portal.first(SessionClosed)
    assert (closed.session, closed.reason) == (opened.session, "logout")
    await house.clears()
    await house.stop()
    assert await house.rows() == [
        "started",
        f"signed-in  {DOCTOR}",
        f"ended card-removed {DOCTOR}",
        "cleared",
        "stopped",
    ]


async def test_a_code_typed_before_the_card_was_read_is_used_once_it_is(house: House) -> None:
    house.readers.insert("dr-martin")
    await house.reaches(PinEntry)
    house.submit(MARTIN.pin)
    await house.reaches(SessionOpen)


async def test_an_expired_card_is_refused_and_reaches_no_portal(house: House) -> None:
    house.readers.insert("dr-moreau-expired")
    refusal = await house.reaches(Refusal)
    assert refusal.trouble is Trouble.CARD_EXPIRED
    house.readers.pull()
    await house.reaches(Welcome)
    await house.stop()
    assert await house.rows() == ["started", "refused card-expired Dr Hugo MOREAU", "stopped"]
    assert not [fact for fact in house.portal.facts if isinstance(fact, SessionOpened)]


async def test_a_card_locks_only_after_a_warning(house: House) -> None:
    house.readers.insert("dr-martin")
    await house.reaches(PinEntry, lambda state: state.card)
    house.submit("0000")
    entry = await house.reaches(PinEntry, lambda state: state.hint is PinHint.REJECTED)
    assert entry.card is not None
    assert entry.card.tries is PinTries.TWO
    house.submit("0000")
    await house.reaches(LastTryWarning)
    house.engine.post(LastTryConfirmed(house.visit))
    await house.reaches(PinEntry, lambda state: state.last_try_confirmed)
    house.submit("0000")
    assert (await house.reaches(Refusal)).trouble is Trouble.PIN_LOCKED
    await house.stop()
    assert await house.rows() == ["started", f"refused pin-locked {DOCTOR}", "stopped"]


ENDS = {
    EndReason.END_KEY: lambda house: house.engine.post(EndRequested(house.visit)),
    EndReason.READER_LOST: lambda house: house.readers.unplug(),
    EndReason.SERVICE_LOST: lambda house: house.readers.stop_service(),
    EndReason.BROWSER_CLOSED: lambda house: house.browsers[0].last_window_closed.set(),
}


@pytest.mark.parametrize("reason", ENDS)
async def test_every_way_out_of_a_session_logs_out_and_is_recorded(
    house: House, reason: EndReason
) -> None:
    await signed_in(house)
    ENDS[reason](house)
    welcome = await house.reaches(Welcome)
    assert welcome.notice is not None
    assert welcome.notice.about is reason
    await house.clears()
    assert (await house.portal.first(SessionClosed)).reason == "logout"
    await house.stop()
    assert (await house.rows())[2:] == [f"ended {reason} {DOCTOR}", "cleared", "stopped"]


async def test_another_card_ends_the_session_and_begins_its_own(house: House) -> None:
    await signed_in(house)
    house.readers.insert("dr-petit-last-try", RIGHT)
    warning = await house.reaches(LastTryWarning)
    assert warning.card.holder.number == PETIT.number
    await house.clears()
    assert (await house.portal.first(SessionClosed)).reason == "logout"
    await house.stop()
    assert (await house.rows())[2:] == [
        f"ended other-card {DOCTOR}",
        "cleared",
        "abandoned stopped Dr Lucie PETIT",
        "stopped",
    ]


async def test_a_kiosk_that_is_told_to_stop_ends_the_session_first(house: House) -> None:
    await signed_in(house)
    await house.stop()
    assert isinstance(house.engine.state, Stopped)
    assert (await house.portal.first(SessionClosed)).reason == "logout"
    assert (await house.rows())[2:] == [f"ended stopped {DOCTOR}", "stopped", "cleared"]
