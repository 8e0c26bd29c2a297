"""Is the portal reached, is it the portal, how fast, and does its clock agree with this one?"""

import ssl
from collections.abc import Iterator

from kiosk.check.fact import Fact, failed, ok, warning
from kiosk.check.server import Visitor, server
from kiosk.config import Config
from kiosk.i18n import _

SKEW_WARNING_SECONDS = 60
SKEW_FAILED_SECONDS = 300
"""From here on the journal's times mislead, and certificates may seem expired or not yet valid."""


def portal(config: Config) -> Iterator[Fact]:
    """The start page answers, and every other server of the portal proves who it is."""
    home = config.portal.home_url
    context = ssl.create_default_context(cafile=config.portal.ca_file)
    visitor = Visitor("portal", "portal", context, config.portal.timeout_seconds)
    answer = visitor.visit(home)
    yield answer.fact
    yield from _clock(answer.skew, server(home)[0])
    others = [config.methods.card.login_url, config.portal.logout_url]
    if (ecps := config.methods.phone) and ecps.session_url:
        others.append(ecps.session_url)
    if mail := config.methods.mail:
        others.append(mail.login_url)
    yield from visitor.greet_others(others, seen=[home])


def _clock(skew: int | None, host: str) -> Iterator[Fact]:
    if skew is None:
        return
    if abs(skew) < SKEW_WARNING_SECONDS:
        yield ok("clock", _("this clock agrees with that of {host}"), host=host)
        return
    state = failed if abs(skew) >= SKEW_FAILED_SECONDS else warning
    yield state(
        "clock",
        _("this clock is {seconds} s off that of {host}"),
        "timedatectl set-ntp true",
        seconds=skew,
        host=host,
    )
