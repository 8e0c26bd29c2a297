"""What [methods.email] names, held against the page that the portal shows."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.check import State
from kiosk.check.email import email
from kiosk.config import BrowserTable
from kiosk.i18n import Language, Translator
from tests.support.configs import mailed
from tests.support.https_site import Authority, Page, serve

ENGLISH = Translator(Language.EN)
PAGES = {
    "/": Page(
        "<h1>Connexion</h1><form name=connexion method=post>"
        "<input name='ctl00$Main$UserName'><input type=password name=motdepasse>"
        "<input id=sans-nom><input type=submit name=valider></form>"
    ),
    "/oubli": Page("Mot de passe oublié"),
}

Wrong = Callable[..., list[str]]


@pytest.fixture
def wrong(tmp_path: Path) -> Iterator[Wrong]:
    """What is not well with a table of these keys; `{site}` stands for the portal."""
    authority = Authority(tmp_path)
    with serve(PAGES, authority.server_context("localhost")) as site:

        def look(**keys: object) -> list[str]:
            keys = {
                key: value.format(site=site.url("")) if isinstance(value, str) else value
                for key, value in keys.items()
            }
            config = mailed(site.url("/"), **keys)
            portal = replace(config.portal, ca_file=authority.file)
            browser = BrowserTable(command="no-such-browser")
            return [
                f"{fact.state}: {fact.said(ENGLISH)} / {fact.advice(ENGLISH)}"
                for fact in email(replace(config, portal=portal, browser=browser))
                if fact.state is not State.OK
            ]

        yield look


@pytest.mark.parametrize(
    ("key", "name", "near"),
    [
        ("login_form", "connection", "connexion"),
        ("identifier_field", "UserName", "ctl00$Main$UserName"),
        ("identifier_field", "username", "ctl00$Main$UserName"),
        ("identifier_field", "UserNme", "ctl00$Main$UserName"),
        ("password_field", "motdepase", "motdepasse"),
        ("login_button", "Valider", "valider"),
    ],
)
def test_a_name_that_the_page_does_not_have_is_said_with_what_was_meant(
    wrong: Wrong, key: str, name: str, near: str
) -> None:
    said = f"failed: the page has nothing called {name}, as {key} says"
    assert wrong(**{key: name}) == [
        f"{said} / did you mean {near}? See to {key} in [methods.email]"
    ]


def test_a_name_that_is_like_no_other_is_said(wrong: Wrong) -> None:
    assert wrong(password_field="zzz") == [
        "failed: the page has nothing called zzz, as password_field says / "
        "see to password_field in [methods.email]"
    ]


@pytest.mark.parametrize("name", ["sans-nom", "valider"])
def test_what_is_no_field_that_a_browser_sends_is_said(wrong: Wrong, name: str) -> None:
    assert wrong(identifier_field=name) == [
        f"failed: {name}, as identifier_field says, is no field, or has only an id: it is never "
        "sent / see to identifier_field in [methods.email]"
    ]


def test_a_selector_that_the_parser_does_not_know_is_said(wrong: Wrong) -> None:
    assert wrong(message_selector="p:nosuch", tries_selector=".essais:not(.a)") == [
        "failed: message_selector is no CSS selector: p:nosuch / "
        "see to message_selector in [methods.email]"
    ]


def test_names_of_the_page_that_is_not_seen_are_left_alone(wrong: Wrong) -> None:
    assert wrong(code_form="zzz", code_field="zz", resend_control="z") == []


def test_the_page_for_a_forgotten_password_is_looked_at_as_its_visitors_would(
    wrong: Wrong,
) -> None:
    here = {"forgotten_password_url": "{site}/oubli", "forgotten_password_here": True}
    assert wrong(**here) == []
    (said,) = wrong(**here | {"forgotten_password_here": False})
    assert said.startswith("warning: localhost does not prove who it is: ")


def test_a_page_for_a_forgotten_password_that_does_not_exist_is_said(wrong: Wrong) -> None:
    (said,) = wrong(forgotten_password_url="{site}/rien", forgotten_password_here=True)
    assert said.startswith("warning: https://localhost:")
    assert said.endswith(
        "/rien answers with error 404 / see to forgotten_password_url in [methods.email]"
    )
