"""The three ways in by e-CPS, as kiosk.toml has them for the tests' portal and provider."""

from pathlib import Path

from kiosk.config import Config, load
from kiosk.flow.phone import PhoneFlow
from tests.support.configs import written
from tests.support.identity_provider import HOST, IdentityProvider
from tests.support.identity_settings import kiosk_client
from tests.support.portal import PortalService
from tests.support.portal_federation import LOGIN, SESSION, Federation, registration

TABLES = """
[portal]
name = "ViaTrajectoire"
home_url = "{portal}/espace"
logout_url = "{portal}/deconnexion"
allowed_hosts = ["localhost"]
ca_file = "{ca_file}"

[methods.card]
login_url = "{login_url}"
"""
TABLE = """
[methods.ecps]
flow = "{flow}"
hosts = ["{host}"]
ca_file = "{ca_file}"
"""
PHONE = """
issuer = "{issuer}"
client_id = "{client_id}"
client_secret_file = "{secret_file}"
scope = "openid offline_access"
acr_values = ["eidas1"]
session_url = "{session_url}"
"""
PAGE = """
start_url = "{start_url}"
holder_selector = "h1"
"""


def ecps_config(
    flow: PhoneFlow, portal: PortalService, provider: IdentityProvider, directory: Path
) -> Config:
    """For a kiosk of which nothing else is asked; the directory is for its files."""
    tables = TABLES.format(
        portal=portal.url(""), ca_file=portal.ca_file, login_url=portal.login_url()
    )
    return load(written(directory, tables + ecps_table(flow, portal, provider, directory)))


def ecps_table(
    flow: PhoneFlow, portal: PortalService, provider: IdentityProvider, directory: Path
) -> str:
    """[methods.ecps]. The portal believes the provider, which is on another host."""
    federate(portal, provider)
    client = kiosk_client(directory)
    return (TABLE + (PAGE if flow is PhoneFlow.BROWSER else PHONE)).format(
        flow=flow,
        host=HOST,
        ca_file=provider.ca_file,
        issuer=provider.issuer,
        client_id=client.client_id,
        secret_file=client.secret_file,
        session_url=portal.url(SESSION),
        start_url=portal.url(LOGIN),
    )


def federate(portal: PortalService, provider: IdentityProvider) -> None:
    """From now on the portal takes the provider's word."""
    own = registration(portal.url(""))
    portal.site.federation = Federation(
        provider.issuer, provider.ca_file, own.client_id, own.secret or "", portal.url("")
    )
