"""From the configuration to signing in by e-CPS."""

from dataclasses import fields

from kiosk.browsing import hosts_of
from kiosk.config import Config, EcpsMethod
from kiosk.flow.phone import PhoneFlow
from kiosk.signin.ecps_way import EcpsWay
from kiosk.signin.oauth.settings import Client, Endpoints, Proof, ProviderSettings


def ecps_way_of(config: Config) -> EcpsWay | None:
    """What the configuration says of it; None where there is none, or it is switched off."""
    ecps = config.methods.phone
    if ecps is None:
        return None
    return EcpsWay(
        allowed_hosts=hosts_of(config),
        ca_file=config.portal.ca_file,
        home_url=config.portal.home_url,
        logout_url=config.portal.logout_url,
        timeout=float(config.portal.timeout_seconds),
        flow=PhoneFlow(ecps.flow),
        provider=_provider_of(config, ecps),
        proxy_url=ecps.proxy_url,
        proxy_ca_file=ecps.ca_file,
        proxy_client_id=ecps.client_id or "",
        proxy_seconds=float(ecps.proxy_seconds),
        scope=ecps.scope,
        acr_values=ecps.acr_values,
        acr_required=ecps.acr_required,
        parameters=ecps.parameters,
        session_url=ecps.session_url,
        session_token=ecps.session_token,
        start_url=ecps.start_url,
        landing_urls=ecps.landing_urls or (config.portal.home_url,),
        holder_selector=ecps.holder_selector,
    )


def _provider_of(config: Config, ecps: EcpsMethod) -> ProviderSettings | None:
    if ecps.flow == "browser" or ecps.proxy_url is not None:
        return None  # the portal speaks to it, or the proxy
    return ProviderSettings(
        issuer=ecps.issuer or "",
        discovery_url=ecps.discovery_url,
        discovers=ecps.discovers,
        endpoints=Endpoints(**{each.name: getattr(ecps, each.name) for each in fields(Endpoints)}),
        client=_client_of(ecps),
        allowed_hosts=hosts_of(config),
        ca_file=ecps.ca_file,
        timeout=float(config.portal.timeout_seconds),
    )


def _client_of(ecps: EcpsMethod) -> Client:
    if ecps.client_certificate is not None:
        proof = Proof.CERTIFICATE
    elif ecps.client_secret_file is not None:
        proof = Proof(ecps.client_secret_method)
    else:
        proof = Proof.NONE
    return Client(
        client_id=ecps.client_id or "",
        proof=proof,
        secret_file=ecps.client_secret_file,
        certificate=ecps.client_certificate,
    )
