"""Addresses become absolute as the URL standard says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.signin.forms.addresses import NOWHERE, is_on_the_web, resolve, with_query

BASE = "https://portail.example/a/b?q#f"


@pytest.mark.parametrize(
    ("reference", "absolute"),
    [
        ("", "https://portail.example/a/b?q"),
        ("c", "https://portail.example/a/c"),
        ("./../c", "https://portail.example/c"),
        ("../../../c", "https://portail.example/c"),
        ("/c/./d/%2e%2E/e/..", "https://portail.example/c/"),
        ("?x", "https://portail.example/a/b?x"),
        ("?", "https://portail.example/a/b?"),
        ("#x", "https://portail.example/a/b?q#x"),
        ("//autre.example", "https://autre.example/"),
        ("///autre.example/c", "https://autre.example/c"),
        ("\\\\autre.example\\c", "https://autre.example/c"),
        ("\\c?\\d", "https://portail.example/c?\\d"),
        ("https://autre.example:8443/../c?d", "https://autre.example:8443/c?d"),
        ("https://autre.example:443/c", "https://autre.example/c"),
        ("HTTPS://Autre.Example/C", "https://autre.example/C"),
        ("https:c", "https://portail.example/a/c"),
        ("https:/c", "https://portail.example/c"),
        ("https:autre.example", "https://portail.example/a/autre.example"),
        ("http:autre.example/c", "http://autre.example/c"),
        ("\x00 \n/c\t/d\r\n ", "https://portail.example/c/d"),
        ("é à<\"`{}>%zz%é?é '<>\"`{}#é", "https://portail.example/a/%C3%A9%20%C3%A0%3C%22%60%7B%7D"
         "%3E%zz%%C3%A9?%C3%A9%20%27%3C%3E%22`{}#%C3%A9"),
        ("javascript:go()", "javascript:go()"),
        ("\tJava\nScript:go()", "javascript:go()"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("data:text/html,x", "data:text/html,x"),
        ("https://[::1/", NOWHERE),
        ("https://a:b/", NOWHERE),
        ("https://a:99999/", NOWHERE),
        ("https://", NOWHERE),
    ],
)  # fmt: skip
def test_an_address_becomes_absolute(reference: str, absolute: str) -> None:
    assert resolve(BASE, reference) == absolute


def test_a_query_is_written_in_the_encoding_of_the_page() -> None:
    assert resolve(BASE, "é?é", "windows-1252") == "https://portail.example/a/%C3%A9?%E9"
    assert resolve(BASE, "?é", "utf-16le") == "https://portail.example/a/b?%C3%A9"


@given(st.text() | st.from_regex(r"[a-z]*:?[/\\.#?%:@\[\]0-9é]*"))
def test_whatever_is_written_there_leads_somewhere_or_nowhere(reference: str) -> None:
    absolute = resolve(BASE, reference)
    if is_on_the_web(absolute):
        assert resolve(BASE, absolute) == absolute


def test_the_query_of_an_action_is_replaced() -> None:
    assert with_query("https://a.example/b?c#d", "e=f") == "https://a.example/b?e=f"
    assert with_query("https://a.example/b#d?x", "") == "https://a.example/b?"
