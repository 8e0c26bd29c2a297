"""How the kiosk speaks to a provider: as which client, and what it makes of bad answers."""

import asyncio
import base64
import threading
from pathlib import Path

import pytest

from kiosk import __version__
from kiosk.signin.oauth import errors
from kiosk.signin.oauth.provider import Provider
from kiosk.signin.oauth.settings import Client, Endpoints, Proof
from tests.support.https_site import Page, Request, serve
from tests.support.provider_stub import CUT_OFF, HTML, HUGE, TOKEN, Stub, document, refusal

SECRET = "s%cret+ &=:/é"


async def ask(stub: Stub, client: Client | None = None) -> dict[str, object]:
    return await stub.provider(client).submit(stub.site.url(TOKEN), {"a": "é&b"})


async def asked(stub: Stub, client: Client) -> Request:
    stub.answers(TOKEN, document({"ok": True}))
    assert await ask(stub, client) == {"ok": True}
    (request,) = stub.site.requests
    return request


async def test_it_asks_under_its_own_name_for_json(stub: Stub) -> None:
    request = await asked(stub, stub.client())
    assert request.headers["User-Agent"] == f"kiosk/{__version__}"
    assert request.headers["Accept"] == "application/json"
    assert request.headers["Accept-Language"] is None
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded"


async def test_id_and_secret_are_form_encoded_before_they_make_a_basic_header(stub: Stub) -> None:
    request = await asked(stub, stub.client(Proof.BASIC, SECRET))
    scheme, _, pair = request.headers["Authorization"].partition(" ")
    assert scheme == "Basic"
    assert base64.b64decode(pair) == b"kiosk%3Aaccueil:s%25cret%2B+%26%3D%3A%2F%C3%A9"
    assert request.form == {"a": "é&b"}


async def test_id_and_secret_may_go_into_the_form(stub: Stub) -> None:
    request = await asked(stub, stub.client(Proof.POST, SECRET))
    assert request.form == {"a": "é&b", "client_id": "kiosk:accueil", "client_secret": SECRET}
    assert request.headers["Authorization"] is None


async def test_a_public_client_says_who_it_is(stub: Stub) -> None:
    request = await asked(stub, stub.client())
    assert request.form == {"a": "é&b", "client_id": "kiosk:accueil"}


async def test_a_certificate_is_shown_and_the_client_says_who_it_is(stub: Stub) -> None:
    own = stub.authority.client_certificate("accueil.cabinet.test")
    context = stub.authority.server_context("localhost", asks=stub.authority)
    with serve({TOKEN: document({"ok": True})}, context) as site:
        provider = stub.provider(stub.client(Proof.CERTIFICATE, certificate=own))
        await provider.submit(site.url(TOKEN), {})
        (request,) = site.requests
    assert request.certificate == "accueil.cabinet.test"
    assert request.form == {"client_id": "kiosk:accueil"}


async def test_a_certificate_that_the_provider_does_not_know_is_a_refusal(stub: Stub) -> None:
    own = stub.authority.client_certificate("accueil.cabinet.test")
    (stub.folder / "other").mkdir()
    stranger = type(stub.authority)(stub.folder / "other", "Autorité inconnue")
    context = stub.authority.server_context("localhost", asks=stranger)
    with serve({TOKEN: document({"ok": True})}, context) as site:
        provider = stub.provider(stub.client(Proof.CERTIFICATE, certificate=own))
        with pytest.raises(errors.ClientRefused) as caught:
            await provider.submit(site.url(TOKEN), {})
    assert caught.value.error == "certificate"


@pytest.mark.parametrize("ending", ["", "\n", "\r\n"])
async def test_the_last_line_break_is_none_of_the_secret(stub: Stub, ending: str) -> None:
    request = await asked(stub, stub.client(Proof.POST, f" secret\n{ending}"))
    assert request.form["client_secret"] == (" secret\n" if ending else " secret")


@pytest.mark.usefixtures("never_blocks")
async def test_a_secret_is_read_anew_each_time_and_without_blocking(stub: Stub) -> None:
    stub.answers(TOKEN, document({}))
    client = stub.client(Proof.POST, "former")
    await ask(stub, client)
    stub.client(Proof.POST, "latter")
    await ask(stub, client)
    assert [request.form["client_secret"] for request in stub.site.requests] == ["former", "latter"]


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff", b"x" * 5000])
async def test_without_a_secret_nothing_is_asked(stub: Stub, content: bytes | None) -> None:
    file = stub.folder / "secret"
    if content is not None:
        file.write_bytes(content)
    client = Client(client_id="kiosk", proof=Proof.BASIC, secret_file=file)
    with pytest.raises(errors.ClientSecretMissing):
        await ask(stub, client)
    assert not stub.site.connections


@pytest.mark.parametrize("certificate", ["missing.pem", "authority.pem"])
async def test_without_its_certificate_nothing_is_asked(stub: Stub, certificate: str) -> None:
    own = Path(stub.folder / certificate)
    with pytest.raises(errors.ClientSecretMissing):
        await ask(stub, stub.client(Proof.CERTIFICATE, certificate=own))
    assert not stub.site.connections


@pytest.mark.parametrize(
    ("page", "error"),
    [
        (HTML, errors.ProviderUnclear),
        (HUGE, errors.ProviderUnclear),
        (Page("", 302, {"Location": "/ailleurs"}), errors.ProviderUnclear),
        (Page("", 307, {"Location": "/ailleurs"}), errors.ProviderUnclear),
        (Page("", 400), errors.ProviderUnclear),
        (Page("The SSL certificate error", 400), errors.ClientRefused),
        (Page("", 495), errors.ClientRefused),
        (Page("", 496), errors.ClientRefused),
        (Page("", 401), errors.ClientRefused),
        (Page("", 403), errors.ClientRefused),
        (refusal("invalid_client", 401), errors.ClientRefused),
        (Page("", 429), errors.ProviderBroken),
        (Page("", 500), errors.ProviderBroken),
        (refusal("server_error", 500), errors.ProviderBroken),
        (CUT_OFF, errors.ProviderBroken),
    ],
)
async def test_a_bad_answer_has_a_name(
    stub: Stub, page: Page, error: type[errors.ProviderError]
) -> None:
    stub.answers(TOKEN, page)
    with pytest.raises(error):
        await ask(stub)
    assert not stub.site.asked("/ailleurs")
    assert len(stub.site.asked(TOKEN)) == 1


async def test_a_silent_provider_is_given_up(stub: Stub) -> None:
    stub.answers(TOKEN, Page("", gate=threading.Event()))
    with pytest.raises(errors.ProviderSlow):
        await stub.provider(timeout=0.3).submit(stub.site.url(TOKEN), {})


async def test_a_provider_that_is_not_there_is_unreachable(stub: Stub) -> None:
    with pytest.raises(errors.ProviderUnreachable) as caught:
        await stub.provider().submit("https://localhost:1/", {})
    assert not isinstance(caught.value, errors.ProviderLost)


@pytest.mark.parametrize("url", ["https://ailleurs.example/token", "http://localhost/token"])
async def test_a_secret_is_not_sent_elsewhere(stub: Stub, url: str) -> None:
    with pytest.raises(errors.ProviderOffLimits):
        await stub.provider(stub.client(Proof.POST, SECRET)).submit(url, {})


async def test_where_only_the_status_counts_the_body_may_be_anything(stub: Stub) -> None:
    stub.answers("/revoke", Page(""), Page("", 204), HTML, refusal("invalid_client", 401))
    for _ in range(3):
        await stub.provider().tell(stub.site.url("/revoke"), {"token": "t"})
    with pytest.raises(errors.ClientRefused):
        await stub.provider().tell(stub.site.url("/revoke"), {"token": "t"})


async def test_what_everybody_may_read_is_read_without_a_secret(stub: Stub) -> None:
    stub.site.pages["/jwks"] = document({"keys": []})
    provider = stub.provider(stub.client(Proof.BASIC, SECRET))
    assert await provider.fetch(stub.site.url("/jwks")) == {"keys": []}
    assert stub.site.requests[0].headers["Authorization"] is None


def test_a_provider_is_made_where_no_loop_runs_and_shows_no_secret(stub: Stub) -> None:
    provider = stub.provider(stub.client(Proof.POST, SECRET), endpoints=Endpoints())
    assert isinstance(provider, Provider)
    stub.answers(TOKEN, document({"ok": True}))
    assert asyncio.run(provider.submit(stub.site.url(TOKEN), {})) == {"ok": True}
