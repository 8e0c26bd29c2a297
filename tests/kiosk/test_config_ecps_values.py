"""The values of [methods.ecps]: addresses, files, and parameters of any name."""

from pathlib import Path

import pytest

from kiosk.config import load
from tests.support.configs import ECPS, MINIMAL, ecps_of, rows, said_of_ecps, written

CERTIFICATE = "-----BEGIN CERTIFICATE-----\n"
KEY = "-----BEGIN PRIVATE KEY-----\n"


def test_parameters_are_whatever_the_provider_calls_them(tmp_path: Path) -> None:
    more = '[methods.ecps.parameters]\nchannel = "MOBILE"\n"prompt ?" = ""\n'
    assert ecps_of(tmp_path, ECPS["push"] + more).parameters == {
        "channel": "MOBILE",
        "prompt ?": "",
    }


def test_a_configuration_with_parameters_cannot_be_changed(tmp_path: Path) -> None:
    path = written(tmp_path, MINIMAL + ECPS["push"] + 'parameters = { channel = "CARD" }\n')
    config = load(path)
    assert config == load(path)
    assert hash(config) == hash(load(path))
    assert config.methods.ecps is not None
    with pytest.raises(TypeError):
        config.methods.ecps.parameters["channel"] = "MOBILE"  # type: ignore[index]


def test_a_parameter_is_a_text_and_not_one_that_the_kiosk_sends(tmp_path: Path) -> None:
    more = """\
[methods.ecps.parameters]
channel = 3
scope = "openid"
login_hint = "899700366240"
"""
    assert rows(tmp_path, MINIMAL + ECPS["push"] + more)[0] == (
        "kiosk.toml:15: [methods.ecps.parameters] channel: "
        "must be text in quotes, not a whole number"
    )
    assert rows(tmp_path, MINIMAL + ECPS["push"] + more.replace("= 3", '= "CARD"')) == [
        "kiosk.toml:16: [methods.ecps.parameters] scope: is the kiosk's to send "
        "(did you mean [methods.ecps] scope?)",
        "kiosk.toml:17: [methods.ecps.parameters] login_hint: is the kiosk's to send",
    ]


def test_a_proxy_is_told_the_channel_alone(tmp_path: Path) -> None:
    more = 'parameters = { channel = "CARD", prompt = "login" }\n'
    assert said_of_ecps(tmp_path, ECPS["proxy"] + more) == [
        ".parameters] prompt: has no effect with a proxy_url: the proxy is told the channel alone"
    ]


def test_a_proxy_knows_two_channels(tmp_path: Path) -> None:
    assert said_of_ecps(tmp_path, ECPS["proxy"] + 'parameters = { channel = "mobile" }\n') == [
        '.parameters] channel: must be "MOBILE" or "CARD" with a proxy_url'
    ]


def test_parameters_are_a_table(tmp_path: Path) -> None:
    assert said_of_ecps(tmp_path, ECPS["push"] + 'parameters = "channel=CARD"\n') == [
        "] parameters: must be a table, not text in quotes"
    ]


def test_every_address_must_be_on_a_host_of_the_portal_or_the_provider(tmp_path: Path) -> None:
    text = ECPS["qr"].replace('["identite.example"]', '["*.identite.example"]')
    text += """\
token_endpoint = "https://ailleurs.example/token"
jwks_uri = "https://cles.identite.example/"
"""
    where = "which is not among the allowed_hosts of [portal] or the hosts of [methods.ecps]"
    assert said_of_ecps(tmp_path, text) == [
        f'] issuer: is on "identite.example", {where} (did you mean "*.identite.example"?)',
        f'] token_endpoint: is on "ailleurs.example", {where}',
    ]


def test_each_landing_page_must_be_on_a_host(tmp_path: Path) -> None:
    landing = 'landing_urls = [\n  "https://portail.example/",\n  "https://faux.example/",\n]\n'
    (row,) = rows(tmp_path, MINIMAL + ECPS["browser"] + landing)
    assert row.startswith(
        'kiosk.toml:14: [methods.ecps] landing_urls: item 2 is on "faux.example", '
    )


def test_an_issuer_that_nobody_visits_may_be_anywhere(tmp_path: Path) -> None:
    text = ECPS["qr"].replace("https://identite.example/sante", "https://nom.example")
    assert len(said_of_ecps(tmp_path, text)) == 1
    elsewhere = 'discovery_url = "https://identite.example/metadata"\n'
    assert ecps_of(tmp_path, text + elsewhere).discovers
    one_by_one = "".join(
        f'{name} = "https://identite.example/{name}"\n'
        for name in ("device_authorization_endpoint", "token_endpoint", "jwks_uri")
    )
    assert not ecps_of(tmp_path, text + one_by_one).discovers
    assert ecps_of(tmp_path, text + one_by_one + elsewhere).discovers


def test_the_portal_itself_may_not_be_at_the_provider(tmp_path: Path) -> None:
    text = (MINIMAL + ECPS["qr"]).replace("portail.example/cps", "identite.example/cps")
    (row,) = rows(tmp_path, text)
    assert row.startswith(
        'kiosk.toml:7: [methods.card] login_url: is on "identite.example", '
        "which is not among the allowed_hosts of [portal]"
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('client_secret_file = "rien"', "client_secret_file: cannot be read: "),
        ('client_certificate = "rien"', "client_certificate: cannot be read: "),
        ('client_certificate = "cert.pem"', "client_certificate: holds no private key in PEM"),
        ('client_certificate = "key.pem"', "client_certificate: holds no certificate in PEM"),
        ('ca_file = "key.pem"', "ca_file: holds no certificate in PEM"),
        ('scope = "profile"', 'scope: must have openid among its words (did you mean "openid pro'),
        ('scope = "openid  é"', "scope: must be words without accents or quotes"),
        ('acr_values = ["a b"]', "acr_values: item 1 must be one word without accents or quotes"),
        ('client_id = ""', "client_id: must be text without accents that is not empty"),
        ("code_renewals = 21", "code_renewals: must be between 0 and 20"),
        ('session_token = "token"', 'session_token: must be "access_token" or "id_token"'),
        ('issuer = "https://identite.example/?a=b"', "issuer: must end before the ? or #"),
        ('landing_urls = ["https://a.example/#/x"]', "landing_urls: item 1 must end before the"),
    ],
)
def test_a_value_is_refused_with_its_reason(tmp_path: Path, line: str, expected: str) -> None:
    (tmp_path / "cert.pem").write_text(CERTIFICATE)
    (tmp_path / "key.pem").write_text(KEY)
    key = line.split(maxsplit=1)[0]
    others = "".join(each for each in ECPS["qr"].splitlines(True) if not each.startswith(key))
    assert any(
        row.startswith(f"] {expected}") for row in said_of_ecps(tmp_path, f"{others}{line}\n")
    )
