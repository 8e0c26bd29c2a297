"""What the configuration says to the app: light at once, and the heavy parts when called."""

import gc
from collections.abc import Callable

from devices.kit import Kit
from kiosk.config import Config
from kiosk.flow.desk import Rules
from kiosk.flow.effects import Effect
from kiosk.flow.events import Event
from kiosk.flow.mail import MailWay
from kiosk.flow.phone import PhoneFlow
from screens.view import View

Post = Callable[[Event], None]
Perform = Callable[[Effect], None]


DEVICES_SECONDS = 70.0
"""What browser (15), card (15), tunnel (20) and page (15) may take together, and a little more."""


def rules_of(config: Config) -> Rules:
    """What the flow needs to know."""
    ecps = config.methods.phone
    return Rules(
        idle=60.0 * config.session.idle_minutes,
        longest=60.0 * config.session.max_minutes,
        warm_browser=config.browser.warm,
        phone=None if ecps is None else PhoneFlow(ecps.flow),
        code_renewals=0 if ecps is None else ecps.code_renewals,
        mail=_mail_of(config),
        signing_in=DEVICES_SECONDS + config.portal.timeout_seconds,
    )


def _mail_of(config: Config) -> MailWay | None:
    mail = config.methods.mail
    if mail is None:
        return None
    return MailWay(
        code_length=mail.code_length,
        code_letters=mail.code_letters,
        resend_seconds=float(mail.resend_seconds),
        forgotten_url=mail.forgotten_password_url,
        forgotten_here=mail.forgotten_password_here,
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
        app_phone=config.help.app_phone,
        app_email=config.help.app_email,
        app_faq_url=config.help.app_faq_url,
        enrol_url=config.help.enrol_url,
        procedure_url=config.help.procedure_url or "",
    )


def kit_of(config: Config) -> Callable[[], Kit]:
    """Makes the real devices; what they are made of is imported then."""

    def make() -> Kit:
        from kiosk import wiring  # noqa: PLC0415

        return wiring.kit_of(config)

    return make


def performer_of(config: Config) -> Callable[[Kit, Post], Perform]:
    """Makes the performer of effects; HTTP and the journal are imported then."""

    def make(kit: Kit, post: Post) -> Perform:
        from kiosk import wiring  # noqa: PLC0415
        from kiosk.http_transport import prepare  # noqa: PLC0415

        prepare()
        performer = wiring.performer_of(config, kit, post)
        # What is loaded stays: the collector need not walk through it again while a doctor waits
        # (measured on a busy machine: pauses of a second without this).
        gc.freeze()
        return performer.perform

    return make
