"""What the configuration says to the flow and to the screens: light, for the first paint."""

from kiosk.config import Config
from kiosk.flow.desk import Rules
from screens.view import View


def rules_of(config: Config) -> Rules:
    """What the flow needs to know."""
    return Rules(
        idle=60.0 * config.session.idle_minutes,
        longest=60.0 * config.session.max_minutes,
        warm_browser=config.browser.warm,
    )


def view_of(config: Config) -> View:
    """What the screens need to know."""
    return View(
        kiosk=config.kiosk.name,
        site=config.kiosk.site,
        portal=config.portal.name,
        language=config.kiosk.language,
        warn_seconds=config.session.warn_seconds,
        card_phone=config.help.card_phone,
        card_email=config.help.card_email,
        procedure_url=config.help.procedure_url or "",
    )
