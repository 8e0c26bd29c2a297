"""What a page tells beside its forms."""

from dataclasses import replace

import pytest

from kiosk.flow.mail import MailedCode
from kiosk.http import Answer
from kiosk.identity import Identifier
from kiosk.signin.email.told import as_told, holder_on, messages
from kiosk.signin.email.way import EmailWay
from kiosk.signin.forms.page import Page

WAY = EmailWay(
    allowed_hosts=("portail.example",),
    ca_file=None,
    home_url="https://portail.example/",
    logout_url=None,
    timeout=10,
    login_url="https://portail.example/connexion",
)
NUMBER = Identifier("899700366240")


def page(body: str) -> Page:
    sent = f"<!doctype html><meta charset=utf-8><body>{body}".encode()
    return Page.of(Answer(WAY.login_url, 200, {}, "", body=sent))


def told(body: str, **selectors: str) -> MailedCode:
    way = replace(WAY, **selectors)  # type: ignore[arg-type]
    return as_told(page(body), way, MailedCode(100.0), now=400.0)


@pytest.mark.parametrize(
    "body",
    [
        "<p role=alert>Refusé</p>",
        "<div class='alert alert-danger'> <b>Refusé</b> </div>",
        "<ul class='errorlist nonfield'><li>Refusé</li></ul>",
        "<div class='validation-summary-errors'><ul><li>Refusé</li></ul></div>",
        "<span class='field-validation-error'>Refusé</span>",
        "<div class='fr-alert fr-alert--error'><p>Refusé</p></div>",
        "<div role=alert></div><p class=erreur>Refusé</p>",
    ],
)
def test_a_message_is_found_where_portals_put_it(body: str) -> None:
    assert list(messages(page(body), WAY)) == ["Refusé"]


def test_refusals_go_before_what_is_only_said() -> None:
    body = "<p role=status>Bonjour</p><p role=alert>Attention</p><p class=errorlist>Refusé</p>"
    assert list(messages(page(body), WAY)) == ["Refusé", "Attention", "Bonjour"]


def test_of_several_messages_in_one_kind_of_place_none_is_lost() -> None:
    body = "<p role=alert>Attention</p><p role=alert>Refusé</p><p role=alert>Attention</p>"
    assert list(messages(page(body), WAY)) == ["Attention", "Refusé"]


def test_where_the_configuration_points_is_the_only_place() -> None:
    way = replace(WAY, message_selector="#non")
    body = "<p role=alert>Attention</p><p id=non>Refusé</p>"
    assert list(messages(page(body), way)) == ["Refusé"]
    assert list(messages(page("<p role=alert>Attention</p>"), way)) == []


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("Envoyé à c•••@exemple.fr.", "c•••@exemple.fr"),
        ("Envoyé à <b>c***n@exemple.fr</b>", "c***n@exemple.fr"),
        ("(cam…@e…fr)", "cam…@e…fr"),
        ("cxxxxx@exemple.fr", "cxxxxx@exemple.fr"),
        ("Aide : aide@exemple.fr. Envoyé à a***@b.fr", "a***@b.fr"),
        ("Envoyé à camille@exemple.fr", ""),
        ("Écrivez à aide@exemple.fr", ""),
        ("*** @ ***", ""),
        ("a" * 19_000 + "@", ""),
    ],
)
def test_an_address_is_shown_only_as_the_portal_masks_it(body: str, address: str) -> None:
    assert told(body).address == address


def test_an_address_that_the_configuration_points_at_is_shown_as_it_is() -> None:
    body = "<p id=a>camille@exemple.fr</p>a***@b.fr"
    assert told(body, address_selector="#a").address == "camille@exemple.fr"
    assert told(body, address_selector="#b").address == ""
    assert len(told(f"<p id=a>{'a' * 500}</p>", address_selector="#a").address) <= 80


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("Il vous reste 2 essais.", 2),
        ("Il ne vous reste plus qu’un essai", 1),
        ("Vous avez encore deux tentatives", 2),
        ("2 attempts left", 2),
        ("You have one more try.", 1),
        ("You have 3 remaining attempts", 3),
        ("Essais restants : 2", 2),
        ("Aucune tentative restante", 0),
        ("Dernier essai avant blocage", 1),
        ("Votre dernière tentative a échoué", None),
        ("Vous avez droit à un code de 6 chiffres", None),
        ("Il vous reste 10 minutes", None),
        ("Encore une question ?", None),
    ],
)
def test_the_tries_left_are_read_from_a_sentence(body: str, left: int | None) -> None:
    assert told(body).tries_left == left


@pytest.mark.parametrize(
    ("text", "left"), [("2", 2), ("2/3", 2), ("Deux", 2), ("reste 1 essai", 1), ("", None)]
)
def test_where_the_configuration_points_a_bare_number_of_tries_is_enough(
    text: str, left: int | None
) -> None:
    assert told(f"<i id=e>{text}</i> reste 9 essais", tries_selector="#e").tries_left == left


def test_the_end_of_a_code_is_read_where_it_stands() -> None:
    body = "<p>Valable 10 minutes.</p><p id=fin>04:30</p>"
    assert told(body).expires == 100 + 600
    assert told(body, expiry_selector="#fin").expires == 400 + 270
    assert told(body, expiry_selector="#rien").expires is None


def test_what_a_page_does_not_repeat_still_holds_but_for_the_tries() -> None:
    before = MailedCode(100.0, "a***@b.fr", 700.0, tries_left=2, said="Non")
    after = as_told(page("<p>Code</p>"), WAY, before, now=400.0)
    assert after == replace(before, tries_left=None)


def test_a_name_on_the_landing_page_is_made_harmless_and_short() -> None:
    way = replace(WAY, holder_selector="#nom")
    holder = holder_on(page(f"<p id=nom>Dr\n\u202eA&lt;b&gt; {'é' * 100}</p>"), way, NUMBER)
    assert holder.display_name.startswith("Dr A<b> ééé")
    assert len(holder.display_name) <= 40
    assert holder.number == str(NUMBER)
    assert holder_on(page("<p id=nom>Dr A</p>"), WAY, NUMBER).display_name == str(NUMBER)
