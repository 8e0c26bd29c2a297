"""What is said about an identity provider, on real TLS, and on a real provider."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.check import Fact, State
from kiosk.check.provider import provider
from kiosk.i18n import Language, Translator
from tests.support.clocks import set_servers_clock
from tests.support.configs import Flow, configured, phoned
from tests.support.https_site import Authority, Page, Site, serve
from tests.support.identity_exchange import Endpoint
from tests.support.identity_provider import IdentityProvider

ENGLISH = Translator(Language.EN)
METADATA = "/.well-known/openid-configuration"


def said(fact: Fact) -> str:
    return f"{fact.said(ENGLISH)} / {fact.advice(ENGLISH)}"


def states(facts: list[Fact]) -> list[State]:
    return [fact.state for fact in facts]


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def site(authority: Authority) -> Iterator[Site]:
    """A provider that says what it is told to say."""
    with serve({}, authority.server_context("localhost")) as site:
        site.pages["/keys"] = Page(json.dumps({"keys": [RSA]}))
        tell(site)
        yield site


RSA = {"kty": "RSA", "kid": "1", "use": "sig", "e": "AQAB", "n": "u" + "A" * 340 + "Q"}


def tell(site: Site, **metadata: object) -> None:
    told: dict[str, object] = {
        "issuer": site.url(""),
        "token_endpoint": site.url("/token"),
        "jwks_uri": site.url("/keys"),
        "device_authorization_endpoint": site.url("/device"),
    }
    site.pages[METADATA] = Page(json.dumps(told | metadata))


def facts(site: Site, ca_file: Path | None, flow: Flow = "qr", /, **keys: object) -> list[Fact]:
    known = {"issuer": site.url(""), "client_id": "poste", "ca_file": ca_file}
    return list(provider(phoned(flow, site.url("/"), **(known | keys))))


def test_without_e_cps_there_is_nothing_to_say() -> None:
    assert list(provider(configured())) == []


@pytest.mark.parametrize("flow", ["qr", "push"])
@pytest.mark.parametrize("endpoint", [Endpoint.DISCOVERY, Endpoint.PSC_DISCOVERY])
def test_a_real_provider_in_good_health(
    identity_provider: IdentityProvider, flow: Flow, endpoint: Endpoint
) -> None:
    config = phoned(
        flow,
        identity_provider.issuer,
        issuer=identity_provider.issuer,
        discovery_url=identity_provider.url(endpoint),
        client_id="poste",
        ca_file=identity_provider.ca_file,
    )
    found = list(provider(config))
    assert [(fact.topic, fact.state) for fact in found] == [
        ("provider", State.OK),
        ("clock", State.OK),
        ("provider", State.OK),
        ("provider", State.OK),
    ]
    assert found[2].said(ENGLISH) == f'the provider offers what flow = "{flow}" needs'
    assert "keys for ID tokens (1)" in said(found[3])
    assert {made.path for made in identity_provider.asked()} == {endpoint, Endpoint.KEYS}


def test_a_provider_that_nobody_vouches_for(site: Site) -> None:
    (fact,) = facts(site, None)
    assert fact.state is State.FAILED
    assert "localhost does not prove who it is" in said(fact)
    assert "ca_file in [methods.ecps]" in said(fact)
    assert site.requests == []


def test_another_issuer_is_named(site: Site, authority: Authority) -> None:
    tell(site, issuer=site.url("/"))
    *_, fact = facts(site, authority.file)
    assert fact.state is State.FAILED
    assert f"the provider calls itself {site.url('/')}, not {site.url('')}" in said(fact)
    assert "change issuer in [methods.ecps]" in said(fact)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (Page("<html>"), "no JSON object"),
        (Page("", status=404), "404"),
        (Page("x" * 600_000), "TooLarge"),
    ],
)
def test_a_document_that_is_none(site: Site, authority: Authority, page: Page, why: str) -> None:
    site.pages[METADATA] = page
    *_, fact = facts(site, authority.file)
    assert fact.state is State.FAILED
    assert f"{site.url(METADATA)} shows no metadata document: " in said(fact)
    assert why in said(fact)


def test_a_provider_that_lacks_what_the_flow_needs(site: Site, authority: Authority) -> None:
    found = facts(site, authority.file, "push")
    (fact,) = (fact for fact in found if fact.state is State.FAILED)
    assert "the provider offers no backchannel_authentication_endpoint" in said(fact)
    assert "choose another flow" in said(fact)


def test_an_address_on_a_strange_host_is_named_and_not_visited(
    site: Site, authority: Authority
) -> None:
    tell(site, revocation_endpoint=site.url("/revoke", host="127.0.0.1"))
    (fact,) = (fact for fact in facts(site, authority.file) if fact.state is State.FAILED)
    assert "revocation_endpoint leads to 127.0.0.1, where the kiosk may not go" in said(fact)
    assert "hosts in [methods.ecps]" in said(fact)


def test_every_server_of_the_provider_is_greeted(site: Site, authority: Authority) -> None:
    with serve({}, authority.server_context("localhost")) as tokens:
        tell(site, token_endpoint=tokens.url("/token"))
        assert set(states(facts(site, authority.file))) == {State.OK}
        assert tokens.connections == 1
        assert tokens.requests == []


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"keys": []}, "shows no key that can prove an ID token"),
        ({"keys": [RSA | {"use": "enc"}]}, "shows no key that can prove an ID token"),
        ({"keys": [RSA | {"n": "AQAB"}]}, "RSA keys of 2048 bits or more"),
        ("<html>", "shows no keys: no JSON object"),
    ],
)
def test_keys_that_are_no_use(
    site: Site, authority: Authority, keys: object, expected: str
) -> None:
    site.pages["/keys"] = Page(keys if isinstance(keys, str) else json.dumps(keys))
    *_, fact = facts(site, authority.file)
    assert fact.state is State.FAILED
    assert expected in said(fact)


def test_addresses_given_one_by_one_need_no_document(site: Site, authority: Authority) -> None:
    del site.pages[METADATA]
    names = ("device_authorization_endpoint", "token_endpoint", "jwks_uri")
    one_by_one = {name: site.url("/keys") for name in names}
    found = facts(site, authority.file, issuer="https://nom.example", **one_by_one)
    assert set(states(found)) == {State.OK}
    assert {request.path for request in site.requests} == {"/keys"}


@pytest.mark.parametrize(
    ("offset", "state"),
    [(-10, State.OK), (45, State.WARNING), (-90, State.FAILED)],
)
def test_clocks_that_disagree(
    site: Site,
    authority: Authority,
    monkeypatch: pytest.MonkeyPatch,
    offset: int,
    state: State,
) -> None:
    set_servers_clock(monkeypatch, offset)
    clock = facts(site, authority.file)[1]
    assert (clock.topic, clock.state) == ("clock", state)
    assert ("no sign-in by e-CPS is believed" in said(clock)) is (state is State.FAILED)


def test_a_provider_that_only_the_portal_speaks_to(site: Site, authority: Authority) -> None:
    assert facts(site, authority.file, "browser") == []
    assert site.requests == []
