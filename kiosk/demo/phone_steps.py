"""The second part of the tour: no card, her phone says yes, her own page, end key, nothing left."""

from kiosk.demo.doctors import MARTIN
from kiosk.demo.moves import APPROVE
from kiosk.demo.portal.facts import (
    PhoneAsked,
    Requested,
    SessionOpened,
    SsoEnded,
    TokensRevoked,
)
from kiosk.demo.portal.provider.paths import WAIT
from kiosk.demo.stage import Stage, StepFailed
from kiosk.demo.tour_step import TourStep, find_nothing_left, see_named_page
from kiosk.flow.phone import CodeAsked, PhoneFlow, PushAsked
from kiosk.flow.state import AtPage, AwaitingPhone, NumberEntry, Welcome
from kiosk.i18n import _
from screens.ways import PHONE_KEY

SESSION = 2
"""The portal counts them: the first one was opened by card."""
END_KEY = "escape"


async def ask_by_code(stage: Stage) -> None:
    await stage.press(PHONE_KEY)
    waiting = await stage.state(AwaitingPhone, lambda state: state.asked)
    asked = waiting.asked
    if not isinstance(asked, CodeAsked) or not asked.link.startswith(stage.around.portal.issuer):
        raise StepFailed("the code does not lead to the provider")
    await _heard(stage, asked.code)
    stage.see(asked.code)
    stage.facts["code"] = asked.code


async def ask_for_number(stage: Stage) -> None:
    await stage.press(PHONE_KEY)
    await stage.state(NumberEntry)


async def ask_by_push(stage: Stage) -> None:
    await stage.press(*MARTIN.number, "enter")
    waiting = await stage.state(AwaitingPhone, lambda state: state.asked)
    if not isinstance(waiting.asked, PushAsked):
        raise StepFailed("no number to recognise on the screen")
    await _heard(stage, waiting.asked.binding)
    stage.facts["code"] = waiting.asked.binding


async def open_page(stage: Stage) -> None:
    await stage.press(PHONE_KEY)
    await stage.state(AtPage, lambda state: state.opened)
    await stage.hear(Requested, lambda fact: fact.browser and fact.path == WAIT)
    stage.facts["code"] = (await stage.hear(PhoneAsked)).shown


async def approve(stage: Stage) -> None:
    await stage.press(APPROVE.key)
    opened = await stage.hear(SessionOpened, lambda fact: fact.session == SESSION)
    if opened.number != MARTIN.number or opened.way == "card":
        raise StepFailed(f"the portal let {opened.number} in by {opened.way}")


async def see_page(stage: Stage) -> None:
    await see_named_page(stage, SESSION, "phone")


async def end(stage: Stage) -> None:
    await stage.press(END_KEY)
    await stage.state(Welcome)


async def see_nothing_left(stage: Stage) -> None:
    await find_nothing_left(stage, SESSION)


async def see_sign_in_ended(stage: Stage) -> None:
    await stage.hear(SsoEnded)


async def see_tokens_revoked(stage: Stage) -> None:
    await stage.hear(SsoEnded)
    await stage.hear(TokensRevoked)


async def _heard(stage: Stage, shown: str) -> None:
    """The phone is asked, and shows what the screen shows."""
    asked = await stage.hear(PhoneAsked)
    if (asked.shown, asked.number) != (shown, MARTIN.number):
        raise StepFailed(f"the phone of {asked.number} shows: {asked.shown}")


BEGINNINGS = {
    PhoneFlow.QR: (
        TourStep(
            "code-shown",
            _("Without her card, she presses E: a code for her phone:"),
            ask_by_code,
            "code",
        ),
    ),
    PhoneFlow.PUSH: (
        TourStep(
            "number", _("Without her card, she presses E: whose phone is it?"), ask_for_number
        ),
        TourStep(
            "push",
            _("She types her number, and her phone shows the same digits:"),
            ask_by_push,
            "code",
        ),
    ),
    PhoneFlow.BROWSER: (
        TourStep(
            "provider",
            _("Without her card, she presses E: the e-CPS page opens, and asks her phone:"),
            open_page,
            "code",
            30,
        ),
    ),
}
"""Until the phone is asked."""


def endings(flow: PhoneFlow) -> tuple[TourStep, ...]:
    """From there on."""
    gone = (
        TourStep("sso", _("At the e-CPS provider, she is signed out."), see_sign_in_ended)
        if flow is PhoneFlow.BROWSER
        else TourStep(
            "tokens", _("At the e-CPS provider: signed out, tokens revoked."), see_tokens_revoked
        )
    )
    return (
        TourStep(
            "approve",
            _("She says yes on her phone, and the portal lets her in."),
            approve,
            seconds=30,
        ),
        TourStep(
            "phone-page", _("Her own page opens in a clean browser:"), see_page, "phone-heading", 30
        ),
        TourStep("end", _("There is no card to take out: she presses the end key."), end),
        TourStep(
            "phone-gone", _("Logged out at the portal, browser closed and wiped."), see_nothing_left
        ),
        gone,
    )
