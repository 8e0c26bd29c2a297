"""The form for identifier and password is found on pages as portals write them."""

import pytest

from kiosk.signin.forms.finding import LoginForm, asks_for_new_password, find_login
from kiosk.signin.forms.names import LoginNames
from tests.signin.forms.reading import page

SEARCH = '<form action="/chercher"><input name="q" type="search"><button>OK</button></form>'
NEWSLETTER = (
    '<form method="post" action="/lettre"><input type="email" name="newsletter_email">'
    "<button>S’abonner</button></form>"
)
REGISTRATION = (
    '<form method="post" action="/compte"><input name="email"><input type="password" name="p1">'
    '<input type="password" name="p2"><button>Créer un compte</button></form>'
)
LOGIN = (
    '<form method="post" action="/entrer"><input type="hidden" name="csrf" value="x">'
    '<label for="u">Identifiant</label><input id="u" name="u"><label>Mot de passe <input '
    'type="password" name="p"></label><button name="go" value="1">Connexion</button></form>'
)
WEBFORMS = (
    '<form method="post" action="./Login.aspx" id="form1"><input type="hidden" name="__VIEWSTATE" '
    'value="a"><input name="ctl00$txtSearch"><input type="submit" name="ctl00$btnSearch" '
    'value="Rechercher"><input name="ctl00$Main$txtLogin"><input type="password" '
    'name="ctl00$Main$txtPwd"><a href="javascript:__doPostBack(1)">Oublié ?</a>'
    '<input type="submit" name="ctl00$Main$btnCancel" value="Annuler">'
    '<input type="submit" name="ctl00$Main$btnOk" value="Valider">'
    '<input name="ctl00$txtNews"><input type="submit" name="ctl00$btnNews" value="OK"></form>'
)
JOINING = (
    '<form method="post" action="/rejoindre"><input name="email"><input type="password" name="p">'
    '<button name="go">Créer mon compte</button></form>'
)
FOUND = ("u", "p", "go")
TWO_BY_TOKENS = (
    '<form method="post"><input name="a" type="tel"><input name="b" autocomplete="section-x '
    'username"><input type="password" name="n" autocomplete="off"><input type="password" name="c" '
    'autocomplete="current-password"></form>'
)


def names(login: LoginForm | None) -> tuple[str, ...] | None:
    if login is None:
        return None
    button = "" if login.button is None else login.button.name or login.button.label
    return login.identifier.name, login.password.name, button


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (LOGIN, FOUND),
        (SEARCH + NEWSLETTER + LOGIN + REGISTRATION, FOUND),
        (REGISTRATION + LOGIN, FOUND),
        (JOINING + LOGIN, FOUND),
        (JOINING, None),
        (JOINING.replace("Créer mon compte", "Valider") + LOGIN, FOUND),
        (JOINING.replace("/rejoindre", "/register").replace("Créer", "Valider") + LOGIN, FOUND),
        (JOINING.replace("Créer mon compte", "Register"), None),
        (
            JOINING.replace("<button", "<button>Connexion</button><button"),
            ("email", "p", "Connexion"),
        ),
        (LOGIN.replace('name="go"', 'name="create"'), ("u", "p", "create")),
        (LOGIN.replace('method="post"', ""), None),
        (LOGIN.replace('method="post"', 'method="get"'), None),
        (LOGIN.replace("<button", '<button formmethod="get"'), None),
        (LOGIN.replace('method="post"', "").replace("<button", '<button formmethod="post"'), FOUND),
        (WEBFORMS, ("ctl00$Main$txtLogin", "ctl00$Main$txtPwd", "ctl00$Main$btnOk")),
        (TWO_BY_TOKENS, ("b", "c", "")),
        (LOGIN.replace("<button", "<button name=r>Retour</button><button"), FOUND),
        (LOGIN.replace("Connexion", "→"), FOUND),
        (LOGIN.replace("name=u", "name=u disabled"), FOUND),
        (LOGIN.replace('<button name="go" value="1">Connexion</button>', ""), ("u", "p", "")),
        (LOGIN.replace('id="u"', 'id="u" type="email"'), FOUND),
        (LOGIN.replace("/entrer", "javascript:void(0)"), None),
        (LOGIN.replace('method="post"', "method=dialog"), None),
        (LOGIN.replace('name="p"', ""), None),
        (LOGIN.replace('name="p"', 'name="p" hidden'), None),
        (LOGIN.replace('name="p"', 'name="p" style="Display : none"'), None),
        (LOGIN.replace("<label for", '<input name="email" style="display:none"><label for'), FOUND),
        (LOGIN.replace('name="p"', 'name="code" autocomplete="one-time-code"'), None),
        (SEARCH + NEWSLETTER, None),
        (REGISTRATION, None),
        ("", None),
        ('<form><input type="password" name="p"></form>', None),
    ],
)
def test_the_form_is_guessed(html: str, found: tuple[str, ...] | None) -> None:
    assert names(find_login(page(html), LoginNames())) == found


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ({"form": "second"}, FOUND),
        ({"form": "none of them"}, None),
        ({"identifier": "ctl00$txtSearch"}, ("ctl00$txtSearch", "ctl00$Main$txtPwd", "")),
        ({"password": "p2", "identifier": "email"}, ("email", "p2", "")),
        ({"password": "none of them"}, None),
        ({"button": "ctl00$Main$btnCancel", "form": "form1"}, ()),
    ],
)
def test_what_the_configuration_names_is_taken(
    named: dict[str, str], found: tuple[str, ...] | None
) -> None:
    html = LOGIN.replace("<form", "<form id=second") + WEBFORMS + REGISTRATION
    login = find_login(page(html), LoginNames(**named))
    if found == ():
        assert login is not None
        assert login.button is not None
        assert login.button.value == "Annuler"
    elif found is None:
        assert login is None
    else:
        assert login is not None
        assert (login.identifier.name, login.password.name) == found[:2]


def test_the_button_that_the_configuration_names_is_taken_by_its_id() -> None:
    html = LOGIN.replace("<button", "<button id=other name=b>Connexion</button><button")
    assert names(find_login(page(html), LoginNames(button="other"))) == ("u", "p", "b")


@pytest.mark.parametrize(
    ("html", "asks"),
    [
        (LOGIN, False),
        (SEARCH + LOGIN + REGISTRATION, False),
        ('<form><input type="password" name="a"><input type="password" name="b"></form>', True),
        (
            '<form><input name="login" value="8997" readonly><input type="password" name="old">'
            '<input type="password" name="new"><input type="password" name="again"></form>',
            True,
        ),
        ('<form><input type="password" name="a" autocomplete="new-password"></form>', True),
        ('<form><input type="password" name="code" inputmode="numeric"></form>', False),
        ('<form><input name="code1"><input name="code2"></form>', False),
    ],
)
def test_a_page_that_wants_another_password_is_known(html: str, asks: bool) -> None:
    assert asks_for_new_password(page(html)) is asks
