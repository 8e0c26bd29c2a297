"""The browser's part: her page is opened, and from then on the browser is watched."""

import logging
from collections.abc import Coroutine

from devices.errors import DeviceError
from kiosk.crash import describe
from kiosk.effects.belongings import Belongings
from kiosk.flow.events import BrowserClosed, BrowserOpened, EndRequested, Event

logger = logging.getLogger(__name__)


async def open_browser(mine: Belongings) -> BrowserOpened:
    """Hands the portal session over. Raises BrowserError."""
    if mine.session is None:
        raise RuntimeError("no portal session to hand over")
    page = await mine.browser.open(mine.session.landing_url, mine.session.cookies)
    watch_browser(mine)
    return BrowserOpened(mine.visit, page)


def watch_browser(mine: Belongings) -> None:
    """From its first window on, as long as the visit lasts."""

    async def closed() -> Event:
        await mine.browser.closed()
        return BrowserClosed(mine.visit)

    async def end_key() -> Event:
        await mine.browser.end_key()
        return EndRequested(mine.visit)

    watch(mine, closed(), "browser watch")
    watch(mine, end_key(), "end key watch")


def watch(mine: Belongings, happening: Coroutine[None, None, Event], name: str) -> None:
    """Tells what will have happened in the browser, once."""
    mine.run(_told(mine, happening), name)


async def _told(mine: Belongings, happening: Coroutine[None, None, Event]) -> None:
    try:
        event = await happening
    except DeviceError:
        # It has gone, and whoever waits for its end says so.
        return
    except Exception as error:
        # A browser that nobody can watch any more counts as gone.
        logger.error("the browser was lost sight of:\n%s", describe(error))
        event = BrowserClosed(mine.visit)
    mine.tell(event)
