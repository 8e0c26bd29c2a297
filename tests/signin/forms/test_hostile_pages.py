"""Whatever a server sends: a page comes of it, or TooLarge, and soon."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.http_errors import NotHttps, TooLarge
from kiosk.signin.forms.finding import asks_for_new_password, find_code, find_login
from kiosk.signin.forms.names import CodeNames, LoginNames
from kiosk.signin.forms.page import Page
from kiosk.signin.forms.submission import submission
from kiosk.signin.forms.tags import MOST_WORK
from tests.signin.forms.reading import page

MARKUP = """
<form action=javascript:x method=post>|<form id=a>|</form>|<input name=a form=a>|<table>|<tr>|<td>|
</table>|<input type=password name=p>|<input maxlength=1 name=c>|<select name=s multiple>|</select>|
<option selected>|<optgroup disabled>|<textarea name=t>|</textarea>|<button name=b>|<label for=a>|
<fieldset disabled>|<legend>|<svg>|<math>|<title>|<foreignObject>|<template>|<p>|</div>|<div>|<b>|
<a href=x>|</a>|<base href=//x>|<meta charset=utf-16>|<!--|-->|<![CDATA[|]]>|<script>|</script>|<|
<plaintext>|<input type=hidden name=_charset_>|<input name='|<frameset>|<noscript>|<iframe>|</|>|"|
<meta http-equiv=refresh content='0;url=javascript:x'>|<input id=a dirname=d|\x00|\u202e|é|\ud83d|
&#xD800;|&amp|=|/>|'| """
PIECES = st.sampled_from(MARKUP.replace("\n", "").split("|"))
NESTED = ("<div>", "<b>", "<a>x", "<p><b>", "<table>", "<table><tr><td>", "<svg><p>", "<svg><li>",
          "<rt>", "<button>", "<label>", "<select><div>", "<template>", "<div></p>")  # fmt: skip
LONG = ("<input name=a>", "<p>", "<li>", "<a href=x>b</a>", "<form></form>", "</form>", "<!--",
        "<a b='", "<a b=c ", "<a =", "<script>", "<![CDATA[", "<option>", "&", "<div></div>",
        "<table><form><tr><td><input name=a></table>")  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.binary(max_size=50))
def test_any_page_is_read_and_any_form_on_it_submitted(html: str, tail: bytes) -> None:
    shown = page(html.encode("utf-8", "surrogatepass") + tail, content_type="text/html")
    seen_through(shown)


@given(st.binary(max_size=300), st.text(max_size=40), st.text(max_size=40))
def test_any_bytes_are_a_page(body: bytes, content_type: str, selector: str) -> None:
    shown = page(body, content_type=content_type, refresh=content_type, referrer_policy=selector)
    seen_through(shown)
    shown.text_at(selector)


def seen_through(shown: Page) -> None:
    """All that is ever done with a page."""
    for form in shown.forms:
        try:
            submission(form, {}, None)
        except NotHttps:
            assert not form.action.startswith("https:") or form.default_button
    find_login(shown, LoginNames())
    find_code(shown, CodeNames(), LoginNames())
    asks_for_new_password(shown)


@pytest.mark.parametrize("element", NESTED)
def test_elements_without_end_are_refused_before_they_are_parsed(element: str) -> None:
    with pytest.raises(TooLarge):
        page(element * 100_000)


@pytest.mark.parametrize("element", NESTED)
def test_elements_some_hundreds_deep_are_read(element: str) -> None:
    shown = page(element * 700 + "<p id=x>Fin")
    assert shown.text.endswith("Fin") or element in {"<svg><li>", "<select><div>", "<template>"}


@pytest.mark.parametrize("element", LONG)
def test_a_long_page_is_read(element: str) -> None:
    try:
        seen_through(page(element * (300_000 // len(element))))
    except TooLarge:
        assert element.startswith("<table>")


def test_elements_that_the_parser_repeats_are_counted_first() -> None:
    with pytest.raises(TooLarge):
        page("".join(f"<b x{n}>" for n in range(3000)) + "<p>" * (MOST_WORK // 3000))


async def test_the_kiosk_goes_on_while_a_long_page_is_read() -> None:
    html = "<p>x<input name=a>" * 20_000
    reading = asyncio.create_task(asyncio.to_thread(page, html))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 10
