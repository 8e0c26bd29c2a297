"""The tour, step by step. A new way to sign in adds its own steps here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from kiosk.demo.cards import MARTIN
from kiosk.demo.moves import INSERT_MARTIN, PULL
from kiosk.demo.portal.facts import Requested, SessionClosed, SessionOpened
from kiosk.demo.stage import Stage, StepFailed
from kiosk.flow.state import (
    LastTryWarning,
    PinEntry,
    PinHint,
    SessionOpen,
    SigningIn,
    SignInStep,
    State,
    Welcome,
)
from kiosk.i18n import _
from screens.widgets.code_boxes import CodeBoxes


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


async def insert(stage: Stage) -> None:
    await stage.state(Welcome, lambda state: state.desk.seats)
    await stage.press(INSERT_MARTIN.key)
    await stage.state(PinEntry)
    if not stage.app.screen.query(CodeBoxes):
        raise StepFailed("no boxes for the code on the screen")


async def read_name(stage: Stage) -> None:
    entry = await stage.state(PinEntry, lambda state: state.card)
    stage.facts["name"] = entry.card.holder.display_name if entry.card else ""
    stage.see(stage.facts["name"])


async def type_code(stage: Stage) -> None:
    await stage.press(*MARTIN.pin, "enter")
    await stage.until(_let_in)
    opened = await stage.hear(SessionOpened)
    if opened.number != MARTIN.number:
        raise StepFailed(f"the portal let {opened.number} in")
    stage.facts["tls"] = opened.tls.replace("v", " ")


async def see_page(stage: Stage) -> None:
    session = await stage.state(SessionOpen)
    stage.facts["heading"] = session.page.heading
    if session.page.heading != stage.facts["name"]:
        raise StepFailed(f"the browser shows: {session.page.heading}")
    stage.see(session.page.heading)
    await stage.hear(Requested, _with_session_from_browser)


async def pull(stage: Stage) -> None:
    await stage.press(PULL.key)
    await stage.state(Welcome)


async def see_nothing_left(stage: Stage) -> None:
    browser = stage.around.browsers[-1]
    await stage.state(Welcome, lambda _state: browser.wiped)
    stage.ended = browser.wiped_at
    await stage.hear(SessionClosed, lambda closed: closed.reason == "logout")
    if browser.wiped is None or not browser.wiped.clean:
        raise StepFailed(f"left of the browser: {browser.wiped}")


def _let_in(state: State) -> bool:
    if isinstance(state, PinEntry | LastTryWarning) and state.hint is PinHint.REJECTED:
        raise StepFailed("the card did not accept its code")
    opening = isinstance(state, SigningIn) and state.step is SignInStep.OPENING_PAGE
    return opening or isinstance(state, SessionOpen)


def _with_session_from_browser(fact: Requested) -> bool:
    return fact.browser and fact.session is not None and fact.status == 200


STEPS = (
    TourStep(
        "insert", _("A doctor inserts her CPS card: the boxes for her code are there."), insert
    ),
    TourStep("name", _("Her name is read from the card, before any code:"), read_name, "name"),
    TourStep("code", _("Four digits, and her card signs in to the portal:"), type_code, "tls", 30),
    TourStep("page", _("Her own page opens in a clean browser:"), see_page, "heading", 30),
    TourStep("pull", _("She takes her card out: the screen is free again."), pull),
    TourStep("gone", _("Logged out at the portal, browser closed and wiped."), see_nothing_left),
)
