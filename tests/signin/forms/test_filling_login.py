"""Identifier and password go where they were to go, or nowhere."""

import time

import pytest

from kiosk.signin.forms.finding import find_login
from kiosk.signin.forms.names import LoginNames
from kiosk.signin.forms.submission import submission
from tests.signin.forms.reading import page
from tests.signin.forms.test_finding_login import FOUND, LOGIN, names

ENOUGH_SECONDS = 5
P = "<input type=password name=p>"
U = {"identifier": "u"}


@pytest.mark.parametrize(
    ("inside", "named", "body"),
    [
        (f"<input name=u>{P.replace('=p>', '=p hidden>')}{P}", {}, "u=8997&p=&p=s3cret"),
        (
            f"<input name=u>{P.replace('=p>', '=p style=display:none>')}{P}",
            {},
            "u=8997&p=&p=s3cret",
        ),
        (f"<input name=u hidden><input name=u>{P}", {}, "u=&u=8997&p=s3cret"),
        (f"<input name=u hidden><input name=u>{P}", U, "u=&u=8997&p=s3cret"),
        (f"<input type=hidden name=u><input name=u>{P}", U, "u=&u=8997&p=s3cret"),
        ("<input name=v><input type=password name=v>", {}, "v=8997&v=s3cret"),
        (f"<input name=u><input name=u>{P}", {}, "u=&u=8997&p=s3cret"),
        (f"<input type=hidden name=u><input id=u name=x>{P}", U, "u=&x=8997&p=s3cret"),
        (f"<input type=hidden name=u>{P}", U, "u=8997&p=s3cret"),
    ],
)
def test_what_is_typed_goes_into_the_fields_that_were_found_whatever_their_names(
    inside: str, named: dict[str, str], body: str
) -> None:
    html = f"<form method=post action=/entrer>{inside}<button>Connexion</button></form>"
    login = find_login(page(html), LoginNames(**named))
    assert login is not None
    request = submission(login.form, login.filled("8997", "s3cret"), login.button)
    assert request.body.decode() == body


@pytest.mark.parametrize(
    "named",
    [
        {"identifier": "u"},
        {"password": "p"},
        {"form": "f", "identifier": "u"},
        {"identifier": "go"},
    ],
)
def test_a_field_without_a_name_is_none(named: dict[str, str]) -> None:
    inside = "<input id=u><input name=other><input type=password id=p><input type=password name=q>"
    html = f"<form id=f method=post>{inside}<button name=go>Connexion</button></form>"
    assert find_login(page(html), LoginNames(**named)) is None


@pytest.mark.parametrize("named", [{"form": "f"}, {"identifier": "u", "password": "p"}])
def test_no_password_is_put_into_an_address_even_if_the_configuration_says_so(
    named: dict[str, str],
) -> None:
    html = "<form id=f><input name=u><input type=password name=p><button>Connexion</button></form>"
    assert find_login(page(html), LoginNames(**named)) is None


@pytest.mark.parametrize("controls", [499, 500, 20_000])
def test_forms_with_hundreds_of_controls_are_not_looked_at(controls: int) -> None:
    heavy = LOGIN.replace("<label for", "<input name=x>" * (controls - 4) + "<label for")
    start = time.thread_time()
    assert names(find_login(page(heavy), LoginNames())) == (FOUND if controls <= 500 else None)
    assert names(find_login(page(heavy + LOGIN), LoginNames())) == FOUND
    assert time.thread_time() - start < ENOUGH_SECONDS
