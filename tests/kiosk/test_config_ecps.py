"""What [methods.ecps] must say for each flow, and what an administrator reads otherwise."""

from pathlib import Path

import pytest

from kiosk.config import load
from tests.support.configs import ECPS, MINIMAL, ecps_of, rows, said_of_ecps, written

CERTIFICATE = "-----BEGIN CERTIFICATE-----\n"
KEY = "-----BEGIN PRIVATE KEY-----\n"


def test_without_its_table_there_is_no_e_cps(tmp_path: Path) -> None:
    assert load(written(tmp_path, MINIMAL)).methods.phone is None


@pytest.mark.parametrize("route", ECPS)
def test_a_short_table_is_enough_for_each_flow(tmp_path: Path, route: str) -> None:
    assert load(written(tmp_path, MINIMAL + ECPS[route])).methods.phone is not None


def test_a_short_table_is_completed_with_defaults(tmp_path: Path) -> None:
    found = ecps_of(tmp_path, ECPS["qr"])
    assert (found.scope, found.acr_values, found.code_renewals) == ("openid", (), 3)
    assert found.session_token == "access_token"
    assert found.parameters == {}


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        (
            "qr",
            [
                '] issuer: is missing: flow = "qr" needs it',
                '] client_id: is missing: flow = "qr" needs it',
                '] session_url: is missing: flow = "qr" needs it',
            ],
        ),
        (
            "push",
            [
                '] issuer: is missing: flow = "push" needs it, or a proxy_url',
                '] client_id: is missing: flow = "push" needs it',
                '] session_url: is missing: flow = "push" needs it',
            ],
        ),
        ("browser", ['] start_url: is missing: flow = "browser" needs it']),
        ("sms", ['] flow: must be "qr" or "push" or "browser"']),
    ],
)
def test_what_a_flow_needs_is_asked_for(tmp_path: Path, flow: str, expected: list[str]) -> None:
    assert said_of_ecps(tmp_path, f'[methods.ecps]\nflow = "{flow}"\n') == expected


def test_what_is_missing_is_missing_where_the_table_begins(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, f'{MINIMAL}[methods.ecps]\nflow = "browser"\n')
    assert row.startswith("kiosk.toml:8: [methods.ecps] start_url: ")


def test_a_proxy_needs_no_provider(tmp_path: Path) -> None:
    text = '[methods.ecps]\nflow = "push"\nproxy_url = "https://portail.example/proxy"\n'
    assert said_of_ecps(tmp_path, text) == [
        '] client_id: is missing: flow = "push" needs it',
        '] session_url: is missing: flow = "push" needs it',
    ]


def test_what_was_meant_or_refused_is_not_missing_as_well(tmp_path: Path) -> None:
    text = ECPS["qr"].replace("issuer", "isuer").replace("https://portail", "http://portail")
    assert said_of_ecps(tmp_path, text) == [
        "] isuer: unknown key (did you mean issuer?)",
        '] session_url: must start with https:// (did you mean "https://portail.example/jeton"?)',
    ]


def test_a_flow_must_be_chosen(tmp_path: Path) -> None:
    assert said_of_ecps(tmp_path, '[methods.ecps]\nstart_url = "https://portail.example/"\n') == [
        "] flow: is missing"
    ]


@pytest.mark.parametrize(
    ("route", "line", "expected"),
    [
        (
            "qr",
            'start_url = "https://portail.example/"',
            'start_url: has no effect with flow = "qr": it is for flow = "browser"',
        ),
        (
            "qr",
            'proxy_url = "https://portail.example/"',
            'proxy_url: has no effect with flow = "qr": it is for flow = "push"',
        ),
        (
            "push",
            'device_authorization_endpoint = "https://identite.example/d"',
            'device_authorization_endpoint: has no effect with flow = "push": '
            'it is for flow = "qr"',
        ),
        ("push", "proxy_seconds = 60", "proxy_seconds: has no effect without a proxy_url"),
        (
            "proxy",
            'scope = "openid scope_all"',
            "scope: has no effect with a proxy_url: only the proxy speaks to the identity provider",
        ),
        (
            "proxy",
            'start_url = "https://portail.example/"',
            'start_url: has no effect with flow = "push": it is for flow = "browser"',
        ),
        (
            "browser",
            'session_url = "https://portail.example/"',
            'session_url: has no effect with flow = "browser": it is for flow = "qr" or "push"',
        ),
        (
            "browser",
            "acr_required = false",
            'acr_required: has no effect with flow = "browser": it is for flow = "qr" or "push"',
        ),
        *(
            (
                "browser",
                f'{key} = "https://identite.example/"',
                f'{key}: has no effect with flow = "browser": it is for flow = "qr" or "push"',
            )
            for key in ("issuer", "discovery_url", "end_session_endpoint", "client_id")
        ),
    ],
)
def test_a_key_of_another_flow_is_said(
    tmp_path: Path, route: str, line: str, expected: str
) -> None:
    assert said_of_ecps(tmp_path, f"{ECPS[route]}{line}\n") == [f"] {expected}"]


def test_the_kiosk_proves_in_one_way_who_it_is(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim")
    (tmp_path / "poste.pem").write_text(CERTIFICATE + KEY)
    text = ECPS["qr"] + 'client_secret_file = "secret"\nclient_certificate = "poste.pem"\n'
    assert said_of_ecps(tmp_path, text) == [
        "] client_certificate: stands beside client_secret_file: "
        "the kiosk proves who it is by one of them"
    ]
    assert said_of_ecps(tmp_path, ECPS["qr"] + 'client_secret_method = "post"\n') == [
        "] client_secret_method: has no effect without a client_secret_file"
    ]


def test_a_table_that_is_switched_off_need_not_be_complete(tmp_path: Path) -> None:
    path = written(tmp_path, MINIMAL + '[methods.ecps]\nenabled = false\nflow = "qr"\n')
    config = load(path)
    assert config.methods.ecps is not None
    assert config.methods.phone is None
