"""One card from insertion to the portal's answer, through the one object that the kiosk has."""

import asyncio
from pathlib import Path

import pytest

from tests.support.card_desk import MODULE, CardDesk, workers
from tests.support.card_tunnel import Tunnels, log_in
from tests.support.cps3_cards import PIN, cps3_card
from tests.support.pki import DOCTOR


async def test_a_card_read_and_unlocked_opens_its_own_tunnel(
    desk: CardDesk, tunnels: Tunnels
) -> None:
    desk.insert(card := cps3_card())
    async with desk.card() as kiosk_card:
        assert (await kiosk_card.read()).certificate.holder == DOCTOR
        await kiosk_card.verify(PIN, last_try_allowed=True)
        async with kiosk_card.tls(PIN, tunnels.server()) as tunnel:
            assert await log_in(tunnel) == 302
    assert not card.security.verified
    assert workers() == []
    assert tunnels.left() == []


async def test_nothing_of_the_card_is_kept_in_the_modules_files(
    desk: CardDesk, tunnels: Tunnels, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "opensc.conf"
    settings.write_text("app default { framework pkcs15 { use_file_caching = yes; } }")
    monkeypatch.setenv("OPENSC_CONF", str(settings))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    kept = tmp_path / ".cache" / "opensc"
    desk.insert(cps3_card())
    async with desk.card() as kiosk_card:
        await kiosk_card.read()
        await kiosk_card.verify(PIN, last_try_allowed=True)
        async with kiosk_card.tls(PIN, tunnels.server()) as tunnel:
            assert await log_in(tunnel) == 302
    assert not kept.exists()

    # The danger is real: another program at the same card does keep it.
    other = await asyncio.create_subprocess_exec("pkcs11-tool", "--module", MODULE, "-O")
    assert await other.wait() == 0
    assert any(kept.iterdir())
