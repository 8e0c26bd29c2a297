"""The kiosk as a client of a certified provider: device grant and CIBA, by every proof of identity.

The pauses between polls are skipped; everything else is real.
"""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.signin.oauth import errors
from kiosk.signin.oauth.ciba import ask_push
from kiosk.signin.oauth.device import ask_device_code
from kiosk.signin.oauth.grant import Grant
from kiosk.signin.oauth.polling import poll
from kiosk.signin.oauth.provider import Provider
from kiosk.signin.oauth.settings import Client, Endpoints, Proof, ProviderSettings
from tests.signin.keeping import let_go
from tests.support.identity_clients import (
    BASIC,
    CAMILLE,
    CERTIFICATE,
    POST,
    PUBLIC,
    Registration,
    client_credential,
)
from tests.support.identity_exchange import Endpoint
from tests.support.identity_provider import (
    HOST,
    OTHER_HOST,
    IdentityProvider,
    running_provider,
)
from tests.support.provider_stub import Clock, configure

CLIENTS = [
    pytest.param(BASIC, Proof.BASIC, id="basic"),
    pytest.param(POST, Proof.POST, id="post"),
    pytest.param(PUBLIC, Proof.NONE, id="public"),
    pytest.param(CERTIFICATE, Proof.CERTIFICATE, id="certificate"),
]
SCOPE = "openid scope_all"

each_way = pytest.mark.parametrize("push", [False, True], ids=["code", "push"])


@pytest.fixture
def there(tmp_path: Path) -> Iterator[IdentityProvider]:
    """A provider that sends clients with a certificate to another address."""
    with running_provider(tmp_path, interval=3, mtls_aliases=True) as provider:
        yield provider


@pytest.fixture
def clock() -> Clock:
    return Clock(time.monotonic())


def kiosk(
    there: IdentityProvider, registration: Registration = PUBLIC, proof: Proof = Proof.NONE
) -> Provider:
    """As the provider has registered it."""
    files: dict[str, Path] = {}
    if registration.secret is not None:
        files["secret_file"] = there.ca_file.with_name("secret")
        files["secret_file"].write_text(registration.secret + "\n")
    if proof is Proof.CERTIFICATE:
        files["certificate"] = there.ca_file.with_name("client.pem")
        credential = client_credential()
        files["certificate"].write_text(credential.pem + credential.key_pem)
    settings = ProviderSettings(
        issuer=there.issuer,
        endpoints=Endpoints(),
        client=Client(client_id=registration.client_id, proof=proof, **files),
        allowed_hosts=(HOST, OTHER_HOST),
        ca_file=there.ca_file,
        timeout=10,
    )
    return Provider(settings)


async def asked(provider: Provider, push: bool) -> Grant:
    if push:
        grant, _ = await ask_push(
            provider,
            login_hint=CAMILLE.number,
            binding_message="42",
            scope=SCOPE,
            acr_values=("eidas1",),
            parameters={"channel": "MOBILE"},
        )
    else:
        grant, shown = await ask_device_code(provider, scope=SCOPE, acr_values=("eidas1",))
        assert shown.code in shown.link
    return grant


def approve(there: IdentityProvider, push: bool) -> None:
    if push:
        there.approve_push()
    else:
        there.approve_code()


@each_way
@pytest.mark.parametrize(("client", "proof"), CLIENTS)
async def test_what_the_doctor_approves_gives_tokens(
    there: IdentityProvider, clock: Clock, client: Registration, proof: Proof, push: bool
) -> None:
    provider = kiosk(there, client, proof)
    grant = await asked(provider, push)
    clock.meanwhile[3] = lambda: approve(there, push)
    tokens = await poll(provider, grant, let_go, clock)
    polls = there.asked(Endpoint.TOKEN)
    assert [seen.error for seen in polls] == ["authorization_pending"] * 2 + [None]
    assert {seen.client_id for seen in polls} == {client.client_id}
    assert there.lives(tokens.access_token)
    assert tokens.id_token is not None
    assert tokens.refresh_token is not None
    assert clock.pauses == [3, 3, 3]


@each_way
async def test_what_the_doctor_refuses_is_denied(
    there: IdentityProvider, clock: Clock, push: bool
) -> None:
    grant = await asked(provider := kiosk(there), push)
    clock.meanwhile[2] = there.refuse_push if push else there.refuse_code
    with pytest.raises(errors.AccessDenied):
        await poll(provider, grant, let_go, clock)


@each_way
async def test_what_nobody_answers_expires(
    there: IdentityProvider, clock: Clock, push: bool
) -> None:
    grant = await asked(provider := kiosk(there), push)
    clock.meanwhile[2] = there.expire_push if push else there.expire_code
    with pytest.raises(errors.CodeExpired):
        await poll(provider, grant, let_go, clock)
    assert [seen.error for seen in there.asked(Endpoint.TOKEN)][-1] == "expired_token"


@each_way
async def test_an_answer_that_is_lost_on_the_way_has_spent_the_code(
    there: IdentityProvider, clock: Clock, push: bool
) -> None:
    grant = await asked(provider := kiosk(there), push)
    approve(there, push)
    there.lose_answer(Endpoint.TOKEN)
    with pytest.raises(errors.CodeSpent):
        await poll(provider, grant, let_go, clock)


@each_way
async def test_a_provider_that_vanishes_and_comes_back_is_waited_for(
    there: IdentityProvider, clock: Clock, push: bool
) -> None:
    grant = await asked(provider := kiosk(there), push)
    clock.meanwhile[2] = there.vanish
    clock.meanwhile[4] = there.come_back
    clock.meanwhile[5] = lambda: approve(there, push)
    tokens = await poll(provider, grant, let_go, clock)
    assert there.lives(tokens.access_token)


@each_way
async def test_a_provider_that_is_overloaded_is_left_alone(
    there: IdentityProvider, clock: Clock, push: bool
) -> None:
    grant = await asked(provider := kiosk(there), push)
    there.answer(Endpoint.TOKEN, 503, "<h1>Surcharge</h1>", {"Retry-After": "20"})
    approve(there, push)
    await poll(provider, grant, let_go, clock)
    assert clock.pauses == [3, 20]


async def test_a_number_that_nobody_has_is_unknown(there: IdentityProvider) -> None:
    with pytest.raises(errors.UserUnknown):
        await ask_push(kiosk(there), login_hint="899700075064", binding_message="42", scope=SCOPE)


@pytest.mark.parametrize(
    ("client", "proof", "secret"),
    [(BASIC, Proof.BASIC, "wrong"), (POST, Proof.POST, "wrong"), (BASIC, Proof.NONE, None)],
)
@each_way
async def test_a_client_that_cannot_prove_who_it_is_is_refused(
    there: IdentityProvider, client: Registration, proof: Proof, secret: str | None, push: bool
) -> None:
    provider = kiosk(there, client, proof)
    if secret is not None and provider.settings.client.secret_file is not None:
        provider.settings.client.secret_file.write_text(secret)
    with pytest.raises(errors.ClientRefused) as caught:
        await asked(provider, push)
    assert caught.value.error == "invalid_client"


async def test_a_certificate_of_another_authority_is_refused(there: IdentityProvider) -> None:
    provider = kiosk(there, CERTIFICATE, Proof.CERTIFICATE)
    stranger = client_credential("AC INCONNUE ESSAI")
    assert provider.settings.client.certificate is not None
    provider.settings.client.certificate.write_text(stranger.pem + stranger.key_pem)
    with pytest.raises(errors.ClientRefused):
        await asked(provider, push=False)


async def test_the_document_of_pro_sante_connect_has_another_name(there: IdentityProvider) -> None:
    provider = kiosk(there)
    configure(provider, discovery_url=there.url(Endpoint.PSC_DISCOVERY))
    assert await provider.endpoint("token_endpoint") == there.url(Endpoint.TOKEN)
