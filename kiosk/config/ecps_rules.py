"""What [methods.ecps] must say for its flow, and what would have no effect there."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from kiosk.config.kinds import default_of
from kiosk.config.methods import ENDPOINTS, EcpsMethod, discovers
from kiosk.config.problems import Key, Mistake
from kiosk.config.values import UNKNOWN

Said = Callable[[str], object]
"""The value of a key of the table, or UNKNOWN."""

PROXY = "proxy"
"""flow = "push" with a proxy_url: the provider is the proxy's business."""

_ALWAYS = frozenset({"enabled", "flow", "hosts", "ca_file"})
_CLIENT = _ALWAYS | {
    "issuer",
    "discovery_url",
    "token_endpoint",
    "jwks_uri",
    "revocation_endpoint",
    "end_session_endpoint",
    "client_id",
    "client_secret_file",
    "client_secret_method",
    "client_certificate",
    "scope",
    "acr_values",
    "acr_required",
    "parameters",
    "code_renewals",
    "session_url",
    "session_token",
}

USED: dict[str, frozenset[str]] = {
    "qr": _CLIENT | {"device_authorization_endpoint"},
    "push": _CLIENT | {"backchannel_authentication_endpoint"},
    PROXY: _ALWAYS
    | {"proxy_url", "proxy_seconds", "client_id", "parameters", "session_url", "code_renewals"},
    "browser": _ALWAYS | {"start_url", "landing_urls", "holder_selector"},
}
"""The keys that have an effect, by flow."""

NEEDED = {
    "qr": ("issuer", "client_id", "session_url"),
    "push": ("issuer", "client_id", "session_url"),
    PROXY: ("client_id", "session_url"),
    "browser": ("start_url",),
}
"""The keys without which a flow leads nowhere."""

_OPENED = (
    "discovery_url",
    "device_authorization_endpoint",
    "backchannel_authentication_endpoint",
    "token_endpoint",
    "jwks_uri",
    "revocation_endpoint",
    "end_session_endpoint",
    "session_url",
    "proxy_url",
    "start_url",
)

CHANNELS = ("MOBILE", "CARD")
"""What an e-Santé proxy may be told (its published contract)."""

_OURS = {
    "client_id": "client_id",
    "client_secret": "client_secret_file",
    "scope": "scope",
    "acr_values": "acr_values",
    "login_hint": None,
    "binding_message": None,
}
"""Parameters that the kiosk sends by itself, and the keys that decide them."""


def ecps_contradictions(said: Said) -> Iterator[Mistake]:
    """Nothing is said of a table that is absent, switched off, or without a known flow."""
    flow = said("flow")
    if said("enabled") is not True or not isinstance(flow, str):
        return
    route = PROXY if flow == "push" and said("proxy_url") is not None else flow
    yield from _missing(said, route)
    yield from _without_effect(said, route)
    yield from _client_proofs(said)
    yield from _parameters(said("parameters"), route)


def ecps_addresses(said: Said) -> Iterator[tuple[Key, object]]:
    """What the kiosk, its browser or the doctor's phone will open, each with its key."""
    flow = said("flow")
    if said("enabled") is not True or not isinstance(flow, str):
        return
    names = [*_OPENED]
    if said("discovery_url") is None and discovers(flow, said):
        names.append("issuer")
    for name in names:
        yield _key(name), said(name)
    landing = said("landing_urls")
    for place, url in enumerate(landing if isinstance(landing, tuple) else ()):
        yield (*_key("landing_urls"), place), url


def _missing(said: Said, route: str) -> Iterator[Mistake]:
    for name in NEEDED[route]:
        if said(name) is None:
            instead = ", or a proxy_url" if route == "push" and name == "issuer" else ""
            yield Mistake(_key(name), f'is missing: flow = "{said("flow")}" needs it{instead}')


def _without_effect(said: Said, route: str) -> Iterator[Mistake]:
    for field in fields(EcpsMethod):
        value = said(field.name)
        if field.name not in USED[route] and value is not UNKNOWN and value != default_of(field):
            yield Mistake(_key(field.name), f"has no effect {_because(field.name, route)}")


def _because(name: str, route: str) -> str:
    if route == PROXY and name in USED["push"]:
        return "with a proxy_url: only the proxy speaks to the identity provider"
    if route == "push" and name in USED[PROXY]:
        return "without a proxy_url"
    users = {"push" if user == PROXY else user for user, names in USED.items() if name in names}
    flows = " or ".join(f'"{flow}"' for flow in ENDPOINTS if flow in users)
    return f'with flow = "{"push" if route == PROXY else route}": it is for flow = {flows}'


def _client_proofs(said: Said) -> Iterator[Mistake]:
    secret, certificate, method = map(
        said, ("client_secret_file", "client_certificate", "client_secret_method")
    )
    if isinstance(secret, Path) and isinstance(certificate, Path):
        message = "stands beside client_secret_file: the kiosk proves who it is by one of them"
        yield Mistake(_key("client_certificate"), message)
    if method == "post" and secret is None:
        message = "has no effect without a client_secret_file"
        yield Mistake(_key("client_secret_method"), message)


def _parameters(parameters: object, route: str) -> Iterator[Mistake]:
    for name, value in parameters.items() if isinstance(parameters, Mapping) else ():
        key = (*_key("parameters"), name)
        if name in _OURS:
            decided = _OURS[name]
            suggestion = f"[methods.ecps] {decided}" if decided else None
            yield Mistake(key, "is the kiosk's to send", suggestion)
        elif route == PROXY and name != "channel":
            yield Mistake(
                key, "has no effect with a proxy_url: the proxy is told the channel alone"
            )
        elif route == PROXY and value not in CHANNELS:
            yield Mistake(key, 'must be "MOBILE" or "CARD" with a proxy_url')


def _key(name: str) -> tuple[str, ...]:
    return ("methods", "ecps", name)
