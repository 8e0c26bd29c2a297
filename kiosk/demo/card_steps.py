"""The first part of the tour: card in, code, her own page, card out, nothing left."""

from kiosk.demo.doctors import MARTIN
from kiosk.demo.moves import INSERT_MARTIN, PULL
from kiosk.demo.portal.facts import SessionOpened
from kiosk.demo.stage import Stage, StepFailed
from kiosk.demo.tour_step import TourStep, find_nothing_left, hear_page
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

SESSION = 1
"""The portal counts them."""


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
    await hear_page(stage, SESSION)


async def pull(stage: Stage) -> None:
    await stage.press(PULL.key)
    await stage.state(Welcome)


async def see_nothing_left(stage: Stage) -> None:
    await find_nothing_left(stage, SESSION)


def _let_in(state: State) -> bool:
    if isinstance(state, PinEntry | LastTryWarning) and state.hint is PinHint.REJECTED:
        raise StepFailed("the card did not accept its code")
    opening = isinstance(state, SigningIn) and state.step is SignInStep.OPENING_PAGE
    return opening or isinstance(state, SessionOpen)


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
