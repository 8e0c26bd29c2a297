"""One card from insertion to the portal's answer, through the one object that the kiosk has."""

from tests.support.card_desk import CardDesk, workers
from tests.support.card_tunnel import Tunnels, log_in
from tests.support.cps3_cards import PIN, cps3_card
from tests.support.pki import DOCTOR


async def test_a_card_read_and_unlocked_opens_its_own_tunnel(
    desk: CardDesk, tunnels: Tunnels
) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        assert (await kiosk_card.read()).certificate.holder == DOCTOR
        await kiosk_card.verify(PIN)
        async with kiosk_card.tls(PIN, tunnels.server()) as tunnel:
            assert await log_in(tunnel) == 302
    assert not card.security.verified
    assert workers() == []
    assert tunnels.left() == []
