"""No card today: the phone, the page, the end key, nothing left. Every component is real."""

from pathlib import Path

import pytest

from kiosk.flow.phone import PhoneFlow
from tests.journeys.stack import Stack
from tests.support.cps3_cards import cps3_card
from tests.support.ecps_ways import ecps_table
from tests.support.identity_clients import BASIC, CAMILLE
from tests.support.identity_exchange import Endpoint
from tests.support.identity_provider import IdentityProvider
from tests.support.portal_federation import FAREWELL
from tests.support.terminal import ENTER, ESCAPE, Terminal
from tests.support.waiting import wait_for

NAME = "Camille MARTIN"
BEGUN = {
    PhoneFlow.QR: "Photographiez",
    PhoneFlow.PUSH: "Saisissez le numéro",
    PhoneFlow.BROWSER: "page du service e-CPS",
}
SESSION = f"Espace de {NAME}"
"""The heading that the browser displays."""


def kiosk_for(flow: PhoneFlow, stack: Stack, provider: IdentityProvider, directory: Path) -> None:
    stack.ecps = ecps_table(flow, stack.portal, provider, directory)


def is_over(stack: Stack, kiosk: Terminal) -> None:
    """At the portal, and on this machine."""
    stack.waits_until_bare(kiosk)
    wait_for(lambda: not stack.portal.site.signed_in)
    wait_for(lambda: stack.outcomes[-1] == "cleared")


def tokens_of(provider: IdentityProvider) -> list[str]:
    """All that the kiosk was given."""
    return [
        exchange.answer[name]
        for exchange in provider.asked(Endpoint.TOKEN)
        for name in ("access_token", "refresh_token")
        if name in exchange.answer and exchange.client_id == BASIC.client_id
    ]


def are_dead(tokens: list[str], provider: IdentityProvider) -> None:
    """And the single sign-on that came with them was ended by her ID token."""
    assert tokens
    assert not any(provider.lives(token) for token in tokens)
    assert all(made.parameters["id_token_hint"] for made in provider.asked(Endpoint.END_SESSION))
    assert provider.asked(Endpoint.SESSION_ENDED)


def test_a_doctor_signs_in_with_the_code_on_the_screen(
    stack: Stack, identity_provider: IdentityProvider, tmp_path: Path
) -> None:
    kiosk_for(PhoneFlow.QR, stack, identity_provider, tmp_path)
    with stack.kiosk() as kiosk:
        kiosk.type("e")
        wait_for(lambda: identity_provider.asked(Endpoint.DEVICE))
        (given,) = identity_provider.asked(Endpoint.DEVICE)
        kiosk.sees(given.answer["user_code"])
        identity_provider.approve_code()
        kiosk.sees(SESSION)
        kiosk.sees(NAME)
        assert stack.portal.site.signed_in == [NAME]

        kiosk.type(ESCAPE)
        kiosk.sees("Insérez votre carte CPS")
        is_over(stack, kiosk)
        are_dead(tokens_of(identity_provider), identity_provider)
        assert stack.outcomes == ["started", "signed-in", "ended end-key", "cleared"]
        assert given.answer["device_code"].encode() not in kiosk.output


def test_a_doctor_signs_in_with_the_push_to_her_phone(
    stack: Stack, identity_provider: IdentityProvider, tmp_path: Path
) -> None:
    kiosk_for(PhoneFlow.PUSH, stack, identity_provider, tmp_path)
    with stack.kiosk() as kiosk:
        kiosk.type("e")
        kiosk.sees("Saisissez le numéro")
        kiosk.type(CAMILLE.number + ENTER)
        wait_for(lambda: any(made.answer for made in identity_provider.asked(Endpoint.PUSH)))
        identity_provider.approve_push()
        kiosk.sees(SESSION)
        kiosk.type(ESCAPE)
        is_over(stack, kiosk)
        are_dead(tokens_of(identity_provider), identity_provider)


def test_a_doctor_signs_in_on_the_provider_s_own_page(
    stack: Stack, identity_provider: IdentityProvider, tmp_path: Path
) -> None:
    kiosk_for(PhoneFlow.BROWSER, stack, identity_provider, tmp_path)
    with stack.kiosk() as kiosk:
        kiosk.type("e")
        identity_provider.approve_login()
        kiosk.sees(SESSION)
        assert stack.portal.site.signed_in == [NAME]
        assert identity_provider.sessions(CAMILLE) == 1
        kiosk.type(ESCAPE)
        is_over(stack, kiosk)
        assert identity_provider.sessions(CAMILLE) == 0
        assert stack.portal.site.visited(FAREWELL)
        assert stack.outcomes == ["started", "signed-in", "ended end-key", "cleared"]


@pytest.mark.parametrize("flow", PhoneFlow)
def test_a_card_that_is_inserted_ends_whatever_began_without_one(
    flow: PhoneFlow, stack: Stack, identity_provider: IdentityProvider, tmp_path: Path
) -> None:
    kiosk_for(flow, stack, identity_provider, tmp_path)
    with stack.kiosk() as kiosk:
        kiosk.type("e")
        kiosk.sees(BEGUN[flow])
        stack.pcsc.readers[0].insert(cps3_card())
        kiosk.sees("Dr Agathe VALBRUNE-ESSAI")
        wait_for(lambda: stack.outcomes == ["started", "abandoned card-inserted"])
