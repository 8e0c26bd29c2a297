"""The form for the mailed code is found on pages as portals write them."""

import pytest

from kiosk.signin.forms.filling import Values
from kiosk.signin.forms.finding import CodeForm, find_code
from kiosk.signin.forms.form import Control, Link
from kiosk.signin.forms.names import CodeNames, LoginNames
from tests.signin.forms.reading import page
from tests.signin.forms.test_finding_login import LOGIN, NEWSLETTER, REGISTRATION, SEARCH, WEBFORMS

OK = "<button>Valider</button>"
CSRF = '<input type="hidden" name="token" value="x">'


def form(inside: str, attributes: str = 'method="post" action="/code"') -> str:
    return f"<form {attributes}>{CSRF}{inside}{OK}</form>"


def boxes(number: int, name: str = "c{}") -> str:
    return "".join(f'<input maxlength="1" name="{name.format(n)}">' for n in range(number))


def found_on(html: str, **named: str | None) -> CodeForm | None:
    return find_code(page(html), CodeNames(**named), LoginNames())


def names(code: CodeForm | None) -> list[str] | None:
    return None if code is None else [field.name for field in code.fields]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (SEARCH + form('<input name="otp" maxlength="6">') + NEWSLETTER, ["otp"]),
        (form('<input name="x" autocomplete="one-time-code">'), ["x"]),
        (form('<label>Saisissez le code reçu <input name="x" maxlength="6"></label>'), ["x"]),
        (form('<input type="password" name="jeton" inputmode="numeric">'), ["jeton"]),
        (form('<input type="password" name="ctl00$Main$txtCodeSMS">'), ["ctl00$Main$txtCodeSMS"]),
        (form('<input type="tel" name="x" maxlength="6">'), ["x"]),
        (form('<input name="verificationCode"><input name="code_postal">'), ["verificationCode"]),
        (form(boxes(6)), ["c0", "c1", "c2", "c3", "c4", "c5"]),
        (form(boxes(6, "chiffre[]")), ["chiffre[]"] * 6),
        (form(boxes(6, "") + '<input type="hidden" name="code">'), ["code"]),
        (form(boxes(6, "") + '<input type="hidden" name="code" value="csrf">'), None),
        (form(boxes(3)), None),
        (form('<input name="code_postal" maxlength="5" inputmode="numeric">'), None),
        (form('<label>Code promo <input name="x" maxlength="6"></label>'), None),
        (form('<input name="otp" hidden>'), None),
        (form('<input name="otp">', 'action="javascript:go()"'), None),
        (form('<input name="prenom">'), None),
        (form(""), None),
        (form('<input name="code" maxlength="6">', ""), None),
        (form('<input name="otp" autocomplete="one-time-code">', 'method="get"'), None),
        (form('<label>Code de suivi <input name="code"></label>'), None),
        (form('<label>Code du dossier <input name="code_dossier"></label>'), None),
        (form('<label>Code d’activation <input name="code" maxlength="8"></label>'), None),
        (form('<label>Saisissez le code affiché <input name="c" maxlength="6"></label>'), None),
        (form('<label>Code d’accès au dossier <input name="code"></label>'), None),
        (form('<input name="otp">').replace("Valider", "Renvoyer le code"), None),
        (form('<input name="otp">').replace("Valider", "Annuler"), None),
        (form('<input name="otp">').replace("<button", '<button name="back"'), ["otp"]),
        (form('<input name="otp">').replace("<button", '<button formmethod="get"'), None),
        (form('<input name="otp">', "").replace("<button", '<button formmethod="post"'), ["otp"]),
        (SEARCH, None),
        (NEWSLETTER, None),
        (REGISTRATION, None),
        (LOGIN, None),
        (LOGIN.replace("<button", '<input name="captcha_code" maxlength="6"><button'), None),
        (WEBFORMS, None),
        ("", None),
    ],
)
def test_the_field_is_guessed(html: str, found: list[str] | None) -> None:
    assert names(found_on(html)) == found


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ({"code": "prenom"}, ["prenom"]),
        ({"form": "autre"}, ["prenom"]),
        ({"code": "c3"}, ["c3"]),
        ({"code": "chiffre"}, ["chiffre"] * 6),
        ({"code": "none of them"}, None),
        ({"code": "nameless"}, None),
        ({"code": "q"}, None),
        ({"code": "decoy"}, ["decoy"]),
        ({"form": "none of them"}, None),
    ],
)
def test_what_the_configuration_names_is_taken(
    named: dict[str, str], found: list[str] | None
) -> None:
    other = form('<input name="prenom">', 'method="post" id="autre"')
    html = form(boxes(6)) + form(boxes(6, "chiffre")) + other
    html += form('<input id="nameless">') + form('<input name="q">', 'method="get"')
    html += form('<input name="decoy" hidden><input name="decoy" maxlength="6">')
    assert names(found_on(html, **named)) == found


@pytest.mark.parametrize(
    ("inside", "values"),
    [
        ('<input name="otp">', {1: "123456"}),
        (boxes(6), {n: str(n) for n in range(1, 7)}),
        (boxes(6, "c"), {n: str(n) for n in range(1, 7)}),
        (boxes(8, "c"), {n: str(n) for n in range(1, 7)}),
        (boxes(4, "c"), {1: "1", 2: "2", 3: "3", 4: "456"}),
    ],
)
def test_a_code_is_put_into_the_field_or_the_boxes(inside: str, values: Values) -> None:
    code = found_on(form(inside))
    assert code is not None
    assert code.filled("123456") == values


def test_the_button_is_the_one_that_leads_on() -> None:
    html = (
        '<form method="post"><button name="b" value="back">Retour</button><input name="otp">'
        '<button name="b" value="resend">Renvoyer le code</button>'
        '<button name="b" value="go">Vérifier</button></form>'
    )
    code = found_on(html)
    assert code is not None
    assert code.button is not None
    assert code.button.value == "go"
    assert isinstance(code.resend, Control)
    assert code.resend.value == "resend"


@pytest.mark.parametrize(
    ("beside", "named", "found"),
    [
        ("", None, None),
        ('<form method="post" action="/r"><button name="r">Renvoyer</button></form>', None, "r"),
        ('<form action="/r"><input type="submit" name="r" value="Resend code"></form>', None, "r"),
        ('<a href="/r">Recevoir un nouveau code</a>', None, "/r"),
        ('<a href="/r">Je n’ai pas reçu de code</a>', None, "/r"),
        ('<a href="javascript:r()">Renvoyer</a><a href="/r">Didn’t receive it?</a>', None, "/r"),
        ('<a href="#r">Renvoyer</a>', None, None),
        ('<button type="button">Renvoyer</button>', None, None),
        ('<form action="javascript:r()"><button name="r">Renvoyer</button></form>', None, None),
        ('<a href="/x" id="encore">ici</a><a href="/r">Renvoyer</a>', "encore", "/x"),
        ('<form><button name="encore">ici</button></form>', "encore", "encore"),
        ('<a href="/r">Renvoyer</a>', "encore", None),
        ('<form><input name="x" required><button name="r">Renvoyer</button></form>', None, None),
    ],
)
def test_what_asks_for_another_code_is_found(
    beside: str, named: str | None, found: str | None
) -> None:
    code = found_on(form('<input name="otp">') + beside, resend=named)
    assert code is not None
    match code.resend:
        case Control():
            assert code.resend.name == found
        case Link():
            assert code.resend.url == f"https://portail.example{found}"
        case None:
            assert found is None
