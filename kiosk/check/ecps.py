"""What else signing in by e-CPS goes by: a proxy, or the page that a doctor begins at."""

import ssl
from collections.abc import Iterator

from kiosk.browsing import browser_of
from kiosk.check.fact import Fact, failed
from kiosk.check.server import Visitor
from kiosk.config import Config
from kiosk.ecps import ecps_way_of
from kiosk.i18n import _
from kiosk.signin.provider_page import at_or_below


def proxy(config: Config) -> Iterator[Fact]:
    """TLS only: whatever is asked there makes somebody's phone ring."""
    way = ecps_way_of(config)
    if way is not None and way.proxy_url is not None:
        context = ssl.create_default_context(cafile=way.proxy_ca_file)
        yield Visitor("proxy", "methods.ecps", context, way.timeout).greet(way.proxy_url)


def start(config: Config) -> Iterator[Fact]:
    """Believed on the grounds that the browser has."""
    way = ecps_way_of(config)
    if way is None or way.start_url is None:
        return
    context = ssl.create_default_context()
    for file in browser_of(config).ca_files:
        context.load_verify_locations(file)
    answer = Visitor("start", "methods.ecps", context, way.timeout).visit(way.start_url)
    yield _judged(way.start_url, answer.status, way.landing_urls) or answer.fact


def _judged(url: str, status: int | None, landing_urls: tuple[str, ...]) -> Fact | None:
    """What is wrong with a page that answers."""
    values = {"url": url, "status": status}
    if status is not None and 400 <= status < 500:
        message = _("{url} answers with error {status}")
        return failed("start", message, _("see to start_url in [methods.ecps]"), **values)
    if status == 200 and at_or_below(url, landing_urls):
        message = _("{url} is itself a landing page: whoever sees it is taken for signed in")
        remedy = _("name in landing_urls of [methods.ecps] the page where doctors arrive")
        return failed("start", message, remedy, **values)
    return None
