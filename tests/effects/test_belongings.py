"""What a visit holds: whatever was kept ends with it, also when it was kept twice."""

from devices.kit import Kit
from devices.simulated import SimulatedReaders
from kiosk.effects.belongings import Belongings
from kiosk.flow.visit import Visit
from kiosk.identity import Method
from kiosk.signin.portal import PortalSession
from tests.effects.fakes import NotingBrowser, Script


class Noted:
    """A provider's session that says whether it was ended."""

    browser_url = None

    def __init__(self, *, answers: bool = True) -> None:
        self.ended = False
        self._answers = answers

    async def end(self, *, visited: bool) -> bool:
        assert not visited
        self.ended = True
        return self._answers


def belongings() -> Belongings:
    readers = SimulatedReaders({}, readers=())
    kit = Kit(readers.watcher, readers.card, lambda touched: NotingBrowser(Script(), touched))
    return Belongings(Visit(1, Method.ECPS, None), kit, lambda _event: None)


async def nobody(_session: PortalSession) -> bool:
    raise AssertionError("there was no session at the portal")


async def test_every_session_that_a_provider_opened_is_ended() -> None:
    """A proxy may open one, fail, and be asked again."""
    mine = belongings()
    first, second = Noted(), Noted()
    mine.keep_provider(first)
    mine.keep_provider(second)
    assert await mine.log_out(nobody) is True
    assert first.ended
    assert second.ended


async def test_one_that_is_not_confirmed_is_told() -> None:
    mine = belongings()
    mine.keep_provider(Noted())
    mine.keep_provider(Noted(answers=False))
    assert await mine.log_out(nobody) is False


async def test_nothing_was_open_nothing_is_told() -> None:

    assert await belongings().log_out(nobody) is None
