"""The three ways in by e-CPS, as a kiosk would be configured for the tests' portal and provider."""

from pathlib import Path

from kiosk.flow.phone import PhoneFlow
from kiosk.signin.ecps_way import EcpsWay
from tests.support.identity_clients import BASIC, Registration
from tests.support.identity_provider import HOST, OTHER_HOST, IdentityProvider
from tests.support.identity_settings import kiosk_client, provider_settings
from tests.support.portal import PortalService
from tests.support.portal_federation import LOGIN, SESSION, Federation, registration


def ecps_way(
    flow: PhoneFlow,
    portal: PortalService,
    provider: IdentityProvider,
    directory: Path,
    client: Registration = BASIC,
) -> EcpsWay:
    """The portal believes the provider, too; the directory is for the client's secret."""
    federate(portal, provider)
    return EcpsWay(
        flow=flow,
        provider=provider_settings(provider, kiosk_client(directory, client)),
        scope="openid offline_access",
        acr_values=("eidas1",),
        session_url=portal.url(SESSION),
        start_url=portal.url(LOGIN),
        landing_urls=(portal.url("/espace"),),
        holder_selector="h1",
        allowed_hosts=(HOST, OTHER_HOST),
        ca_file=portal.ca_file,
        home_url=portal.url("/espace"),
        logout_url=portal.url("/deconnexion"),
        timeout=10,
    )


def federate(portal: PortalService, provider: IdentityProvider) -> None:
    """From now on the portal takes the provider's word."""
    own = registration(portal.url(""))
    portal.site.federation = Federation(
        provider.issuer, provider.ca_file, own.client_id, own.secret or "", portal.url("")
    )


TABLE = """
[methods.ecps]
flow = "{flow}"
hosts = ["{host}", "{other}"]
ca_file = "{ca_file}"
issuer = "{issuer}"
client_id = "{client_id}"
"""
PHONE = """
client_secret_file = "{secret_file}"
scope = "openid offline_access"
acr_values = ["eidas1"]
session_url = "{session_url}"
"""
PAGE = """
start_url = "{start_url}"
holder_selector = "h1"
"""


def ecps_table(
    flow: PhoneFlow, portal: PortalService, provider: IdentityProvider, directory: Path
) -> str:
    """The same in kiosk.toml."""
    federate(portal, provider)
    client = kiosk_client(directory)
    return (TABLE + (PAGE if flow is PhoneFlow.BROWSER else PHONE)).format(
        flow=flow,
        host=HOST,
        other=OTHER_HOST,
        ca_file=provider.ca_file,
        issuer=provider.issuer,
        client_id=client.client_id,
        secret_file=client.secret_file,
        session_url=portal.url(SESSION),
        start_url=portal.url(LOGIN),
    )
