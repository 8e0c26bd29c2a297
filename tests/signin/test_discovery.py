"""Where the kiosk takes a provider's endpoints from, and which it refuses."""

import asyncio
import threading

import pytest

from kiosk.signin.oauth import errors
from kiosk.signin.oauth.settings import Endpoints, Proof
from tests.support.https_site import Page
from tests.support.provider_stub import DISCOVERY, HTML, HUGE, Stub, document
from tests.support.waiting import eventually


async def test_endpoints_are_discovered_once(stub: Stub) -> None:
    provider = stub.provider()
    first, second = await asyncio.gather(provider.endpoints(), provider.endpoints())
    assert first == second == await provider.endpoints()
    assert first.token_endpoint == stub.site.url("/token")
    assert first.revocation_endpoint is None
    assert len(stub.site.asked(DISCOVERY)) == 1


async def test_after_an_hour_they_are_looked_up_again(
    stub: Stub, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider = stub.provider()
    await provider.endpoints()
    stub.publish(token_endpoint=stub.site.url("/moved"))
    monkeypatch.setattr("kiosk.signin.oauth.provider.KEPT_SECONDS", 0.0)
    assert (await provider.endpoints()).token_endpoint == stub.site.url("/token")
    provider._until = 0.0
    assert (await provider.endpoints()).token_endpoint == stub.site.url("/moved")


async def test_a_failed_discovery_is_not_kept(stub: Stub) -> None:
    stub.site.turns[DISCOVERY] = [Page("", 503, {"Retry-After": "7"}), HTML]
    provider = stub.provider()
    with pytest.raises(errors.ProviderBroken) as broken:
        await provider.endpoints()
    assert (broken.value.status, broken.value.retry_after) == (503, 7)
    with pytest.raises(errors.ProviderUnclear):
        await provider.endpoints()
    assert (await provider.endpoints()).token_endpoint == stub.site.url("/token")


async def test_who_waits_for_a_discovery_that_is_cancelled_makes_his_own(stub: Stub) -> None:
    stub.site.turns[DISCOVERY] = [Page("", gate=threading.Event())]
    provider = stub.provider()
    first = asyncio.create_task(provider.endpoints())
    await eventually(lambda: stub.site.asked(DISCOVERY))
    second = asyncio.create_task(provider.endpoints())
    first.cancel()
    assert (await second).token_endpoint == stub.site.url("/token")


async def test_an_issuer_with_a_path_keeps_it(stub: Stub) -> None:
    issuer = stub.site.url("/auth/realms/esante/")
    stub.publish(issuer=issuer)
    stub.site.pages["/auth/realms/esante" + DISCOVERY] = stub.site.pages[DISCOVERY]
    assert (await stub.provider(issuer=issuer).endpoints()).token_endpoint


async def test_the_document_may_have_another_name(stub: Stub) -> None:
    name = "/.well-known/wallet-openid-configuration"
    stub.site.pages[name] = stub.site.pages.pop(DISCOVERY)
    provider = stub.provider(discovery_url=stub.site.url(name))
    assert (await provider.endpoints()).token_endpoint == stub.site.url("/token")


async def test_what_is_configured_stands_above_what_is_discovered(stub: Stub) -> None:
    own = Endpoints(token_endpoint=stub.site.url("/own"))
    found = await stub.provider(endpoints=own).endpoints()
    assert found.token_endpoint == stub.site.url("/own")
    assert found.jwks_uri == stub.site.url("/jwks")


async def test_without_discovery_only_the_configuration_counts(stub: Stub) -> None:
    own = Endpoints(token_endpoint=stub.site.url("/own"))
    provider = stub.provider(endpoints=own, discovers=False)
    assert await provider.endpoints() == own
    with pytest.raises(errors.ProviderUnclear):
        await provider.endpoint("device_authorization_endpoint")
    assert not stub.site.requests


async def test_a_client_with_a_certificate_goes_where_certificates_are_asked_for(
    stub: Stub,
) -> None:
    stub.publish(mtls_endpoint_aliases={"token_endpoint": stub.site.url("/mtls/token")})
    certificate = stub.authority.client_certificate("accueil.cabinet.test")
    client = stub.client(Proof.CERTIFICATE, certificate=certificate)
    found = await stub.provider(client).endpoints()
    assert found.token_endpoint == stub.site.url("/mtls/token")
    assert found.jwks_uri == stub.site.url("/jwks")
    assert (await stub.provider().endpoints()).token_endpoint == stub.site.url("/token")


@pytest.mark.parametrize("issuer", [None, "https://ailleurs.example", 5, "{}/", "{}#"])
async def test_a_document_of_another_issuer_is_refused(stub: Stub, issuer: object) -> None:
    stub.publish(issuer=issuer.format(stub.site.url("")) if isinstance(issuer, str) else issuer)
    with pytest.raises(errors.ProviderUnclear):
        await stub.provider().endpoints()


@pytest.mark.parametrize(
    "address",
    ["https://ailleurs.example/token", "http://localhost/token", "https://localhost@ailleurs/"],
)
@pytest.mark.parametrize("name", ["token_endpoint", "jwks_uri", "end_session_endpoint"])
async def test_an_endpoint_off_the_allowed_hosts_is_refused(
    stub: Stub, name: str, address: str
) -> None:
    with pytest.raises(errors.ProviderOffLimits):
        await stub.provider(endpoints=Endpoints(**{name: address}), discovers=False).endpoints()
    stub.publish(**{name: address})
    with pytest.raises(errors.ProviderOffLimits):
        await stub.provider().endpoints()
    assert stub.site.requests == stub.site.asked(DISCOVERY)


@pytest.mark.parametrize("address", [5, "", ["https://localhost/"], "https://localhost/\n"])
async def test_an_endpoint_that_is_no_address_is_unclear(stub: Stub, address: object) -> None:
    stub.publish(token_endpoint=address)
    with pytest.raises(errors.ProviderUnclear):
        await stub.provider().endpoints()


@pytest.mark.parametrize(
    "page",
    [HTML, HUGE, document([]), Page("", 301, {"Location": "/"}), Page("", 404)],
    ids=["HTML", "10 MB", "a list", "a redirect", "nothing"],
)
async def test_what_is_no_metadata_is_unclear(stub: Stub, page: Page) -> None:
    stub.site.pages[DISCOVERY] = page
    with pytest.raises(errors.ProviderUnclear):
        await stub.provider().endpoints()
