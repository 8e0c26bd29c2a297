"""The identity provider behind the e-CPS: is it who it should be, and does it offer what is needed?

Only what opens nothing is read: nobody's phone rings, and no token is asked for.
"""

import asyncio
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict

from devices.text import plain
from kiosk.check.fact import Fact, failed, ok, warning
from kiosk.check.server import Visitor, server
from kiosk.config import Config
from kiosk.config.methods import ENDPOINTS
from kiosk.ecps import ecps_way_of
from kiosk.flow.phone import PhoneFlow
from kiosk.i18n import _
from kiosk.signin.oauth import discovery
from kiosk.signin.oauth.addresses import checked
from kiosk.signin.oauth.errors import ProviderError, ProviderOffLimits
from kiosk.signin.oauth.jwks import ALGORITHMS, Keys
from kiosk.signin.oauth.proof import LEEWAY_SECONDS
from kiosk.signin.oauth.provider import Provider
from kiosk.signin.oauth.settings import Endpoints, ProviderSettings

SKEW_WARNING_SECONDS = LEEWAY_SECONDS / 2


def provider(config: Config) -> Iterator[Fact]:
    """Nothing where the kiosk speaks to none."""
    way = ecps_way_of(config)
    if way is None or way.provider is None:
        return
    settings = way.provider
    visitor = Visitor("provider", "methods.ecps", _trust(settings), settings.timeout)
    place = discovery.place(settings) if settings.discovers else settings.endpoints.jwks_uri
    if place is not None:
        answer = visitor.visit(place)
        yield answer.fact
        yield from _clock(answer.skew, server(place)[0])
        if answer.failed:
            return
    endpoints = asyncio.run(_endpoints(settings))
    if isinstance(endpoints, Fact):
        yield endpoints
        return
    yield from _offers(endpoints, way.flow)
    reachable, misled = _sorted(endpoints, settings)
    yield from misled
    yield from visitor.greet_others(reachable, seen=[place] if place else [])
    if endpoints.jwks_uri in reachable:
        yield asyncio.run(_keys(settings, endpoints.jwks_uri))


def _trust(settings: ProviderSettings) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=settings.ca_file)
    if settings.client.certificate is not None:
        # What is wrong with it, the check of the client says.
        with suppress(OSError, ValueError):
            context.load_cert_chain(settings.client.certificate, password="")
    return context


def _clock(skew: int | None, host: str) -> Iterator[Fact]:
    """ID tokens are good for minutes, by the provider's clock."""
    if skew is None:
        return
    remedy, values = "timedatectl set-ntp true", {"host": host, "seconds": skew}
    if abs(skew) >= LEEWAY_SECONDS:
        message = _("this clock is {seconds} s off that of {host}: no sign-in by e-CPS is believed")
        yield failed("clock", message, remedy, **values)
    elif abs(skew) >= SKEW_WARNING_SECONDS:
        message = _("this clock is {seconds} s off that of {host}")
        yield warning("clock", message, remedy, **values)
    else:
        yield ok("clock", _("this clock agrees with that of {host}"), **values)


async def _endpoints(settings: ProviderSettings) -> Endpoints | Fact:
    """What the kiosk will use, or why there is nothing."""
    if not settings.discovers:
        return settings.endpoints
    place = discovery.place(settings)
    try:
        metadata = await Provider(settings).fetch(place)
        issuer = metadata.get("issuer")
        if issuer != settings.issuer:
            return failed(
                "provider",
                _("the provider calls itself {found}, not {issuer}"),
                _("change issuer in [methods.ecps], if that is who it should be"),
                found=plain(str(issuer), 200),
                issuer=settings.issuer,
            )
        return settings.endpoints.over(discovery.read_endpoints(metadata, settings))
    except ProviderError as error:
        return failed(
            "provider",
            _("{url} shows no metadata document: {why}"),
            _("see to issuer and discovery_url in [methods.ecps]"),
            url=place,
            why=_reason(error),
        )


def _offers(endpoints: Endpoints, flow: PhoneFlow) -> Iterator[Fact]:
    missing = [name for name in ENDPOINTS[flow] if getattr(endpoints, name) is None]
    values = {"names": ", ".join(missing), "flow": flow}
    if not missing:
        yield ok("provider", _('the provider offers what flow = "{flow}" needs'), **values)
    else:
        remedy = _("ask the provider for it, or choose another flow in [methods.ecps]")
        yield failed("provider", _("the provider offers no {names}"), remedy, **values)


def _sorted(endpoints: Endpoints, settings: ProviderSettings) -> tuple[list[str], list[Fact]]:
    """The addresses that the kiosk may visit, and what is wrong with the others."""
    reachable, misled = [], []
    for name, address in asdict(endpoints).items():
        if address is None:
            continue
        try:
            reachable.append(checked(address, settings.allowed_hosts))
        except ProviderError as error:
            host = error.host if isinstance(error, ProviderOffLimits) else address
            misled.append(
                failed(
                    "provider",
                    _("{name} leads to {host}, where the kiosk may not go"),
                    _("add it to hosts in [methods.ecps], if it is the provider's"),
                    name=name,
                    host=plain(host, 200),
                )
            )
    return reachable, misled


async def _keys(settings: ProviderSettings, url: str) -> Fact:
    try:
        keys = Keys.read(await Provider(settings).fetch(url))
    except ProviderError as error:
        message, remedy = _("{url} shows no keys: {why}"), _("see to jwks_uri in [methods.ecps]")
        return failed("provider", message, remedy, url=url, why=_reason(error))
    usable = {
        id(key)
        for name in ALGORITHMS
        for key in keys.candidates(name, None)
        if key.get("use") in (None, "sig")
    }
    if not usable:
        message = _("{url} shows no key that can prove an ID token")
        remedy = _("ask the provider for RSA keys of 2048 bits or more, or for EC keys")
        return failed("provider", message, remedy, url=url)
    message = _("the provider shows its keys for ID tokens ({number})")
    return ok("provider", message, number=len(usable))


def _reason(error: ProviderError) -> str:
    return plain(str(error) or type(error).__name__, 100)
