"""From the configuration to the parts of the kiosk: each part gets what it needs, and no more."""

import re
from datetime import timedelta

from devices.kit import Kit
from devices.real import real_kit
from kiosk.browsing import browser_of
from kiosk.config import Config
from kiosk.ecps import ecps_way_of
from kiosk.effects.judge import CardPolicy
from kiosk.effects.perform import Performer, Post
from kiosk.effects.record import Recorder
from kiosk.effects.settings import Settings
from kiosk.email import email_of
from kiosk.journal import AsyncJournal, Journal
from kiosk.signin.card import CardWay
from kiosk.signin.ecps import Ecps


def kit_of(config: Config) -> Kit:
    """The real devices."""
    return real_kit(
        allow=[re.compile(pattern) for pattern in config.reader.allow],
        module=config.card.pkcs11_module,
        tls_max=config.card.tls_max,
        browser=browser_of(config),
    )


def settings_of(config: Config) -> Settings:
    """What the effects need to know."""
    ecps = ecps_way_of(config)
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
        ecps=None if ecps is None else Ecps(ecps),
        email=email_of(config),
    )


def performer_of(config: Config, kit: Kit, post: Post) -> Performer:
    """Performs effects with these devices, and posts how they end."""
    recorder = Recorder(AsyncJournal(Journal(config.journal.path)), config.kiosk.name)
    return Performer(kit, settings_of(config), recorder, post)
