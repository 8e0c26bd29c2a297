"""The phone's part: asked, waited for, and what it gave taken to the portal."""

from devices.kit import PageSeen, UserAgent
from kiosk.effects.belongings import Belongings
from kiosk.effects.browser import watch, watch_browser
from kiosk.flow.effects import AskPhone
from kiosk.flow.events import (
    CodeLapsed,
    LandingReached,
    PageOpened,
    PhoneApproved,
    PhoneAsked,
    PortalOpened,
)
from kiosk.flow.phone import Asked, Lapse
from kiosk.signin.ecps import Ecps
from kiosk.signin.oauth.errors import CodeExpired, CodeSpent


async def ask_phone(mine: Belongings, asked: AskPhone, ecps: Ecps) -> PhoneApproved | CodeLapsed:
    """Tells PhoneAsked on the way. Raises ProviderError."""

    def announce(what: Asked) -> None:
        mine.tell(PhoneAsked(mine.visit, what))

    try:
        approval = await ecps.ask(asked.number, announce=announce, keep=mine.keep_provider)
    except CodeExpired:
        return CodeLapsed(mine.visit, Lapse.EXPIRED)
    except CodeSpent:
        return CodeLapsed(mine.visit, Lapse.SPENT)
    mine.approval = approval
    return PhoneApproved(mine.visit, approval.holder)


async def open_portal(mine: Belongings, ecps: Ecps) -> PortalOpened:
    """Raises HttpError, SignInError and BrowserError."""
    approval, mine.approval = mine.approval, None
    if approval is None:
        raise RuntimeError("nobody has approved")
    agent = await mine.warm()
    mine.keep(await ecps.open_portal(approval, agent, mine.keep))
    return PortalOpened(mine.visit)


async def open_provider_page(mine: Belongings, ecps: Ecps) -> PageOpened:
    """Raises BrowserError."""
    agent = await mine.warm()
    # Whatever the portal opens meanwhile ends with the visit, whether it was recognised or not.
    mine.keep(ecps.session_from((), PageSeen(ecps.start_url, "", ""), agent))
    mine.keep_provider(ecps.provider_session())
    await mine.browser.open(ecps.start_url, ())
    watch_browser(mine)
    watch(mine, _landing(mine, ecps, agent), "landing watch")
    return PageOpened(mine.visit)


async def _landing(mine: Belongings, ecps: Ecps, agent: UserAgent) -> LandingReached:
    page = await mine.browser.arrived(ecps.landed, ecps.holder_selector)
    mine.keep(ecps.session_from(await mine.browser.cookies(), page, agent))
    return LandingReached(mine.visit, ecps.holder_from_page(page), page)
