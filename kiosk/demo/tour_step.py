"""One step of the tour, and what steps of several ways in have in common."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from kiosk.demo.portal.facts import Requested, SessionClosed
from kiosk.demo.stage import Stage, StepFailed
from kiosk.flow.state import SessionOpen, Welcome


@dataclass(frozen=True, slots=True)
class TourStep:
    """What is shown, how it is done, and how long it may take."""

    name: str
    """For whoever looks for a fault."""
    caption: str
    act: Callable[[Stage], Awaitable[None]]
    """Does it and checks it; raises StepFailed."""
    fact: str = ""
    """Which of the stage's facts it finds out, to be told after the caption."""
    seconds: float = 15.0


async def hear_page(stage: Stage, session: int) -> None:
    """The browser, and nobody else, has fetched her own page."""
    await stage.hear(
        Requested,
        lambda fact: fact.browser and fact.session == session and fact.status == 200,
    )


async def see_named_page(stage: Stage, session: int, way: str) -> None:
    """The kiosk names her as her own page does; the stage has both as facts of that way."""
    opened = await stage.state(SessionOpen)
    name = opened.holder.display_name
    if opened.page.heading != name:
        raise StepFailed(f"the browser shows: {opened.page.heading}")
    stage.facts[f"{way}-name"], stage.facts[f"{way}-heading"] = name, opened.page.heading
    stage.see(name)
    await hear_page(stage, session)


async def find_nothing_left(stage: Stage, session: int) -> None:
    """Of this session: at the portal, or on this machine."""
    browser = stage.around.browsers[-1]
    await stage.state(Welcome, lambda _state: browser.wiped)
    stage.ended = browser.wiped_at
    await stage.hear(
        SessionClosed, lambda closed: closed.session == session and closed.reason == "logout"
    )
    if browser.wiped is None or not browser.wiped.clean:
        raise StepFailed(f"left of the browser: {browser.wiped}")
