"""What signing in by e-CPS, the flow, the screens and the browser get from kiosk.toml."""

from pathlib import Path

import pytest

from kiosk.browsing import browser_of
from kiosk.config import Config, load
from kiosk.ecps import ecps_way_of
from kiosk.flow.phone import PhoneFlow
from kiosk.front import rules_of, view_of
from kiosk.signin.ecps_way import EcpsWay
from kiosk.signin.oauth.settings import Proof, ProviderSettings
from tests.support.configs import ECPS, MINIMAL, PORTAL, written


def config_of(folder: Path, route: str, more: str = "") -> Config:
    return load(written(folder, MINIMAL + ECPS[route] + more))


def way_of(folder: Path, route: str, more: str = "") -> EcpsWay:
    way = ecps_way_of(config_of(folder, route, more))
    assert way is not None
    return way


def provider_of(folder: Path, route: str, more: str = "") -> ProviderSettings:
    provider = way_of(folder, route, more).provider
    assert provider is not None
    return provider


def test_without_e_cps_nothing_speaks_of_it(tmp_path: Path) -> None:
    config = load(written(tmp_path, MINIMAL))
    assert ecps_way_of(config) is None
    assert rules_of(config).phone is None
    assert browser_of(config).allowed_hosts == ("portail.example",)


def test_e_cps_that_is_switched_off_is_not_there(tmp_path: Path) -> None:
    config = config_of(tmp_path, "browser", "enabled = false\n")
    assert ecps_way_of(config) is None
    assert rules_of(config).phone is None
    assert browser_of(config).allowed_hosts == ("portail.example",)


@pytest.mark.parametrize(
    ("route", "flow"),
    [
        ("qr", PhoneFlow.QR),
        ("push", PhoneFlow.PUSH),
        ("proxy", PhoneFlow.PUSH),
        ("browser", PhoneFlow.BROWSER),
    ],
)
def test_the_flow_is_the_one_of_the_file(tmp_path: Path, route: str, flow: PhoneFlow) -> None:
    assert way_of(tmp_path, route).flow is flow
    assert rules_of(config_of(tmp_path, route)).phone is flow


def test_codes_are_renewed_as_often_as_the_file_says(tmp_path: Path) -> None:
    assert rules_of(config_of(tmp_path, "qr", "code_renewals = 7\n")).code_renewals == 7


def test_a_provider_is_asked_on_its_own_hosts(tmp_path: Path) -> None:
    way, provider = way_of(tmp_path, "qr"), provider_of(tmp_path, "qr")
    assert provider.issuer == "https://identite.example/sante"
    assert provider.discovers
    assert way.allowed_hosts == provider.allowed_hosts == ("portail.example", "identite.example")
    assert browser_of(config_of(tmp_path, "qr")).allowed_hosts == way.allowed_hosts


def test_addresses_of_the_file_reach_the_provider(tmp_path: Path) -> None:
    names = ("backchannel_authentication_endpoint", "token_endpoint", "jwks_uri")
    more = "".join(f'{name} = "https://identite.example/{name}"\n' for name in names)
    provider = provider_of(tmp_path, "push", more)
    assert not provider.discovers
    assert provider.endpoints.jwks_uri == "https://identite.example/jwks_uri"
    assert provider.endpoints.device_authorization_endpoint is None


@pytest.mark.parametrize(
    ("more", "proof"),
    [
        ("", Proof.NONE),
        ('client_secret_file = "secret"\n', Proof.BASIC),
        ('client_secret_file = "secret"\nclient_secret_method = "post"\n', Proof.POST),
        ('client_certificate = "poste.pem"\n', Proof.CERTIFICATE),
    ],
)
def test_the_client_proves_who_it_is_as_the_file_says(
    tmp_path: Path, more: str, proof: Proof
) -> None:
    (tmp_path / "secret").write_text("geheim")
    (tmp_path / "poste.pem").write_text("-----BEGIN CERTIFICATE----------BEGIN PRIVATE KEY-----")
    client = provider_of(tmp_path, "qr", more).client
    assert (client.client_id, client.proof) == ("poste", proof)
    assert "geheim" not in repr(client)


def test_a_proxy_is_asked_instead_of_a_provider(tmp_path: Path) -> None:
    way = way_of(tmp_path, "proxy", 'parameters = { channel = "MOBILE" }\nproxy_seconds = 60\n')
    assert way.provider is None
    assert (way.proxy_url, way.proxy_client_id) == ("https://proxy.example/psc", "poste")
    assert way.proxy_seconds == 60
    assert way.proxy_ca_file is None
    assert way.parameters == {"channel": "MOBILE"}


def test_the_start_page_of_the_portal_is_where_one_lands(tmp_path: Path) -> None:
    way = way_of(tmp_path, "browser")
    assert way.provider is None
    assert way.landing_urls == ("https://portail.example/",)
    more = 'landing_urls = ["https://portail.example/medecin"]\n'
    assert way_of(tmp_path, "browser", more).landing_urls == ("https://portail.example/medecin",)


def test_the_browser_believes_the_authorities_of_both(tmp_path: Path) -> None:
    for name in ("portail.pem", "identite.pem"):
        (tmp_path / name).write_text("-----BEGIN CERTIFICATE-----\n")
    text = MINIMAL.replace(PORTAL, f'{PORTAL}ca_file = "portail.pem"\n') + ECPS["qr"]
    config = load(written(tmp_path, f'{text}ca_file = "identite.pem"\n'))
    assert browser_of(config).ca_files == (tmp_path / "portail.pem", tmp_path / "identite.pem")
    way = ecps_way_of(config)
    assert way is not None
    assert way.provider is not None
    assert way.ca_file == tmp_path / "portail.pem"
    assert way.provider.ca_file == tmp_path / "identite.pem"


def test_the_screens_know_whom_to_call_about_the_application(tmp_path: Path) -> None:
    view = view_of(config_of(tmp_path, "qr", '[help]\napp_phone = "01 02 03 04 05"\n'))
    assert view.app_phone == "01 02 03 04 05"
    assert view.app_email == "monserviceclient.e-cps@asipsante.fr"
    assert view.enrol_url.startswith("https://wallet.esw.")
    assert view.app_faq_url.endswith("/faq-e-cps")
