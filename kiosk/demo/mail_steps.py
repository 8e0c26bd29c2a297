"""The third part of the tour: neither card nor phone, but a password, and a code that is mailed."""

from kiosk.demo.doctors import MARTIN
from kiosk.demo.moves import PASTE_KEY
from kiosk.demo.portal.facts import CodeOver, CodeSent, SessionOpened
from kiosk.demo.stage import Stage, StepFailed
from kiosk.demo.tour_step import TourStep, find_nothing_left, see_named_page
from kiosk.flow.mail import PasswordHint
from kiosk.flow.state import CodeEntry, PasswordEntry, State, Welcome
from kiosk.i18n import _
from screens.offer import END_KEY
from screens.ways import MAIL_KEY

SESSION = 3
"""The portal counts them: two were opened before, by card and by phone."""


async def begin(stage: Stage) -> None:
    await stage.press(MAIL_KEY)
    await stage.state(PasswordEntry)


async def type_number(stage: Stage) -> None:
    await stage.press(*MARTIN.number, "enter")
    await stage.state(PasswordEntry, lambda state: state.number)


async def type_password(stage: Stage) -> None:
    await stage.press(*MARTIN.password, "enter")
    await stage.until(_believed)
    sent = await stage.hear(CodeSent)
    if sent.number != MARTIN.number:
        raise StepFailed(f"the portal writes to {sent.number}")


async def find_letter(stage: Stage) -> None:
    letter = stage.around.mailbox.last
    if letter is None or letter.address != MARTIN.address or not letter.code:
        raise StepFailed(f"in the mailbox: {letter}")
    waiting = await stage.state(CodeEntry)
    if letter.code in f"{waiting}":
        raise StepFailed("the kiosk knows the code before she has typed it")
    stage.see(waiting.mailed.address)
    stage.facts["subject"] = letter.subject


async def paste_code(stage: Stage) -> None:
    await stage.press(PASTE_KEY, "enter")
    opened = await stage.hear(SessionOpened, lambda fact: fact.session == SESSION)
    if (opened.number, opened.way) != (MARTIN.number, "mail"):
        raise StepFailed(f"the portal let {opened.number} in by {opened.way}")
    await stage.hear(CodeOver, lambda over: over.how == "used")


async def see_page(stage: Stage) -> None:
    await see_named_page(stage, SESSION, "mail")


async def end(stage: Stage) -> None:
    await stage.press(END_KEY)
    await stage.state(Welcome)


async def see_nothing_left(stage: Stage) -> None:
    await find_nothing_left(stage, SESSION)


def _believed(state: State) -> bool:
    if isinstance(state, PasswordEntry) and state.hint is PasswordHint.REJECTED:
        raise StepFailed("the portal did not accept her password")
    return isinstance(state, CodeEntry)


STEPS = (
    TourStep("mail", _("Neither card nor phone: she presses M, and is asked who she is."), begin),
    TourStep("mail-number", _("She types the number of her card."), type_number),
    TourStep(
        "mail-password",
        _("Her password, and the kiosk fills in the portal's own form."),
        type_password,
        seconds=30,
    ),
    TourStep("letter", _("The portal has sent her a real mail:"), find_letter, "subject"),
    TourStep(
        "mail-code",
        _("She pastes its code into the kiosk, and the portal lets her in."),
        paste_code,
        seconds=30,
    ),
    TourStep(
        "mail-page", _("Her own page opens in a clean browser:"), see_page, "mail-heading", 30
    ),
    TourStep("mail-end", _("There is no card to take out: she presses the end key."), end),
    TourStep(
        "mail-gone", _("Logged out at the portal, browser closed and wiped."), see_nothing_left
    ),
)
