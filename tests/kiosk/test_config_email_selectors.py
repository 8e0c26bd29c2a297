"""A selector that is plainly none is told at once, and one that may be one is let through."""

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from tests.support.configs import email_of, said_of_email

GOOD = (
    "#message",
    ".validation-summary-errors li",
    "div > p.erreur + span ~ b",
    "[role=alert]:not([hidden])",
    "input[name='ctl00$Main$UserName']",
    "[id$=erreur]",
    "p, .a, #b",
    r"#a\.b",
    ":is(p, :not(.a > b))",
    "[title='>,[']",
    "p:nth-child(2n + 1)",
    "*",
)
BAD = (
    ("", "it is empty"),
    ("   ", "a part is empty"),
    ("p,", "a part is empty"),
    (", p", "a part is empty"),
    ("p[", "[ is not closed"),
    ("p]", "] closes nothing"),
    (":not([a)]", ") closes nothing"),
    ("p >", ">, + and ~ stand between two elements"),
    ("<div>", "< has no place there"),
    ("p..a", ".. has no place there"),
    ("p { color: red }", "{ has no place there"),
    ("#ctl00$Main$Message", "$ has no place there"),
)
UNFINISHED = ((":not(.a", "( is not closed"), ("[a='b]", "a quote is not closed"))
"""The end of a selector closes what is open (CSS Syntax §5.4.8), but not where it was meant to."""


@pytest.mark.parametrize("selector", GOOD)
def test_a_selector_is_let_through(tmp_path: Path, selector: str) -> None:
    LexborHTMLParser("<p>").css(selector)
    found = email_of(tmp_path, f"message_selector = '''{selector}'''\n")
    assert found.message_selector == selector


@pytest.mark.parametrize("selector", [selector for selector, _ in BAD])
def test_what_is_refused_could_not_be_used(selector: str) -> None:
    with pytest.raises(SelectolaxError):
        LexborHTMLParser("<p>").css(selector)


@pytest.mark.parametrize(("selector", "reason"), BAD + UNFINISHED)
def test_what_is_plainly_none_is_refused(tmp_path: Path, selector: str, reason: str) -> None:
    assert said_of_email(tmp_path, f'tries_selector = "{selector}"\n') == [
        f"tries_selector: is no CSS selector: {reason}"
    ]


def test_every_selector_is_looked_at(tmp_path: Path) -> None:
    keys = ("message", "address", "expiry", "tries", "holder")
    more = "".join(f'{key}_selector = ")"\n' for key in keys)
    assert len(said_of_email(tmp_path, more)) == len(keys)
