"""Text from cards and pages is data: it neither breaks a screen nor acts on it."""

import unicodedata
from dataclasses import replace

import pytest
from rich.cells import cell_len

from devices.kit import PageSeen
from kiosk.flow.phone import CodeAsked, PushAsked
from kiosk.flow.state import AwaitingPhone, CodeEntry, PasswordEntry
from kiosk.identity import Holder
from screens.gallery_states import gallery
from screens.view import View
from tests.screens.test_every_state import SMALL, cut_off, easel, shown

NAMES = {
    "markup": "[bold red]X[/] [@click=app.exit]Y[/]",
    "broken markup": "[/foo] [[ ]] [b",
    "long": "A" * 200,
    "long words": "Anne-Marie de la " * 20,
    "right to left": "משה \u202eabc\u202c العربية",
    "emoji": "👩‍⚕️🏥" * 30,
    "wide": "漢字" * 60,
    "control": "A\x1b[2JB\x07\x00\r\nC\x9b31mD",
    "combining": "e" + "\u0301" * 80,
    "braces": "{portal} {0} %s ${x}",
    "nothing": "",
}

NAMING = (
    *("pin-rejected", "last-try-rejected", "progress-portal", "session"),
    *("progress-without-card", "session-without-card"),
)
"""States that show who it is, or what the page says."""
HELPING = (
    *("trouble-C11-pin-locked", "trouble-P03-portal-broken", "trouble-E02-number-unknown-ecps"),
    *("phone-qr-renewed", "phone-push", "provider", "password-rejected", "code-rejected"),
    *("password-help", "password-page", "trouble-L02-first-sign-in-mail", "progress-password"),
)
"""States that name the portal, whom to call, or where the app is enrolled."""


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
async def test_every_screen_bears_it(name: str) -> None:
    holder = Holder(name, name, name, name)
    page = PageSeen(url=name, title=name, heading=name)
    async with easel(SMALL) as (app, pilot):
        for state_name in NAMING:
            state = gallery(holder, page)[state_name]
            text = await shown(app, pilot, state)
            lines = text.splitlines()
            assert len(lines) <= SMALL[1], state_name
            assert max(map(cell_len, lines)) <= SMALL[0], state_name
            assert [c for c in text if c != "\n" and unicodedata.category(c) == "Cc"] == []
            if name.isascii() and "\x1b" not in name:
                assert cut_off(app, text) == [], state_name


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
async def test_what_a_provider_says_is_data_too(name: str) -> None:
    waiting = gallery()["phone-qr-renewed"]
    assert isinstance(waiting, AwaitingPhone)
    for asked in (CodeAsked(name, name, name, expires=1e12), PushAsked(name, expires=1e12)):
        async with easel(SMALL) as (app, pilot):
            text = await shown(app, pilot, replace(waiting, asked=asked))
            assert len(text.splitlines()) <= SMALL[1]
            assert max(map(cell_len, text.splitlines())) <= SMALL[0]
            assert [c for c in text if c != "\n" and unicodedata.category(c) == "Cc"] == []
            assert "Échap" in text


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
async def test_what_the_portal_says_of_a_password_or_a_code_is_data_too(name: str) -> None:
    refused, code = gallery()["password-rejected"], gallery()["code-rejected"]
    assert isinstance(refused, PasswordEntry)
    assert isinstance(code, CodeEntry)
    mailed = replace(code.mailed, address=name, said=name)
    for state in (replace(refused, said=name), replace(code, mailed=mailed)):
        async with easel(SMALL) as (app, pilot):
            text = await shown(app, pilot, state)
            assert len(text.splitlines()) <= SMALL[1]
            assert max(map(cell_len, text.splitlines())) <= SMALL[0]
            assert [c for c in text if unicodedata.category(c) in {"Cc", "Cf"} and c != "\n"] == []
            assert ("Message de ViaTrajectoire" in text) is bool(name)
            assert "Échap" in text
            if name.isascii() and "\x1b" not in name:
                assert cut_off(app, text) == []


async def test_markup_is_shown_as_it_was_written() -> None:
    state = gallery(Holder("[red]X[/]", "[i]a[/i]", "", "1"))["pin"]
    async with easel(SMALL) as (app, pilot):
        assert "[I]A[/I] [RED]X[/]" in await shown(app, pilot, state)


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
async def test_what_the_practice_wrote_is_data_too(name: str) -> None:
    view = View(
        name,
        name,
        name,
        card_phone=name,
        card_email=name,
        app_phone=name,
        app_email=name,
        app_faq_url=name,
        enrol_url=name,
        procedure_url=name,
    )
    async with easel(SMALL, view) as (app, pilot):
        for state_name in ("welcome", "session", *HELPING):
            lines = (await shown(app, pilot, gallery()[state_name])).splitlines()
            assert max(map(cell_len, lines)) <= SMALL[0], state_name
