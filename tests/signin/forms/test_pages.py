"""What a person without scripts finds on a page."""

import time

import pytest

from kiosk.signin.forms.form import Link
from kiosk.signin.forms.page import LONGEST_MESSAGE, LONGEST_TEXT, MOST_MESSAGES
from tests.signin.forms.reading import page

ENOUGH_SECONDS = 1


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<title>Titre</title><p>Un\n  <b>deu</b>x<p>Trois<br>Quatre", "Un deux Trois Quatre"),
        ("<ul><li>a<li>b</ul><table><td>c<td>d</table>", "a b c d"),
        ("a<script>b</script><style>c</style><template>d</template><!-- e -->f", "af"),
        ("a<noscript>Activez JavaScript</noscript>", "a"),
        ("a<p hidden>b<p style='DISPLAY : none; x'>c<dialog>d</dialog><dialog open>e", "a e"),
        ("<textarea>a</textarea><select><option>b</select><button>c</button>", "c"),
        ("<svg><title>a</title><text>b</text></svg>c", "c"),
        ("é&nbsp;&amp;\x00\u202e", "é &\u202e"),
        ("", ""),
    ],
)
def test_the_text_is_what_can_be_seen(html: str, text: str) -> None:
    assert page(html).text == text


def test_the_text_of_a_page_is_bounded() -> None:
    assert len(page("<p>" + " " * 50_000 + "a b " * 50_000).text) in range(
        LONGEST_TEXT // 2, LONGEST_TEXT + 1
    )


@pytest.mark.parametrize(
    ("selector", "text"),
    [
        (".alert", "Mot de passe faux. Encore 2 essais"),
        ("#messages li:last-child", "Encore 2 essais"),
        ("p.alert, .alert", "Mot de passe faux. Encore 2 essais"),
        ("[data-x='1']", "a b"),
        (".missing", ""),
        (".hidden", ""),
        ("", ""),
        ("[", ""),
        (":has(", ""),
        ("::before", ""),
        ("\ud800", ""),
        ("\x00", ""),
        ("a" * 100_000, ""),
        (":not(" * 50_000, ""),
    ],
)
def test_text_is_found_by_a_selector(selector: str, text: str) -> None:
    html = (
        "<div hidden><p class=hidden>x</div><p class=alert> <div class=alert id=messages><ul><li>"
        "Mot de passe <b>faux</b>.<script>x</script><li>Encore\n2 essais</ul></div>"
        "<p data-x=1>a\u202e\x07\tb"
    )
    assert page(html).text_at(selector) == text


def test_text_that_is_shown_is_short() -> None:
    assert len(page("<p>" + "a" * 5000).text_at("p")) == LONGEST_MESSAGE


@pytest.mark.parametrize(
    ("selectors", "texts"),
    [
        ([".error", ".alert"], ("a b", "b", "c", "d")),
        ([".alert"], ("a b", "c")),
        (["p.error, .error"], ("b", "d", "c")),
        ([".missing", "li"], ()),
        (["[", ".alert", ".error"], ("a b", "c", "b", "d")),
        (["x" * 2000, ".error"], ("b", "d", "c")),
        ([], ()),
    ],
)
def test_all_that_several_selectors_point_at_is_found_in_the_order_of_the_page(
    selectors: list[str], texts: tuple[str, ...]
) -> None:
    html = (
        "<div class=alert>a <p class=error>b</p></div><p class=error hidden>x</p><p class=alert>c"
        "<p class=error>d<p class='error alert'>c<p class=error>b"
    )
    assert page(html).texts_at(selectors) == texts


def test_only_so_many_texts_are_found() -> None:
    html = "".join(f"<p>{number}" for number in range(1000))
    assert page(html).texts_at(["p"]) == tuple(str(number) for number in range(MOST_MESSAGES))


@pytest.mark.parametrize(
    ("element", "number"), [("<br>", 10_000), ("<b>x</b>", 10_000), ("<div>", 1000)]
)
def test_messages_within_each_other_take_no_longer_to_read(element: str, number: int) -> None:
    selectors = [f".m{number}" for number in range(20)]
    classes = " ".join(selectors).replace(".", "")
    shown = page(f"<div class='{classes}'>" * 50 + element * number + "Fin")
    start = time.thread_time()
    shown.texts_at(selectors)
    assert time.thread_time() - start < ENOUGH_SECONDS


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<label for=x>Le <b>code</b></label>{}", "Le code"),
        ("<label>Le code {}</label>", "Le code"),
        ("<label for=y>Autre {}</label>", "indice"),
        ("<label for=x>Un</label><label for=x>Deux</label>{}", "Un Deux"),
        ("{}", "indice"),
    ],
)
def test_a_control_is_called_as_its_labels_say(html: str, label: str) -> None:
    shown = page("<form>" + html.format("<input id=x name=n placeholder=indice>") + "</form>")
    assert shown.forms[0].controls[0].label == label


@pytest.mark.parametrize(
    ("html", "label"),
    [
        ("<button>Se <b>connecter</b></button>", "Se connecter"),
        ("<button aria-label=Fermer><svg></svg></button>", "Fermer"),
        ("<input type=submit value=Envoyer>", "Envoyer"),
        ("<input type=image alt=Envoyer>", "Envoyer"),
    ],
)
def test_a_button_is_called_as_it_says(html: str, label: str) -> None:
    assert page(f"<form>{html}</form>").forms[0].controls[0].label == label


def test_forms_and_what_is_in_them_are_found_by_name_and_by_id() -> None:
    shown = page(
        "<form id=a><input name=x></form><form name=a><input id=x name=y></form>"
        "<a id=z href=/z>z</a>"
    )
    named, by_id = shown.forms[1], shown.forms[0]
    assert shown.form("a") is named
    assert shown.form("") is shown.form("b") is None
    assert shown.element("x") is by_id.controls[0]
    assert shown.element("y") is named.controls[0]
    assert shown.form_of(named.controls[0]) is named
    assert shown.element("z") == Link("https://portail.example/z", "z", id="z")
    assert shown.element("") is shown.element("w") is None


def test_links_are_those_to_other_pages() -> None:
    html = (
        "<base href=/dossier/><a href=x>un</a><a href='javascript:x'>deux</a><a href=#y>trois</a>"
        "<a href=mailto:x@y.example>quatre</a><a>cinq</a><a href=https://[>six</a>"
        "<a href=//autre.example rel='x NoReferrer' referrerpolicy=Origin title=sept></a>"
        "<p hidden><a href=x>huit</a>"
    )
    assert page(html).links == (
        Link("https://portail.example/dossier/x", "un"),
        Link("https://autre.example/", "sept", no_referrer=True, policy="origin"),
    )


@pytest.mark.parametrize("base", ["javascript:x", "https://[", "data:,", "mailto:x"])
def test_a_base_that_is_no_address_on_the_web_is_none(base: str) -> None:
    (form,) = page(f"<base href='{base}'><form action=x>").forms
    assert form.action == "https://portail.example/compte/x"


def test_no_page_shows_what_it_holds() -> None:
    html = (
        "<form action='?s3cret'><input type=password name=p value=s3cret><input type=hidden name=h "
        "value=s3cret><button formaction='?s3cret'></button></form><a href='?s3cret'>s3cret</a>"
        "<meta http-equiv=refresh content='0;url=s3cret'>s3cret"
    )
    shown = page(html, url="https://portail.example/?s3cret")
    assert "s3cret" not in repr(shown)
    assert "s3cret" not in repr([*shown.forms, shown.refresh])
