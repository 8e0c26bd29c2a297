"""From the configuration to the parts of the kiosk: each part gets what it needs, and no more."""

from collections.abc import Callable
from datetime import timedelta

from devices.kit import Kit
from kiosk.config import Config
from kiosk.effects.judge import CardPolicy
from kiosk.effects.perform import Performer, Settings
from kiosk.effects.record import Recorder
from kiosk.flow.effects import Effect
from kiosk.flow.events import Event
from kiosk.journal import AsyncJournal, Journal
from kiosk.signin.card import CardWay


def settings_of(config: Config) -> Settings:
    """What the effects need to know."""
    return Settings(
        card=CardPolicy(
            trusted_issuers=config.card.trusted_issuers,
            warn_expiry=timedelta(days=config.card.warn_expiry_days),
        ),
        card_way=CardWay(
            login_url=config.methods.card.login_url,
            logout_url=config.portal.logout_url,
            allowed_hosts=config.portal.allowed_hosts,
            ca_file=config.portal.ca_file,
            timeout=float(config.portal.timeout_seconds),
        ),
    )


def performer_of(
    config: Config,
) -> Callable[[Kit, Callable[[Event], None]], Callable[[Effect], None]]:
    """Makes the performer once there are devices and somebody to post to."""

    def make(kit: Kit, post: Callable[[Event], None]) -> Callable[[Effect], None]:
        recorder = Recorder(AsyncJournal(Journal(config.journal.path)), config.kiosk.name)
        return Performer(kit, settings_of(config), recorder, post).perform

    return make
