"""Whatever a server sends: a page comes of it, or TooLarge, and soon."""

import asyncio
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.flow.mail import MailedCode
from kiosk.http_errors import NotHttps, Refused, ServerBroken, TooLarge
from kiosk.signin.email.answers import CodeAsked, Submitted
from kiosk.signin.email.errors import EmailError
from kiosk.signin.email.reading import Reader
from kiosk.signin.email.told import as_told
from kiosk.signin.forms.errors import FormError, Incomplete
from kiosk.signin.forms.finding import asks_for_new_password, find_code, find_login
from kiosk.signin.forms.form import Form
from kiosk.signin.forms.names import CodeNames, LoginNames
from kiosk.signin.forms.page import Page
from kiosk.signin.forms.submission import submission
from kiosk.signin.forms.tags import MOST_WORK
from tests.signin.forms.reading import URL, page
from tests.signin.forms.ways import way

MARKUP = """
<form action=javascript:x method=post>|<form id=a>|</form>|<input name=a form=a>|<table>|<tr>|<td>|
</table>|<input type=password name=p>|<input maxlength=1 name=c>|<select name=s multiple>|</select>|
<option selected>|<optgroup disabled>|<textarea name=t>|</textarea>|<button name=b>|<label for=a>|
<fieldset disabled>|<legend>|<svg>|<math>|<title>|<foreignObject>|<template>|<p>|</div>|<div>|<b>|
<a href=x>|</a>|<base href=//x>|<meta charset=utf-16>|<!--|-->|<![CDATA[|]]>|<script>|</script>|<|
<plaintext>|<input type=hidden name=_charset_>|<input name='|<frameset>|<noscript>|<iframe>|</|>|"|
<meta http-equiv=refresh content='0;url=javascript:x'>|<input id=a dirname=d|
<input name=r required>|<input maxlength=2 name=u>|<b class=error>|<p role=alert>|
\x00|\u202e|é|\ud83d|
&#xD800;|&amp|=|/>|'| """
LOGIN = (
    "<form method=post action=x><input name=u><input type=password name=p><button>Entrer</button>"
)
CODE = "<form method=post action=x><label>Code <input name=otp></label><button>Valider</button>"
REFUSALS = (EmailError, Refused, ServerBroken)
ENOUGH_SECONDS = 5
WAY = way()
PIECES = st.sampled_from(MARKUP.replace("\n", "").split("|"))
NESTED = ("<div>", "<b>", "<a>x", "<p><b>", "<table>", "<table><tr><td>", "<svg><p>", "<svg><li>",
          "<rt>", "<button>", "<label>", "<select><div>", "<template>", "<div></p>")  # fmt: skip
LONG = ("<input name=a>", "<p>", "<li>", "<a href=x>b</a>", "<form></form>", "</form>", "<!--",
        "<p class=error>x", "<div class='error alert message'>x</div>", "<button>Renvoyer</button>",
        "<form><button>Renvoyer</button></form>", "<form method=post><input name=otp></form>",
        "<a b='", "<a b=c ", "<a =", "<script>", "<![CDATA[", "<option>", "&", "<div></div>",
        "<table><form><tr><td><input name=a></table>")  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join), st.binary(max_size=50))
def test_any_page_is_read_and_any_form_on_it_submitted(html: str, tail: bytes) -> None:
    for before in ("", LOGIN, CODE):
        body = (before + html).encode("utf-8", "surrogatepass") + tail
        seen_through(page(body, content_type="text/html"))


@given(st.binary(max_size=300), st.text(max_size=40), st.text(max_size=40))
def test_any_bytes_are_a_page(body: bytes, content_type: str, selector: str) -> None:
    shown = page(body, content_type=content_type, refresh=content_type, referrer_policy=selector)
    seen_through(shown)
    shown.text_at(selector)


def seen_through(shown: Page) -> None:
    """All that is ever done with a page."""
    for form in shown.forms[:100]:
        try:
            submission(form, {}, None)
        except NotHttps:
            assert not form.action.startswith("https:") or form.default_button
        except Incomplete:
            assert any(control.required for control in form.controls)
    find_login(shown, LoginNames())
    find_login(shown, LoginNames(), posted=False)
    find_code(shown, CodeNames(), LoginNames())
    asks_for_new_password(shown)
    reader = Reader(WAY)
    with suppress(*REFUSALS):
        login = reader.first_form(shown)
        with suppress(FormError):
            submission(login.form, login.filled("8997", "mot"), login.button)
        reader.remember(shown)
    for to_code in (False, True):
        with suppress(*REFUSALS):
            answer_to(shown, reader, to_code=to_code)
    as_told(shown, WAY, MailedCode(0.0), now=1.0)


def answer_to(shown: Page, reader: Reader, *, to_code: bool) -> None:
    """What it means after a form; a code is typed in if it asks for one."""
    form = Form(action=URL, method="post")
    submitted = Submitted(form=form, page_url=URL, entrance=URL, to_code=to_code)
    match reader.answer(shown, submitted):
        case CodeAsked(form=code):
            with suppress(FormError):
                submission(code.form, code.filled("123456"), code.button)
        case _:
            pass


@pytest.mark.parametrize("element", NESTED)
def test_elements_without_end_are_refused_before_they_are_parsed(element: str) -> None:
    with pytest.raises(TooLarge):
        page(element * 100_000)


@pytest.mark.parametrize("element", NESTED)
def test_elements_some_hundreds_deep_are_read(element: str) -> None:
    shown = page(element * 700 + "<p id=x>Fin")
    assert shown.text.endswith("Fin") or element in {"<svg><li>", "<select><div>", "<template>"}


@pytest.mark.parametrize("before", ["", LOGIN, CODE])
@pytest.mark.parametrize("element", LONG)
def test_a_long_page_is_read_and_understood_soon(element: str, before: str) -> None:
    try:
        shown = page(before + element * (300_000 // len(element)))
    except TooLarge:
        assert element.startswith("<table>")
        return
    start = time.thread_time()
    seen_through(shown)
    assert time.thread_time() - start < ENOUGH_SECONDS


def test_elements_that_the_parser_repeats_are_counted_first() -> None:
    with pytest.raises(TooLarge):
        page("".join(f"<b x{n}>" for n in range(3000)) + "<p>" * (MOST_WORK // 3000))


async def test_the_kiosk_goes_on_while_a_long_page_is_read() -> None:
    html = "<p>x<input name=a>" * 20_000
    reading = asyncio.create_task(asyncio.to_thread(lambda: seen_through(page(LOGIN + html))))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 10
