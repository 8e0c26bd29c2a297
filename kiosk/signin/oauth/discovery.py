"""Where a provider says that its endpoints are (OpenID Connect Discovery §4, RFC 8414 §2)."""

from collections.abc import Mapping, Sequence
from dataclasses import fields

from kiosk.signin.oauth.addresses import checked
from kiosk.signin.oauth.answers import optional_text
from kiosk.signin.oauth.errors import ProviderUnclear
from kiosk.signin.oauth.settings import Endpoints, ProviderSettings

_WELL_KNOWN = "/.well-known/openid-configuration"
_NAMES = tuple(field.name for field in fields(Endpoints))


def place(settings: ProviderSettings) -> str:
    """The address of the metadata document."""
    return settings.discovery_url or settings.issuer.removesuffix("/") + _WELL_KNOWN


def read_endpoints(metadata: Mapping[str, object], settings: ProviderSettings) -> Endpoints:
    """What the document says, whatever hosts that leads to.

    Raises ProviderUnclear: when the document is another issuer's, too (RFC 8414 §3.3), or anybody
    who can place one at this address could send the doctor's tokens elsewhere.
    """
    if metadata.get("issuer") != settings.issuer:
        raise ProviderUnclear("the metadata is another issuer's")
    told = _named(metadata)
    aliases = metadata.get("mtls_endpoint_aliases")
    if settings.client.certificate is not None and isinstance(aliases, dict):
        # RFC 8705 §5: only there are certificates asked for.
        return _named(aliases).over(told)
    return told


def check(endpoints: Endpoints, allowed_hosts: Sequence[str]) -> Endpoints:
    """The same, all of them on the allowed hosts; raises ProviderOffLimits or ProviderUnclear."""
    for name in _NAMES:
        address = getattr(endpoints, name)
        if address is not None:
            checked(address, allowed_hosts)
    return endpoints


def _named(metadata: Mapping[str, object]) -> Endpoints:
    return Endpoints(**{name: optional_text(metadata, name) for name in _NAMES})
