"""From the configuration to the parts of the kiosk: each part gets what it needs, and no more."""

import os
import re
from collections.abc import Callable
from datetime import timedelta

from devices.browser.settings import BrowserSettings
from devices.kit import Kit
from devices.real import real_kit
from kiosk.config import Config
from kiosk.effects.judge import CardPolicy
from kiosk.effects.perform import Performer, Settings
from kiosk.effects.record import Recorder
from kiosk.flow.effects import Effect
from kiosk.flow.events import Event
from kiosk.journal import AsyncJournal, Journal
from kiosk.signin.card import CardWay


def kit_of(config: Config) -> Callable[[], Kit]:
    """Makes the real devices when they are first needed."""
    return lambda: real_kit(
        allow=[re.compile(pattern) for pattern in config.reader.allow],
        module=config.card.pkcs11_module,
        tls_max=config.card.tls_max,
        browser=browser_of(config),
    )


def browser_of(config: Config) -> BrowserSettings:
    """How every session's browser is started."""
    return BrowserSettings(
        command=config.browser.command,
        arguments=config.browser.arguments,
        allowed_hosts=config.portal.allowed_hosts,
        language=config.kiosk.language,
        ca_file=config.portal.ca_file,
        headless=not has_display(),
        # As root it does not start otherwise: for tests, as `kiosk run` wants a user of its own.
        sandbox=os.geteuid() != 0,
    )


def has_display() -> bool:
    """Whether a window can be seen anywhere."""
    return bool(os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY"))


def settings_of(config: Config) -> Settings:
    """What the effects need to know."""
    return Settings(
        card=CardPolicy(
            trusted_issuers=config.card.trusted_issuers,
            warn_expiry=timedelta(days=config.card.warn_expiry_days),
        ),
        card_way=CardWay(
            login_url=config.methods.card.login_url,
            home_url=config.portal.home_url,
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
